"""Spanish first, English by locale; nothing is said in one language alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import cauce.cli
from cauce.cli.english import ENGLISH
from cauce.cli.language import language, say
from cauce.cli.play.report import STATUS
from cauce.cli.refusals import FAILURES, FINDINGS, REFUSALS

SOURCES = sorted(Path(str(cauce.cli.__file__)).parent.rglob("*.py"))


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "es"),
        ({"LANG": "C.UTF-8"}, "es"),
        ({"LANG": "es_CL.UTF-8"}, "es"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "en", "LANG": "es_CL"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "es_AR", "LANG": "en_US"}, "es"),
    ],
)
def test_the_locale_chooses(environment: dict[str, str], expected: str) -> None:
    assert language(environment) == expected


def spoken() -> set[str]:
    return {
        node.args[0].value
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "say"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    } | {*STATUS.values(), *REFUSALS.values(), *FAILURES.values(), *FINDINGS.values()}


def test_every_text_has_its_english_and_no_english_is_left_over() -> None:
    assert spoken() == set(ENGLISH)


def test_both_languages_name_the_same_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert say("vence {due}", due="mañana") == "due mañana"
    monkeypatch.setenv("LC_ALL", "es_CL.UTF-8")
    assert say("vence {due}", due="mañana") == "vence mañana"
