"""ISO 8601 dates and date-times, with the zone names of RFC 9557."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cauce.calendar.errors import TimerTextError

_EXPECTED: Final = (
    'an ISO 8601 date or date-time such as "2026-03-02", "2026-03-02T09:00:00-03:00" '
    'or "2026-03-02T09:00:00[America/Santiago]"'
)
_PATTERN: Final = re.compile(
    r"""(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})
    (?:T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})
       (?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?
       (?P<offset>Z|[+-][0-9]{2}:?[0-9]{2})?)?
    (?:\[(?P<zone>[A-Za-z0-9_+/-]{1,64})\]|@(?P<at>[A-Za-z0-9_+/-]{1,64}))?""",
    re.VERBOSE | re.ASCII,
)


def parse_moment(text: str, default_zone: tzinfo = UTC) -> datetime:
    """Read a date or date-time as an aware moment.

    A date alone is its midnight. Without offset and zone the text is read in `default_zone`.
    With a zone name (`[America/Santiago]`, or FEEL's `@America/Santiago`) the result is in that
    zone, and an offset beside it has to be one that the zone has then. Raises TimerTextError.
    """
    match = _PATTERN.fullmatch(text.strip())
    if match is None:
        raise TimerTextError(_EXPECTED, text)
    try:
        naive = _naive(match)
        offset = _offset(match["offset"], text)
        zone = _zone(match["zone"] or match["at"], text) or offset or default_zone
        moment = naive.replace(tzinfo=offset or zone).astimezone(UTC).astimezone(zone)
    except (ValueError, OverflowError) as error:
        if isinstance(error, TimerTextError):
            raise
        raise TimerTextError(_EXPECTED, text, str(error)) from error
    if offset is not None and moment.replace(tzinfo=None) != naive:
        raise TimerTextError(
            "an offset that the zone has at that time", text, f"it would be {moment.isoformat()}"
        )
    return moment


def at_midnight(day: date, zone: tzinfo) -> datetime:
    """The first moment of a day in a zone."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC).astimezone(zone)


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo:
    """The time zone of an IANA name such as `America/Santiago`. Raises TimerTextError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise TimerTextError('a time zone such as "America/Santiago"', name) from error


def _naive(match: re.Match[str]) -> datetime:
    day = date.fromisoformat(match["date"])
    if match["hour"] is None:
        return datetime(day.year, day.month, day.day)
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    microsecond = int((match["fraction"] or "").ljust(6, "0")[:6])
    if hour == 24 and not (minute or second or microsecond):
        return datetime(day.year, day.month, day.day) + timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, minute, second, microsecond)


def _offset(text: str | None, whole: str) -> tzinfo | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 18 or minutes > 59:
        raise TimerTextError("an offset between -18:00 and +18:00", whole)
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if text[0] == "-" else size) if size else UTC


def _zone(name: str | None, whole: str) -> tzinfo | None:
    if name is None:
        return None
    if name[0] in "+-":
        return _offset(name, whole)
    return zone_named(name)
