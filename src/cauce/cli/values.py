"""FEEL values for people and for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any

from cauce.cli.language import say
from cauce.feel import to_string


def plain(value: object) -> Any:
    """Give a value as JSON has it; dates, times and durations as their text."""
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Mapping():
            return {str(name): plain(item) for name, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case _:
            return to_string(value)


def shown(value: object) -> str:
    """Write a value for a person, in a line."""
    match value:
        case None:
            return "—"
        case True:
            return say("sí")
        case False:
            return say("no")
        case Mapping():
            return ", ".join(f"{name}: {shown(item)}" for name, item in value.items()) or "—"
        case list():
            return ", ".join(shown(item) for item in value) or "—"
        case _:
            return to_string(value)


def clock(moment: datetime, zone: tzinfo) -> str:
    """Write an aware moment as the clocks of a zone show it."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M %Z}"
