"""ISO 8601 durations, kept in the units that they were written in.

A month has no fixed length and, where clocks change, neither has a day; a duration is therefore
three amounts (months, days, time) that meet the calendar only when they are added to a moment.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final

from cauce.calendar.errors import TimerTextError

_EXPECTED: Final = 'an ISO 8601 duration such as "PT5S", "P10D" or "P1M"'
_PATTERN: Final = re.compile(
    r"""(?P<sign>[+-])?P(?=[0-9T])
    (?:(?P<years>[0-9]{1,9})Y)?(?:(?P<months>[0-9]{1,9})M)?
    (?:(?P<weeks>[0-9]{1,9})W)?(?:(?P<days>[0-9]{1,9})D)?
    (?:T(?=[0-9])
    (?:(?P<hours>[0-9]{1,12}(?:[.,][0-9]{1,9})?)H)?
    (?:(?P<minutes>[0-9]{1,12}(?:[.,][0-9]{1,9})?)M)?
    (?:(?P<seconds>[0-9]{1,12}(?:[.,][0-9]{1,9})?)S)?)?""",
    re.VERBOSE | re.ASCII,
)
_MICROSECONDS: Final = {"hours": 3_600_000_000, "minutes": 60_000_000, "seconds": 1_000_000}


@dataclass(frozen=True, kw_only=True, slots=True)
class Duration:
    """An amount of calendar months, calendar days and exact time; all three have one sign."""

    months: int = 0
    days: int = 0
    time: timedelta = timedelta()

    def __neg__(self) -> Duration:
        """The same amounts the other way."""
        return Duration(months=-self.months, days=-self.days, time=-self.time)

    def __mul__(self, times: int) -> Duration:
        """The amounts that many times. Raises TimerTextError where time cannot hold it."""
        try:
            time = self.time * times
        except OverflowError as error:
            raise TimerTextError("a duration that a calendar can hold", self) from error
        return Duration(months=self.months * times, days=self.days * times, time=time)

    def __str__(self) -> str:
        """The ISO 8601 text, which parses back to an equal duration."""
        return _text(self)

    @property
    def is_positive(self) -> bool:
        """Whether adding it moves forward."""
        return self.months > 0 or self.days > 0 or self.time > timedelta()


@lru_cache(maxsize=4096)
def parse_duration(text: str) -> Duration:
    """Read an ISO 8601 duration: years, months, weeks, days, hours, minutes, seconds.

    A sign before the `P` turns all of it. Only the smallest unit of time may have a fraction;
    what is finer than a microsecond is cut off. Raises TimerTextError.
    """
    match = _PATTERN.fullmatch(text.strip())
    if match is None:
        raise TimerTextError(_EXPECTED, text)
    sign = -1 if match["sign"] == "-" else 1
    months = int(match["years"] or 0) * 12 + int(match["months"] or 0)
    days = int(match["weeks"] or 0) * 7 + int(match["days"] or 0)
    try:
        time = timedelta(microseconds=_time(match, text))
    except OverflowError as error:
        raise TimerTextError(_EXPECTED, text, "it is too long") from error
    return Duration(months=sign * months, days=sign * days, time=sign * time)


def add_duration(moment: datetime, duration: Duration) -> datetime:
    """Add months and days on the clock of the moment's own zone, then time exactly.

    `moment` is aware; the result is in the same zone. A day that a month does not have becomes
    its last one (31 January + P1M is the end of February), an hour that the clock skips is read
    as the hour before the change. Raises TimerTextError beyond the years 1 to 9999.
    """
    if moment.tzinfo is None:
        raise TimerTextError("a moment with a time zone", moment)
    zone = moment.tzinfo
    try:
        if duration.months or duration.days:
            local = _add_months(moment, duration.months) + timedelta(days=duration.days)
            moment = local.astimezone(UTC).astimezone(zone)
        if duration.time:
            moment = (moment.astimezone(UTC) + duration.time).astimezone(zone)
    except (OverflowError, ValueError) as error:
        raise TimerTextError(
            "a duration that stays within the years 1 to 9999", str(duration)
        ) from error
    return moment


def _time(match: re.Match[str], text: str) -> int:
    total = Decimal(0)
    fraction_seen = False
    for unit, microseconds in _MICROSECONDS.items():
        amount = match[unit]
        if amount is None:
            continue
        if fraction_seen:
            raise TimerTextError(_EXPECTED, text, "only the last unit may have a fraction")
        fraction_seen = not amount.isdigit()
        total += Decimal(amount.replace(",", ".")) * microseconds
    return int(total)


def _add_months(moment: datetime, months: int) -> datetime:
    if not months:
        return moment
    years, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    if not 1 <= years <= 9999:
        raise OverflowError(years)
    day = min(moment.day, calendar.monthrange(years, month + 1)[1])
    return moment.replace(year=years, month=month + 1, day=day)


def _text(duration: Duration) -> str:
    negative = duration.months < 0 or duration.days < 0 or duration.time < timedelta()
    size = -duration if negative else duration
    years, months = divmod(size.months, 12)
    minutes, microseconds = divmod(size.time // timedelta(microseconds=1), 60_000_000)
    hours, minutes = divmod(minutes, 60)
    seconds = (Decimal(microseconds) / 1_000_000).normalize()
    date = "".join(f"{n}{u}" for n, u in ((years, "Y"), (months, "M"), (size.days, "D")) if n)
    time = "".join(f"{n}{u}" for n, u in ((hours, "H"), (minutes, "M")) if n)
    time += f"{seconds:f}S" if seconds else ""
    if not date and not time:
        return "PT0S"
    return f"{'-' if negative else ''}P{date}{'T' + time if time else ''}"
