"""FEEL values as what msgspec's msgpack encodes, and back without loss.

Null, booleans, texts, lists and contexts go as they are. Numbers, temporal values and ranges go as
extensions whose bytes are their text: a decoder with `ext_hook=from_extension` gives the values
with no look at anything else. Equal values give equal bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
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

AS_IS: Final = frozenset((str, bool, type(None)))
"""The types of values that travel as they are."""

NUMBER, DATE, TIME, DATE_TIME, DURATION, MONTHS, RANGE = range(1, 8)

_SEEN: Final = 4096
"""How many values are remembered of a kind of which most cases hold the same few."""


def _number_text(value: Decimal) -> str:
    if value.adjusted() < 19:
        whole = int(value)
        if whole == value:
            return str(whole)
    # Nothing has one text, whatever its sign and its exponent.
    return str(value.normalize(NUMBERS)) if value else "0"


def _as(code: int, write: Callable[[Any], str]) -> Callable[[Any], msgpack.Ext]:
    return lambda value: msgpack.Ext(code, write(value).encode())


# Equal numbers have one text, and so have equal durations; equal date-times may differ in zone.
_WRITERS: Final[dict[type, Callable[[Any], msgpack.Ext]]] = {
    Decimal: lru_cache(_SEEN)(_as(NUMBER, _number_text)),
    dt.date: _as(DATE, date_text),
    FeelDate: _as(DATE, date_text),
    dt.time: _as(TIME, time_text),
    FeelTime: _as(TIME, time_text),
    dt.datetime: _as(DATE_TIME, datetime_text),
    FeelDateTime: _as(DATE_TIME, datetime_text),
    dt.timedelta: lru_cache(_SEEN)(_as(DURATION, duration_text)),
    FeelDuration: _as(DURATION, duration_text),
    YearsMonthsDuration: _as(MONTHS, months_text),
}
_READERS: Final[dict[int, Callable[[str], Value]]] = {
    NUMBER: Decimal,
    DATE: parse_date,
    TIME: parse_time,
    DATE_TIME: parse_datetime,
    DURATION: lru_cache(_SEEN)(parse_duration),
    MONTHS: parse_duration,
}


def to_wire(value: Any) -> object:
    """Return `value` as msgpack takes it; raises TypeError for functions, which cannot travel.

    What can go as it is, is given as it is: of most values nothing is copied.
    """
    kind = type(value)
    if kind in AS_IS:
        return value
    if kind is dict or kind is list:
        exchanged: Any = None
        for key, item in value.items() if kind is dict else enumerate(value):
            if type(item) not in AS_IS:
                wired = to_wire(item)
                if wired is not item:
                    if exchanged is None:
                        exchanged = kind(value)
                    exchanged[key] = wired
        return value if exchanged is None else exchanged
    write = _WRITERS.get(kind)
    if write is not None:
        return write(value)
    if isinstance(value, Range):
        parts = [to_wire(value.low), to_wire(value.high), value.low_included, value.high_included]
        return msgpack.Ext(RANGE, msgpack.encode([*parts, value.op]))
    return plain(value)


def plain(value: Any) -> str:
    """Return a text of a class of its own as the text that it is; for `enc_hook` of encoders.

    Raises TypeError for anything else.
    """
    if isinstance(value, str):
        return str.__str__(value)
    came = type(value).__qualname__
    raise TypeError(f"expected a FEEL value that can be stored, came {came}")


def from_extension(code: int, data: memoryview) -> Value:
    """Return the FEEL value of an extension of `to_wire`; raises ValueError for any other."""
    if code == RANGE:
        low, high, low_included, high_included, op = _decode(data)
        return Range(low, high, low_included, high_included, op)
    read = _READERS.get(code)
    found = read(str(data, "utf-8")) if read else None
    if found is None:
        raise ValueError(f"expected a stored FEEL value, came extension {code}")
    return found


_decode = msgpack.Decoder(ext_hook=from_extension).decode
