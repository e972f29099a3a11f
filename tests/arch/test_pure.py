"""What import rules cannot see: pure layers ask no clock and open no file; nothing runs text."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

Scan = Callable[[str], list[str]]

SOURCE = Path(__file__).resolve().parents[2] / "src" / "cauce"
PURE = ("feel", "dmn", "forms", "calendar", "correlation", "engine", "bpmn")
CLOCKS = {"now", "utcnow", "today"}
CLOCK_OWNERS = {"datetime", "date", "dt"}
FILES = {"open", "input", "print"}
RUNNERS = {"eval", "exec", "compile", "__import__"}


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each call of a plain or dotted name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.lineno, ast.unparse(node.func)


def impure(source: str) -> list[str]:
    """Calls that ask the wall clock or reach outside."""
    found = []
    for line, name in calls(ast.parse(source)):
        *owner, last = name.split(".")
        clock = last in CLOCKS and bool(owner) and owner[-1] in CLOCK_OWNERS
        if clock or name in FILES:
            found.append(f"{line} {name}")
    return found


def runs_text(source: str) -> list[str]:
    """Calls that run a text as Python."""
    return [f"{line} {name}" for line, name in calls(ast.parse(source)) if name in RUNNERS]


def found(scan: Scan, *layers: str) -> dict[str, list[str]]:
    """Findings by file, of every Python file of the layers; only files that have some."""
    paths = sorted(path for layer in layers for path in (SOURCE / layer).rglob("*.py"))
    assert paths
    scanned = {str(path.relative_to(SOURCE)): scan(path.read_text("utf-8")) for path in paths}
    return {name: findings for name, findings in scanned.items() if findings}


def test_pure_layers_reach_nothing_outside() -> None:
    # The one clock is for the doors that scripts use; `.importlinter` keeps the engine from it.
    assert found(impure, *PURE) == {"feel/clock.py": ["15 datetime.now"]}


def test_no_text_is_run_as_python() -> None:
    assert found(runs_text, ".") == {}


def test_the_scans_can_fail() -> None:
    assert impure("import datetime\nx = datetime.datetime.now()") == ["2 datetime.datetime.now"]
    assert impure("date.today()\nopen('x')\nself.now()\nenv.now()") == ["1 date.today", "2 open"]
    assert runs_text("eval('1')\nmodel.evaluate('1')\nre.compile('x')") == ["1 eval"]
