"""Dates, times and durations as ISO 8601 text, both ways (DMN 1.5, 10.3.4.1).

The parsers return None for text that names no value; the writers give the form
that the parsers read back.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cauce.feel.temporal.calendar import days_of
from cauce.feel.temporal.parts import (
    AnyDate,
    AnyDateTime,
    AnyDuration,
    AnyTime,
    duration_nanos,
    make_date,
    make_datetime,
    make_duration,
    make_months,
    make_time,
    nanos_of,
)
from cauce.feel.temporal.types import YearsMonthsDuration

_DATE: Final = r"(?P<year>-?(?:[1-9]\d{4,8}|\d{4}))-(?P<month>\d\d)-(?P<day>\d\d)"
_TIME: Final = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?:\.(?P<fraction>\d{1,30}))?"
_ZONE: Final = r"(?P<zone>Z|z|[+-]\d\d:\d\d(?::\d\d)?|@[A-Za-z0-9_+\-/]{1,64})?"
_DATE_RE: Final = re.compile(_DATE, re.ASCII)
_TIME_RE: Final = re.compile(_TIME + _ZONE, re.ASCII)
_DATETIME_RE: Final = re.compile(f"{_DATE}T{_TIME}{_ZONE}", re.ASCII)
_DURATION_RE: Final = re.compile(
    r"(?P<sign>-?)P(?=[\dT])(?:(?P<days>\d{1,18})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,18})H)?(?:(?P<minutes>\d{1,18})M)?"
    r"(?:(?P<seconds>\d{1,18})(?:\.(?P<fraction>\d{0,30}))?S)?)?",
    re.ASCII,
)
_MONTHS_RE: Final = re.compile(
    r"(?P<sign>-?)P(?=\d)(?:(?P<years>\d{1,12})Y)?(?:(?P<months>\d{1,12})M)?", re.ASCII
)
_MAX_OFFSET: Final = 18 * 3600


def parse_date(text: str) -> AnyDate | None:
    """Read `2024-02-29`."""
    found = _DATE_RE.fullmatch(text)
    return make_date(*_day(found)) if found else None


def parse_time(text: str) -> AnyTime | None:
    """Read `10:30:00`, with fraction, and with an offset, `Z` or `@Area/City`."""
    found = _TIME_RE.fullmatch(text)
    if found is None:
        return None
    nanos = _nanos(found)
    known, zone = _zone(found["zone"])
    return make_time(nanos, zone) if known and nanos is not None else None


def parse_datetime(text: str) -> AnyDateTime | None:
    """Read a date, `T` and a time; a date alone is its midnight, 24:00:00 the next one."""
    found = _DATETIME_RE.fullmatch(text)
    if found is None:
        day = _DATE_RE.fullmatch(text)
        if day is None or make_date(*_day(day)) is None:
            return None
        return make_datetime(days_of(*_day(day)), 0)
    nanos = _nanos(found)
    known, zone = _zone(found["zone"])
    if nanos is None or not known or make_date(*_day(found)) is None:
        return None
    return make_datetime(days_of(*_day(found)), nanos, zone)


@lru_cache(maxsize=1024)
def parse_duration(text: str) -> AnyDuration | YearsMonthsDuration | None:
    """Read `P1DT2H3M4.5S` or `P1Y2M`; the two kinds do not mix."""
    found = _MONTHS_RE.fullmatch(text)
    if found:
        months = int(found["years"] or 0) * 12 + int(found["months"] or 0)
        return make_months(-months if found["sign"] else months)
    found = _DURATION_RE.fullmatch(text)
    if found is None:
        return None
    minutes = (int(found["days"] or 0) * 24 + int(found["hours"] or 0)) * 60
    seconds = (minutes + int(found["minutes"] or 0)) * 60 + int(found["seconds"] or 0)
    nanos = seconds * 10**9 + _fraction(found["fraction"])
    return make_duration(-nanos if found["sign"] else nanos)


def make_offset(seconds: int) -> dt.timezone:
    """Return the zone so many seconds ahead of UTC."""
    return dt.timezone(dt.timedelta(seconds=seconds)) if seconds else dt.UTC


def date_text(value: AnyDate | AnyDateTime) -> str:
    """Write year, month and day."""
    sign = "-" if value.year < 0 else ""
    return f"{sign}{abs(value.year):04}-{value.month:02}-{value.day:02}"


def time_text(value: AnyTime | AnyDateTime) -> str:
    """Write a time of day with its zone."""
    text = f"{value.hour:02}:{value.minute:02}:{value.second:02}"
    return text + _fraction_text(nanos_of(value) % 10**9) + zone_text(value.tzinfo)


def datetime_text(value: AnyDateTime) -> str:
    """Write a date and time with its zone."""
    return f"{date_text(value)}T{time_text(value)}"


def zone_text(zone: dt.tzinfo | None) -> str:
    """Write a zone as it stands behind a time."""
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo):
        return f"@{zone.key}"
    offset = zone.utcoffset(None) or dt.timedelta()
    seconds = offset.days * 86_400 + offset.seconds
    if not seconds:
        return "Z"
    minutes, rest = divmod(abs(seconds), 60)
    text = f"{'-' if seconds < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{rest:02}" if rest else text


def duration_text(value: AnyDuration) -> str:
    """Write a days-and-time duration in its shortest form; none at all is `PT0S`."""
    nanos = duration_nanos(value)
    sign, nanos = ("-", -nanos) if nanos < 0 else ("", nanos)
    seconds, fraction = divmod(nanos, 10**9)
    days, hours, minutes = seconds // 86_400, seconds // 3600 % 24, seconds // 60 % 60
    seconds %= 60
    time = f"{hours}H" if hours else ""
    time += f"{minutes}M" if minutes else ""
    time += f"{seconds}{_fraction_text(fraction)}S" if seconds or fraction else ""
    if not days and not time:
        return "PT0S"
    return f"{sign}P{f'{days}D' if days else ''}{f'T{time}' if time else ''}"


def months_text(value: YearsMonthsDuration) -> str:
    """Write a years-and-months duration in its shortest form; none at all is `P0M`."""
    years, months = divmod(abs(value.months), 12)
    if not years and not months:
        return "P0M"
    sign = "-" if value.months < 0 else ""
    return f"{sign}P{f'{years}Y' if years else ''}{f'{months}M' if months else ''}"


@lru_cache(maxsize=1024)
def _zone(text: str | None) -> tuple[bool, dt.tzinfo | None]:
    """Read an offset, `Z` or `@Area/City`, or nothing: whether it exists, and the zone."""
    if not text:
        return True, None
    if text in ("Z", "z"):
        return True, dt.UTC
    if text[0] == "@":
        try:
            return True, ZoneInfo(text[1:])
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return False, None
    hours, minutes, *rest = (int(part) for part in text[1:].split(":"))
    seconds = hours * 3600 + minutes * 60 + sum(rest)
    if minutes > 59 or sum(rest) > 59 or seconds > _MAX_OFFSET:
        return False, None
    return True, make_offset(-seconds if text[0] == "-" else seconds)


def _day(found: re.Match[str]) -> tuple[int, int, int]:
    return int(found["year"]), int(found["month"]), int(found["day"])


def _nanos(found: re.Match[str]) -> int | None:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"])
    at_the_end = (hour, minute, second, _fraction(found["fraction"])) == (24, 0, 0, 0)
    if (hour > 23 and not at_the_end) or minute > 59 or second > 59:
        return None
    return ((hour * 60 + minute) * 60 + second) * 10**9 + _fraction(found["fraction"])


def _fraction(digits: str | None) -> int:
    return int((digits or "")[:9].ljust(9, "0"))


def _fraction_text(nanos: int) -> str:
    return f".{nanos:09}".rstrip("0") if nanos else ""
