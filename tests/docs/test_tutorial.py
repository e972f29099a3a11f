"""The tutorial's commands do what it says, in the order in which it says so."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "tutorial" / "first-case.md"
BLOCK = re.compile(r"^```(?P<kind>yaml|console)\n(?P<text>.*?)^```\n", re.MULTILINE | re.DOTALL)


def run(command: str, folder: Path) -> str:
    """What a command of the page prints, in one line; `.venv` is that of these tests."""
    line = command.replace(".venv/bin/", f"{Path(sys.executable).parent}/")
    environment = {**os.environ, "COLUMNS": "100", "LC_ALL": "es", "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return " ".join(done.stdout.split())


def expected(lines: list[str]) -> list[str]:
    """The pieces of an output block, between its lines of dots, each in one line."""
    pieces = re.split(r"^…$", "\n".join(lines), flags=re.MULTILINE)
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def check(block: str, folder: Path) -> None:
    """Runs the commands of a console block; the pieces come in the output of the last, in order."""
    lines = block.splitlines()
    printed = ""
    for command in lines:
        if command.startswith("$ "):
            printed = run(command.removeprefix("$ "), folder)
    for piece in expected([line for line in lines if not line.startswith("$ ")]):
        before, found, printed = printed.partition(piece)
        assert found == piece, f"{piece!r} is not in {before!r}"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return tmp_path / "propuesta.yaml"


def test_the_tutorial_can_be_followed(answers: Path) -> None:
    blocks = [(match["kind"], match["text"]) for match in BLOCK.finditer(PAGE.read_text("utf-8"))]
    assert [kind for kind, _ in blocks] == ["yaml", "console", "yaml", "console", "console"]
    for kind, text in blocks:
        if kind == "yaml":
            with answers.open("a", encoding="utf-8") as file:
                file.write(text)
        else:
            check(text, answers.parent)
