"""Numbers as people write them: 1.234.567,8 in Spanish, 1,234,567.8 in English."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = re.compile(r"[+-]?[0-9]{1,40}(?:[.,][0-9]{1,40})?", re.ASCII)
_GROUPED = {
    "es": re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,13}(?:,[0-9]{1,40})?", re.ASCII),
    "en": re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3}){1,13}(?:\.[0-9]{1,40})?", re.ASCII),
}
_GROUPS = {"es": ".", "en": ","}
_POINTS = {"es": ",", "en": "."}
APART, READ = 5, 39
"""Thousands stand apart in numbers of so many digits: a year has fewer, what is read no more."""


def read_number(text: str, language: str) -> Decimal | None:
    """Read a number; None where it is none.

    Thousands may stand apart as the language writes them. Where they do not, a point and a comma
    both begin the decimals: no one sign then can mean two things.
    """
    text = text.strip()
    if _GROUPED[language].fullmatch(text):
        text = text.replace(_GROUPS[language], "")
    elif not _PLAIN.fullmatch(text):
        return None
    return Decimal(text.replace(",", "."))


def write_number(number: Decimal, language: str) -> str:
    """Write a number as people do, so that `read_number` gives it again."""
    whole, _, decimals = f"{abs(number):f}".partition(".")
    if APART <= len(whole) <= READ:
        whole = f"{int(whole):,}".replace(",", _GROUPS[language])
    decimals = decimals.rstrip("0")
    written = whole + _POINTS[language] + decimals if decimals else whole
    return f"-{written}" if number < 0 else written
