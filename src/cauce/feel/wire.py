"""FEEL values as what msgspec's msgpack encodes, and back without loss.

Null, booleans, texts, lists and contexts go as they are. A number that is a
whole one of 64 bits goes as an integer and comes back as an equal Decimal; every
other number and every temporal value goes as an extension whose bytes are its
text. Equal values give equal bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

from msgspec import msgpack

from cauce.feel.temporal.text import (
    date_text,
    datetime_text,
    duration_text,
    months_text,
    parse_date,
    parse_datetime,
    parse_duration,
    parse_time,
    time_text,
)
from cauce.feel.temporal.types import (
    FeelDate,
    FeelDateTime,
    FeelDuration,
    FeelTime,
    YearsMonthsDuration,
)
from cauce.feel.values import NUMBERS, Range, Value

_AS_IS: Final = frozenset((str, bool, type(None)))
_INT64: Final = 2**63
NUMBER, DATE, TIME, DATE_TIME, DURATION, MONTHS, RANGE = range(1, 8)

_WRITERS: Final[dict[type, tuple[int, Callable[[Any], str]]]] = {
    dt.date: (DATE, date_text),
    FeelDate: (DATE, date_text),
    dt.time: (TIME, time_text),
    FeelTime: (TIME, time_text),
    dt.datetime: (DATE_TIME, datetime_text),
    FeelDateTime: (DATE_TIME, datetime_text),
    dt.timedelta: (DURATION, duration_text),
    FeelDuration: (DURATION, duration_text),
    YearsMonthsDuration: (MONTHS, months_text),
}
_READERS: Final[dict[int, Callable[[str], Value]]] = {
    NUMBER: Decimal,
    DATE: parse_date,
    TIME: parse_time,
    DATE_TIME: parse_datetime,
    DURATION: parse_duration,
    MONTHS: parse_duration,
}


def to_wire(value: Any) -> object:
    """Return `value` as msgpack takes it; raises TypeError for functions, which cannot travel.

    What can go as it is, is given as it is: of most values nothing is copied.
    """
    kind = type(value)
    if kind in _AS_IS:
        return value
    if kind is dict:
        return _exchanged(value, value.items(), dict)
    if kind is list:
        return _exchanged(value, enumerate(value), list)
    if kind is Decimal:
        return _number(value)
    if isinstance(value, Range):
        parts = [to_wire(value.low), to_wire(value.high), value.low_included, value.high_included]
        return msgpack.Ext(RANGE, msgpack.encode([*parts, value.op]))
    if kind in _WRITERS:
        code, write = _WRITERS[kind]
        return msgpack.Ext(code, write(value).encode())
    raise TypeError(f"expected a FEEL value that can be stored, came {kind.__qualname__}")


def from_wire(value: Any) -> Value:
    """Return the FEEL value of what `to_wire` gave; raises ValueError for anything else.

    Lists and contexts are filled in where they stand: give it what the decoder has just made.
    """
    kind = type(value)
    if kind in _AS_IS:
        return value
    if kind is dict or kind is list:
        for key, item in value.items() if kind is dict else enumerate(value):
            if type(item) not in _AS_IS:
                value[key] = from_wire(item)
        return value
    if kind is int:
        return Decimal(value)
    if kind is msgpack.Ext:
        return _from_extension(value)
    raise ValueError(f"expected a stored FEEL value, came {kind.__qualname__}")


def _exchanged(value: Any, items: Iterable[tuple[Any, Any]], kind: type) -> object:
    exchanged: Any = None
    for key, item in items:
        if type(item) not in _AS_IS:
            wired = to_wire(item)
            if wired is not item:
                if exchanged is None:
                    exchanged = kind(value)
                exchanged[key] = wired
    return value if exchanged is None else exchanged


def _number(value: Decimal) -> object:
    if value.adjusted() < 19:
        whole = int(value)
        if whole == value and -_INT64 <= whole < _INT64:
            return whole
    return msgpack.Ext(NUMBER, str(value.normalize(NUMBERS)).encode())


def _from_extension(extension: msgpack.Ext) -> Value:
    if extension.code == RANGE:
        low, high, low_included, high_included, op = msgpack.decode(extension.data)
        return Range(from_wire(low), from_wire(high), low_included, high_included, op)
    read = _READERS.get(extension.code)
    found = read(bytes(extension.data).decode()) if read else None
    if found is None:
        raise ValueError(f"expected a stored FEEL value, came extension {extension.code}")
    return found
