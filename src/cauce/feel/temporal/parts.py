"""Taking temporal values apart and putting them together, whichever type holds them.

Everything that computes with dates and times works on plain numbers (day number,
nanoseconds since midnight, zone) and builds its result with a `make_…` function
from here. These return None where FEEL knows no such value.
"""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from cauce.feel.temporal.calendar import (
    DAY_NANOS,
    MAX_YEAR,
    add_months,
    days_of,
    is_date,
    parts_of,
)
from cauce.feel.temporal.types import (
    FeelDate,
    FeelDateTime,
    FeelDuration,
    FeelTime,
    YearsMonthsDuration,
)

AnyDate = dt.date | FeelDate
AnyTime = dt.time | FeelTime
AnyDateTime = dt.datetime | FeelDateTime
AnyDuration = dt.timedelta | FeelDuration

_MAX_PYTHON_NANOS: Final = 999_999_999 * DAY_NANOS
_MAX_NANOS: Final = 2 * MAX_YEAR * 366 * DAY_NANOS
_MAX_MONTHS: Final = 24 * MAX_YEAR
_REFERENCE_DAY: Final = dt.datetime(2000, 1, 1)
"""A time with a named zone has no date; its offset is the zone's standard one, of this day."""


def make_date(year: int, month: int, day: int) -> AnyDate | None:
    """Return the day, None where the calendar has none."""
    if not is_date(year, month, day):
        return None
    return dt.date(year, month, day) if 1 <= year <= 9999 else FeelDate(year, month, day)


def make_time(nanos: int, zone: dt.tzinfo | None = None) -> AnyTime | None:
    """Return the time of day `nanos` after midnight, None outside one day."""
    if not 0 <= nanos < DAY_NANOS:
        return None
    if nanos % 1000 or isinstance(zone, ZoneInfo):
        return FeelTime(nanos, zone)
    seconds, rest = divmod(nanos, 10**9)
    return dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60, rest // 1000, zone)


def make_datetime(days: int, nanos: int, zone: dt.tzinfo | None = None) -> AnyDateTime | None:
    """Return the date-time of a day number and the nanoseconds since its midnight.

    `nanos` may lie outside the day: the day moves along.
    """
    carried, nanos = divmod(nanos, DAY_NANOS)
    year, month, day = parts_of(days + carried)
    if abs(year) > MAX_YEAR:
        return None
    if nanos % 1000 or not 1 <= year <= 9999:
        return FeelDateTime(year, month, day, nanos, zone)
    seconds, rest = divmod(nanos, 10**9)
    return dt.datetime(
        year, month, day, seconds // 3600, seconds // 60 % 60, seconds % 60, rest // 1000, zone
    )


def make_duration(nanos: int) -> AnyDuration | None:
    """Return the days-and-time duration of so many nanoseconds."""
    if abs(nanos) > _MAX_NANOS:
        return None
    if nanos % 1000 or abs(nanos) > _MAX_PYTHON_NANOS:
        return FeelDuration(nanos)
    return dt.timedelta(microseconds=nanos // 1000)


def make_months(months: int) -> YearsMonthsDuration | None:
    """Return the years-and-months duration of so many months."""
    return YearsMonthsDuration(months) if abs(months) <= _MAX_MONTHS else None


def nanos_of(value: AnyTime | AnyDateTime) -> int:
    """Return the nanoseconds since midnight."""
    if isinstance(value, FeelTime | FeelDateTime):
        return value.nanos
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return seconds * 10**9 + value.microsecond * 1000


def duration_nanos(value: AnyDuration) -> int:
    """Return the length of a days-and-time duration in nanoseconds."""
    if isinstance(value, FeelDuration):
        return value.nanos
    return ((value.days * 86_400 + value.seconds) * 10**6 + value.microseconds) * 1000


def day_number(value: AnyDate | AnyDateTime) -> int:
    """Return the days since 1970-01-01."""
    return days_of(value.year, value.month, value.day)


def offset_seconds(value: AnyTime | AnyDateTime) -> int | None:
    """Return how far the value's zone is ahead of UTC, None for a local value."""
    zone = value.tzinfo
    if zone is None:
        return None
    if isinstance(zone, dt.timezone):
        offset = zone.utcoffset(None)
    elif isinstance(value, dt.datetime):
        offset = value.utcoffset() or dt.timedelta()
    elif isinstance(value, FeelDateTime):
        clock = dt.time(value.hour, value.minute, value.second, tzinfo=zone)
        near = dt.date(_near(value.year), value.month, value.day)
        offset = dt.datetime.combine(near, clock).utcoffset() or dt.timedelta()
    else:
        offset = _REFERENCE_DAY.replace(tzinfo=zone).utcoffset() or dt.timedelta()
    return offset.days * 86_400 + offset.seconds


def instant(value: AnyDateTime) -> int:
    """Return nanoseconds since 1970-01-01T00:00:00Z; a local value counts as UTC."""
    local = day_number(value) * DAY_NANOS + nanos_of(value)
    return local - (offset_seconds(value) or 0) * 10**9


def shift_datetime(value: AnyDateTime, nanos: int) -> AnyDateTime | None:
    """Move by a days-and-time duration: along the line of instants where the zone is known."""
    if not isinstance(value.tzinfo, ZoneInfo):
        return make_datetime(day_number(value), nanos_of(value) + nanos, value.tzinfo)
    moved = instant(value) + nanos
    return make_datetime(0, moved + _offset_at(moved, value.tzinfo) * 10**9, value.tzinfo)


def _offset_at(nanos: int, zone: ZoneInfo) -> int:
    """Return how many seconds a zone is ahead of UTC at an instant."""
    days, of_day = divmod(nanos // 10**9, 86_400)
    year, month, day = parts_of(days)
    moment = dt.datetime(_near(year), month, day, tzinfo=dt.UTC) + dt.timedelta(seconds=of_day)
    offset = moment.astimezone(zone).utcoffset() or dt.timedelta()
    return offset.days * 86_400 + offset.seconds


def _near(year: int) -> int:
    """Return a year that Python knows and whose days and zone rules are the same.

    The calendar and the rules of zones repeat every 400 years.
    """
    return year if 2 <= year <= 9998 else 2000 + year % 400


def shift_months(value: AnyDate | AnyDateTime, months: int) -> AnyDate | AnyDateTime | None:
    """Move by whole months; a day that the new month lacks becomes its last."""
    year, month, day = add_months(value.year, value.month, value.day, months)
    if abs(year) > MAX_YEAR:
        return None
    if isinstance(value, dt.datetime | FeelDateTime):
        return make_datetime(days_of(year, month, day), nanos_of(value), value.tzinfo)
    return make_date(year, month, day)
