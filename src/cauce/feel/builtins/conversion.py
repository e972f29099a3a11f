"""Conversion functions (DMN 1.5, 10.3.4.1)."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from cauce.feel.builtins.function import functions
from cauce.feel.temporal.parts import (
    AnyDate,
    AnyDateTime,
    AnyDuration,
    AnyTime,
    day_number,
    duration_nanos,
    make_date,
    make_datetime,
    make_months,
    make_time,
    nanos_of,
)
from cauce.feel.temporal.text import (
    make_offset,
    parse_date,
    parse_datetime,
    parse_duration,
    parse_time,
)
from cauce.feel.temporal.types import FeelDateTime
from cauce.feel.text import to_string
from cauce.feel.values import NUMBERS, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cauce.feel.runtime import Run
    from cauce.feel.temporal.types import YearsMonthsDuration
    from cauce.feel.values import Value

_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d{1,5})?", re.ASCII)
_MAX_DIGITS: Final = 10_000
_NANOS: Final = 10**9
_MAX_PART: Final = 10**10


def _read(name: str, parse: Callable[[str], Value]) -> Callable[[Run, str], Value]:
    def read(run: Run, text: str) -> Value:
        value = parse(text)
        return run.null(f"{text[:40]!r} is no {name}") if value is None else value

    return read


def date_of(_run: Run, value: AnyDate | AnyDateTime) -> AnyDate | None:
    """Return the day of a date or date-time."""
    return make_date(value.year, value.month, value.day)


def date_from_parts(run: Run, year: Decimal, month: Decimal, day: Decimal) -> AnyDate | None:
    """Return the day of three numbers."""
    parts = (year, month, day)
    found = make_date(*map(int, parts)) if max(map(abs, parts)) < _MAX_PART else None
    return run.null(f"there is no day {year}-{month}-{day}") if found is None else found


def datetime_of(_run: Run, value: AnyDate | AnyDateTime) -> AnyDateTime | None:
    """Return a date-time as it is, and a date's midnight in UTC."""
    if isinstance(value, dt.datetime | FeelDateTime):
        return value
    return make_datetime(day_number(value), 0, dt.UTC)


def datetime_from_parts(
    _run: Run, date: AnyDate | AnyDateTime, time: AnyTime
) -> AnyDateTime | None:
    """Return the day of the first at the time, and in the zone, of the second."""
    return make_datetime(day_number(date), nanos_of(time), time.tzinfo)


def time_of(_run: Run, value: AnyTime | AnyDate | AnyDateTime) -> AnyTime | None:
    """Return the time of day; that of a date is midnight in UTC."""
    if kind_of(value) == "date":
        return make_time(0, dt.UTC)
    moment: Any = value
    return make_time(nanos_of(moment), moment.tzinfo)


def time_from_parts(
    run: Run,
    hour: Decimal,
    minute: Decimal,
    second: Decimal,
    offset: AnyDuration | None = None,
) -> AnyTime | None:
    """Return the time of day of three numbers, its zone so far ahead of UTC."""
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return run.null(f"there is no time {hour}:{minute}:{second}")
    zone = None
    if offset is not None:
        seconds = duration_nanos(offset) // _NANOS
        if abs(seconds) > 18 * 3600:
            return run.null("expected an offset of at most 18 hours")
        zone = make_offset(seconds)
    whole = (int(hour) * 60 + int(minute)) * 60 * _NANOS
    return make_time(whole + int(NUMBERS.multiply(second, Decimal(_NANOS))), zone)


def number_from(run: Run, text: str) -> Decimal | None:
    """Read a number written with a period."""
    if len(text) > _MAX_DIGITS or not _NUMBER.fullmatch(text):
        return run.null(f"{text[:40]!r} is no number")
    value = Decimal(text)
    return run.null("the number is too large") if value.adjusted() > 6144 else NUMBERS.plus(value)


def number_with_separators(
    run: Run, text: str, grouping: str | None, decimal: str | None
) -> Decimal | None:
    """Read a number written with these separators; null leaves grouping out, and is a period."""
    point = decimal or "."
    if grouping not in (None, " ", ",", ".") or point not in (",", ".") or grouping == point:
        return run.null("number expects ' ', ',' or '.' for groups and ',' or '.' for decimals")
    plain = text.replace(grouping, "") if grouping else text
    if point == "," and "." in plain:
        return run.null(f"{text[:40]!r} is no number")
    return number_from(run, plain.replace(point, "."))


def string_from(_run: Run, value: Value) -> str | None:
    """Return the value as text, null for null."""
    return None if value is None else to_string(value)


def years_and_months(
    _run: Run, start: AnyDate | AnyDateTime, end: AnyDate | AnyDateTime
) -> YearsMonthsDuration | None:
    """Return the whole months from one day to another, cut off towards zero."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return make_months(months)


FUNCTIONS: Final = functions(
    ("date(from: string)", _read("date", parse_date)),
    ("date(from: date or date and time)", date_of),
    ("date(year: number, month: number, day: number)", date_from_parts),
    ("date and time(from: string)", _read("date and time", parse_datetime)),
    ("date and time(from: date or date and time)", datetime_of),
    ("date and time(date: date or date and time, time: time)", datetime_from_parts),
    ("time(from: string)", _read("time", parse_time)),
    ("time(from: time or date and time)", time_of),
    ("time(from: date)", time_of),
    (
        "time(hour: number, minute: number, second: number, "
        "offset?: days and time duration | null)",
        time_from_parts,
    ),
    ("number(from: string)", number_from),
    (
        "number(from: string, grouping separator: string | null, decimal separator: string | null)",
        number_with_separators,
    ),
    ("string(from: any)", string_from),
    ("duration(from: string)", _read("duration", parse_duration)),
    (
        "years and months duration(from: date or date and time, to: date or date and time)",
        years_and_months,
    ),
)
