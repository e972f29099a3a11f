"""From Python values to FEEL values, once, at the boundary."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from cauce.feel.temporal.calendar import is_date
from cauce.feel.temporal.parts import (
    AnyDate,
    AnyDateTime,
    AnyDuration,
    AnyTime,
    day_number,
    duration_nanos,
    make_date,
    make_datetime,
    make_duration,
    make_time,
    nanos_of,
)
from cauce.feel.temporal.text import make_offset
from cauce.feel.temporal.types import (
    FeelDate,
    FeelDateTime,
    FeelDuration,
    FeelTime,
    YearsMonthsDuration,
)
from cauce.feel.values import NUMBERS, Function, Range, Value

MAX_NESTING: Final = 100
"""Levels of lists and contexts inside one another."""

_AS_IS: Final = frozenset((type(None), bool, str, dt.date, dt.timedelta, YearsMonthsDuration))
_NUMBERS: Final = (int, float, Decimal)
_TEMPORAL: Final = (
    dt.date, dt.time, dt.timedelta, FeelDate, FeelTime, FeelDateTime, FeelDuration,
)  # fmt: skip


def normalize(value: object) -> Value:
    """Return `value` as FEEL holds it; what is FEEL already comes back as it is.

    int and float become Decimal, tuples and other sequences lists, mappings
    dicts. Raises TypeError that names what cannot be carried: a key that is not
    text, an infinite number, an object of a foreign class, too deep a nesting.
    """
    return _normalize(value, MAX_NESTING)


def _normalize(value: Any, levels: int) -> Value:
    kind = type(value)
    if kind in _AS_IS:
        return value
    if levels == 0:
        raise TypeError(f"expected at most {MAX_NESTING} nested lists and contexts, came more")
    if kind is Decimal or isinstance(value, _NUMBERS):
        return _number(value)
    if isinstance(value, str):
        return str.__str__(value)
    if kind is dict or isinstance(value, Mapping):
        return {_key(key): _normalize(item, levels - 1) for key, item in value.items()}
    if isinstance(value, Sequence | AbstractSet) and not isinstance(value, bytes | bytearray):
        return [_normalize(item, levels - 1) for item in value]
    if isinstance(value, Function):
        return value
    if isinstance(value, Range):
        low, high = _normalize(value.low, levels - 1), _normalize(value.high, levels - 1)
        return replace(value, low=low, high=high)
    found = _temporal(value) if isinstance(value, _TEMPORAL) else None
    if found is not None:
        return found
    raise TypeError(
        f"expected null, a boolean, number, text, list, context, date, time or duration, "
        f"came {kind.__module__}.{kind.__qualname__}"
    )


def _number(value: float | Decimal) -> Decimal:
    # The shortest text that gives the same float: 0.1, not 0.1000000000000000055…
    number = Decimal(repr(value) if isinstance(value, float) else value)
    if not number.is_finite() or number.adjusted() > NUMBERS.Emax:
        raise TypeError(f"expected a finite number below 1E+6145, came {value}")
    return NUMBERS.plus(number)


def _temporal(value: AnyDate | AnyTime | AnyDateTime | AnyDuration) -> Value:
    """Return the value in the type that holds it, its zone as FEEL names it; None for no value."""
    match value:
        case dt.timedelta() | FeelDuration():
            return make_duration(duration_nanos(value))
        case dt.datetime() | FeelDateTime():
            if not is_date(value.year, value.month, value.day):
                return None
            return make_datetime(day_number(value), nanos_of(value), _zone(value))
        case dt.time() | FeelTime():
            return make_time(nanos_of(value), _zone(value))
        case _:
            return make_date(value.year, value.month, value.day)


def _zone(value: AnyTime | AnyDateTime) -> dt.tzinfo | None:
    zone = value.tzinfo
    if zone is None or (isinstance(zone, ZoneInfo) and zone.key):
        return zone
    offset = zone.utcoffset(value if isinstance(value, dt.datetime) else None)
    return None if offset is None else make_offset(offset.days * 86_400 + offset.seconds)


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"expected text as the key of a context, came {type(key).__qualname__}")
    return key
