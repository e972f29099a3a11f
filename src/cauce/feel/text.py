"""FEEL values as text: the function `string` (DMN 1.5, 10.3.4.1)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from cauce.feel.errors import LimitExceeded
from cauce.feel.parser.tokens import is_name
from cauce.feel.runtime import MAX_STRING
from cauce.feel.temporal.text import (
    date_text,
    datetime_text,
    duration_text,
    months_text,
    time_text,
)
from cauce.feel.values import Function, Range, Value, kind_of

if TYPE_CHECKING:
    from cauce.feel.temporal.parts import AnyDate, AnyDateTime, AnyDuration, AnyTime
    from cauce.feel.temporal.types import YearsMonthsDuration

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def to_string(value: Value) -> str:
    """Return the text FEEL's `string(value)` gives; null is "null".

    Inside lists and contexts texts stand in quotes and temporal values as `@`
    literals, so that the result can be read again. Raises LimitExceeded when
    the text grows beyond what one string may hold.
    """
    if isinstance(value, str):
        return value
    parts: list[str] = []
    _write(value, parts, [MAX_STRING], outermost=True)
    return "".join(parts)


def number_text(value: Decimal) -> str:
    """Write a number in full, without exponent and without trailing zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _write(value: Value, parts: list[str], room: list[int], *, outermost: bool = False) -> None:
    match value:
        case list():
            _write_list(value, parts, room)
        case dict():
            _write_context(value, parts, room)
        case Range():
            _write_range(value, parts, room)
        case str():
            _put(f'"{value.translate(_ESCAPES)}"', parts, room)
        case _:
            text = _scalar(value)
            quoted = not outermost and not isinstance(value, bool | Decimal | Function | None)
            _put(f'@"{text}"' if quoted else text, parts, room)


def _scalar(value: Value) -> str:
    match kind_of(value):
        case "null":
            return "null"
        case "boolean":
            return "true" if value else "false"
        case "number":
            return number_text(cast("Decimal", value))
        case "date":
            return date_text(cast("AnyDate", value))
        case "time":
            return time_text(cast("AnyTime", value))
        case "date and time":
            return datetime_text(cast("AnyDateTime", value))
        case "days and time duration":
            return duration_text(cast("AnyDuration", value))
        case "years and months duration":
            return months_text(cast("YearsMonthsDuration", value))
        case _:
            return f"function {cast('Function', value).name}"


def _write_list(value: list[Value], parts: list[str], room: list[int]) -> None:
    _put("[", parts, room)
    for index, item in enumerate(value):
        if index:
            _put(", ", parts, room)
        _write(item, parts, room)
    _put("]", parts, room)


def _write_context(value: dict[str, Value], parts: list[str], room: list[int]) -> None:
    _put("{", parts, room)
    for index, (key, item) in enumerate(value.items()):
        shown = key if is_name(key) else f'"{key.translate(_ESCAPES)}"'
        _put(f"{', ' if index else ''}{shown}: ", parts, room)
        _write(item, parts, room)
    _put("}", parts, room)


def _write_range(value: Range, parts: list[str], room: list[int]) -> None:
    if value.op:
        _put(f"({value.op}", parts, room)
        _write(value.high if value.op in ("<", "<=") else value.low, parts, room)
        _put(")", parts, room)
        return
    _put("[" if value.low_included else "(", parts, room)
    _write(value.low, parts, room)
    _put("..", parts, room)
    _write(value.high, parts, room)
    _put("]" if value.high_included else ")", parts, room)


def _put(text: str, parts: list[str], room: list[int]) -> None:
    room[0] -= len(text)
    if room[0] < 0:
        raise LimitExceeded(f"the text would be longer than {MAX_STRING} characters")
    parts.append(text)
