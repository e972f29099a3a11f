"""Holds files and functions small: `python -m tools.sizes` prints what is too long and exits 1.

Files (Python, TypeScript, JavaScript, HTML, CSS; tests too): the median below 100 lines, 95 % below
350, none above 500. Python functions, nested ones and methods each for itself: 95 % below 40 lines,
none above 60.
"""

import ast
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.files import ROOT, project_files, shown

SUFFIXES = (".py", ".ts", ".js", ".mjs", ".html", ".css")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One thing and its length in lines."""

    name: str
    lines: int


@dataclass(frozen=True, kw_only=True)
class Cap:
    """How long things of a kind may be: a share of them below a limit each, all within `most`."""

    kind: str
    shares: tuple[tuple[float, int], ...]
    most: int


FILES = Cap(kind="files", shares=((0.5, 100), (0.95, 350)), most=500)
FUNCTIONS = Cap(kind="functions", shares=((0.95, 40),), most=60)


def lines_of(text: str) -> int:
    """Lines of a text; a last line without its end counts."""
    return len(text.splitlines())


def functions_of(name: str, source: str) -> Iterator[Measure]:
    """Every function and method of a Python source, from `def` to its last line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            end = node.end_lineno or node.lineno
            yield Measure(name=f"{name}:{node.lineno} {node.name}", lines=end - node.lineno + 1)


def findings(measures: Sequence[Measure], cap: Cap) -> list[str]:
    """What breaks the cap, one sentence each; nothing when all is well."""
    found = [
        f"{each.name}: expected at most {cap.most} lines, but it has {each.lines}: divide it"
        for each in measures
        if each.lines > cap.most
    ]
    lengths = sorted(each.lines for each in measures)
    for share, limit in cap.shares:
        if lengths and (length := lengths[math.ceil(share * len(lengths)) - 1]) >= limit:
            found.append(
                f"{cap.kind}: expected {share:.0%} below {limit} lines, but that share reaches"
                f" {length}: the longest are {_longest(measures)}"
            )
    return found


def _longest(measures: Sequence[Measure]) -> str:
    ranked = sorted(measures, key=lambda each: -each.lines)[:10]
    return ", ".join(f"{each.name} ({each.lines})" for each in ranked)


def check(root: Path = ROOT) -> list[str]:
    """All findings of the project under `root`."""
    texts = {
        shown(path, root): path.read_text("utf-8") for path in project_files(*SUFFIXES, root=root)
    }
    files = [Measure(name=name, lines=lines_of(text)) for name, text in texts.items()]
    functions = [
        measure
        for name, text in texts.items()
        if name.endswith(".py")
        for measure in functions_of(name, text)
    ]
    return findings(files, FILES) + findings(functions, FUNCTIONS)


if __name__ == "__main__":
    found = check()
    print("\n".join(found) or "sizes: kept")
    sys.exit(1 if found else 0)
