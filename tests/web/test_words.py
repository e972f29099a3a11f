"""Every text of the pages has its English."""

from __future__ import annotations

import re
from pathlib import Path

import cauce.web
from cauce.web.words import catalogue, say

FOLDER = Path(cauce.web.__file__).parent
_TAG = re.compile(r"""\{% t (?:"([^"]+)"|'([^']+)')""")
_CALL = re.compile(r"""say\(\s*"([^"]+)\"""")


def _texts() -> set[str]:
    found = set()
    for file in FOLDER.rglob("*.html"):
        found |= {a or b for a, b in _TAG.findall(file.read_text("utf-8"))}
    for file in FOLDER.rglob("*.py"):
        found |= set(_CALL.findall(file.read_text("utf-8")))
    return found


def test_should_have_an_english_for_every_text() -> None:
    assert len(_texts()) > 100
    assert sorted(_texts() - catalogue("en").keys()) == []


def test_should_keep_the_names_to_fill_in() -> None:
    for spanish, english in catalogue("en").items():
        assert set(re.findall(r"\{\w+\}", spanish)) == set(re.findall(r"\{\w+\}", english))


def test_should_fill_in_names_and_keep_what_no_catalogue_has() -> None:
    assert say("Sigue: {name}", "en", name="Inicio") == "Next: Inicio"
    assert say("Sigue: {name}", "es", name="Inicio") == "Sigue: Inicio"
    assert say("algo que nadie tradujo", "en") == "algo que nadie tradujo"
