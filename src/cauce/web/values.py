"""Values of variables as text: as inputs hold them, and as people write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from cauce.feel import to_string
from cauce.web.numbers import write_number
from cauce.web.words import say

_MOMENT = re.compile(
    r"(?<![\w/.:-])(\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?)"
    r"(?![\w/:@-])",
    re.ASCII,
)
"""A date, or a date and time, that stands by itself and is no part of an address or a code."""


def text_of(value: object) -> str:
    """Give a value as an input holds it: dates and times in ISO 8601, texts of a list by line."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return "\n".join(value)
    return to_string(value)


def shown(value: object, language: str) -> str:
    """Write a value that is only shown as people do: sí and no, thousands apart, dates."""
    if isinstance(value, bool):
        return say("Sí" if value else "No", language)
    if isinstance(value, Decimal):
        return write_number(value, language)
    return written(text_of(value))


def written(text: str) -> str:
    """Write the ISO dates of a text as people do: `16-03-2026`; moments in the reader's zone."""
    return _MOMENT.sub(_as_people_do, text)


def _as_people_do(found: re.Match[str]) -> str:
    try:
        moment = datetime.fromisoformat(found[1])
    except ValueError:
        return found[1]
    if "T" not in found[1]:
        return moment.strftime("%d-%m-%Y")
    local = moment if moment.tzinfo is None else timezone.localtime(moment)
    return local.strftime("%d-%m-%Y, %H:%M")
