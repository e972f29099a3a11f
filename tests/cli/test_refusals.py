"""Every code that may be refused or fail has its words, in the language of the terminal."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import cauce
from cauce.cli.refusals import FAILURES, FINDINGS, REFUSALS, failed, refused
from cauce.engine import Refused

ROOT = Path(str(cauce.__file__)).parent
LAYERS = ("engine", "testing", "runtime", "people")
CODE = re.compile(r"[A-Z]+(?:_[A-Z]+)+")
STOPS = {"DECISION_FAILED", "EXPRESSION_FAILED", "STEP_LIMIT", "VARIABLES_TOO_LARGE"}
"""What stops a step is refused where nothing has begun yet, and an incident elsewhere."""


def codes(*raised_by: str) -> set[str]:
    """Read which codes the sources give to these."""
    return {
        code
        for layer in LAYERS
        for file in (ROOT / layer).rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call) and _name(call) in raised_by
        for code in _codes(call)
    }


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _codes(call: ast.Call) -> Iterator[str]:
    for value in (*call.args, *(word.value for word in call.keywords if word.arg == "code")):
        text = value.value if isinstance(value, ast.Constant) else None
        if isinstance(text, str) and CODE.fullmatch(text):
            yield text


def test_every_refusal_has_words_and_no_words_are_left_over() -> None:
    assert set(REFUSALS) == codes("Refused", "Rejection", "unknown") | STOPS


def test_every_finding_about_a_journal_has_words_and_no_words_are_left_over() -> None:
    assert set(FINDINGS) == codes("Wrong")


def test_every_incident_of_a_step_has_words_and_no_words_are_left_over() -> None:
    assert set(FAILURES) == codes("IncidentError", "FailCall", "_fail_call") | STOPS


@pytest.mark.parametrize(
    ("locale", "words"),
    [("es_CL.UTF-8", "No hay tal tarea abierta."), ("en_US.UTF-8", "There is no such open task.")],
)
def test_the_terminal_s_language_comes_first_and_then_what_was_said(
    monkeypatch: pytest.MonkeyPatch, locale: str, words: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)

    told = refused(Refused("UNKNOWN_TASK", "Expected an open task «x», open are: y."))

    assert told == f"UNKNOWN_TASK: {words} (Expected an open task «x», open are: y.)"


def test_a_code_without_words_is_told_as_it_was_said() -> None:
    assert failed("OTRO", "x is y") == "x is y"
    assert refused(Refused("OTRO", "x is y")) == "OTRO: x is y"
