"""Draws a BPMN file to PNG: `python -m tools.render FILE --out DIR [--element ID] [--width 1600]`.

Without --element, --area and --no-planes it draws the first diagram and every sub-process plane.
Prints one line per picture and per import warning; exit 1 when there was a warning.
"""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Error as PageError

from tools.node import ModulesMissing
from tools.render.chromium import ChromiumMissing, browser
from tools.render.diagram import Area, Diagram


def area(text: str) -> Area:
    """Reads `X,Y,WIDTH,HEIGHT`, in the diagram's units."""
    try:
        x, y, width, height = (float(part) for part in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"expected X,Y,WIDTH,HEIGHT, but got {text}") from error
    return Area(x=x, y=y, width=width, height=height)


def arguments(argv: list[str]) -> argparse.Namespace:
    """The command line, parsed."""
    parser = argparse.ArgumentParser(prog="python -m tools.render", description=__doc__)
    parser.add_argument("file", type=Path, help="a .bpmn file")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--element", help="id of a sub-process or of any shape: draw that alone")
    parser.add_argument("--area", type=area, help="X,Y,WIDTH,HEIGHT in diagram units: draw that")
    parser.add_argument("--no-planes", action="store_true", help="the first diagram alone")
    parser.add_argument("--width", type=int, default=1600, help="pixels (default 1600)")
    return parser.parse_args(argv)


def draw(diagram: Diagram, given: argparse.Namespace) -> bool:
    """Opens the file and writes the pictures asked for; True when there was no warning."""
    file: Path = given.file
    opened = diagram.open(file)
    for warning in opened.warnings:
        print(f"{file}: warning: {warning}")
    given.out.mkdir(parents=True, exist_ok=True)
    alone = given.element or given.area or given.no_planes
    for element in (given.element,) if alone else (None, *opened.planes):
        out = given.out / ".".join(filter(None, (file.stem, element, "png")))
        diagram.picture(out, width=given.width, element=element, area=given.area)
        print(out)
    return not opened.warnings


def main(argv: list[str]) -> int:
    """Runs the command; gives its exit code."""
    given = arguments(argv)
    try:
        with browser() as chromium:
            return 0 if draw(Diagram(chromium), given) else 1
    except (ChromiumMissing, ModulesMissing, PageError) as error:
        print(f"{given.file}: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
