"""The reference lists every code that a definition can be told, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORTERS = {
    "Problem",
    "_problem",
    "_refuse",
    "_refuse_twice",
    "error",
    "problem",
    "refuse",
    "report",
    "warn",
    "warning",
}
NAMED = {
    "UNREACHABLE",
    "START_INCOMING",
    "START_OUTGOING",
    "BOUNDARY_INCOMING",
    "BOUNDARY_OUTGOING",
}
"""Codes that the sources keep in constants."""


FORM_CODE = re.compile(r'"([A-Z]+(?:_[A-Z]+)+)"')
"""In the form reader every such text is a code."""


def code_in(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in REPORTERS:
        return
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        value = argument.value if isinstance(argument, ast.Constant) else None
        if isinstance(value, str) and re.fullmatch(r"[A-Z][A-Z_]+", value):
            yield value


def reported() -> set[str]:
    # What keeps a running instance from moving is told when somebody moves it, not of a definition.
    return {
        code
        for layer in ("bpmn", "engine")
        for file in (ROOT / "src/cauce" / layer).rglob("*.py")
        if file.parent.name != "migration"
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        for code in code_in(call)
    }


def of_forms() -> set[str]:
    files = (ROOT / "src/cauce/forms/reading").rglob("*.py")
    return {code for file in files for code in FORM_CODE.findall(file.read_text("utf-8"))}


def documented() -> set[str]:
    text = (ROOT / "docs/reference/diagnostics.md").read_text("utf-8")
    rows = re.findall(r"^\| (`[A-Z_`, ]+`) \| (?:error|warning) \|", text, re.MULTILINE)
    return {code for row in rows for code in re.findall(r"[A-Z_]+", row)}


def test_every_code_is_in_the_reference_and_every_row_is_a_code() -> None:
    told = {code for code in documented() if not code.startswith("DMN_")} | {"DMN_UNREADABLE"}

    assert told == reported() | NAMED | of_forms()
