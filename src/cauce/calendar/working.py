"""Working time: how long is open between two moments, and when so much of it has passed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from cauce.calendar.durations import Duration, add_duration
from cauce.calendar.errors import CalendarError, CalendarProblem, shown
from cauce.calendar.hours import Hours, hours_of
from cauce.calendar.local import EPOCH, MICROSECOND, instant, moment_of
from cauce.calendar.public_holidays import public_holidays

MINUTES_A_DAY: Final = 1440
_REACH_IN_YEARS: Final = 100
_ONE_DAY: Final = timedelta(days=1)

Week = tuple[tuple[tuple[int, int], ...], ...]
"""For each weekday from Monday its intervals, in minutes of the day, in order, apart."""


@dataclass(frozen=True, kw_only=True)
class WorkingCalendar:
    """The hours at which a company, or one of its desks, works.

    `week` has seven entries (Monday first) of disjoint, ascending intervals in minutes of the
    local day. Days of `closed` and the country's public holidays have none, unless they are in
    `open_days`. A calendar is a value: what it remembers of the years it has met is not part of
    it, and makes `add` two searches in a sorted tuple.
    """

    zone: tzinfo
    week: Week
    country: str | None = None
    subdivision: str | None = None
    closed: frozenset[date] = frozenset()
    open_days: frozenset[date] = frozenset()
    _years: dict[int, Hours] = field(
        default_factory=dict, init=False, repr=False, compare=False, hash=False
    )

    def __post_init__(self) -> None:
        """Refuse a week that never opens: no deadline would ever come."""
        if len(self.week) != 7 or not any(self.week):
            raise CalendarError(
                CalendarProblem(
                    key="week", expected="hours on at least one weekday", came=shown(self.week)
                )
            )

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """The first moment (UTC) by which `duration` of working time has passed since `start`.

        That is a closing moment rather than the next opening. Nothing to add gives `start`
        itself inside working time, also at its closing, else the next opening. Raises
        ValueError for a naive start or a negative duration, CalendarError beyond a century.
        """
        if self.is_always_open:
            return _aware(start).astimezone(UTC) + _positive(duration)
        year = _aware(start).astimezone(self.zone).year
        hours = self._hours(year)
        moment = (start - EPOCH) // MICROSECOND
        work = duration // MICROSECOND
        if work <= 0:
            _positive(duration)
            # The year's last interval may close with the year, at a moment of the next one.
            at_work = hours.contains(moment, closing=True)
            if at_work or self._hours(year - 1).contains(moment, closing=True):
                return moment_of(moment)
            return self.next_opening(start)
        work += hours.worked(moment)
        last_year = year + _REACH_IN_YEARS
        while work > hours.total:
            work -= hours.total
            year += 1
            if year > last_year:
                raise _beyond(start, duration)
            hours = self._hours(year)
        return moment_of(hours.reached(work))

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from `start` to `end`; negative when `end` is the earlier one."""
        if self.is_always_open:
            return _aware(end).astimezone(UTC) - _aware(start).astimezone(UTC)
        first = _aware(start).astimezone(self.zone).year
        last = _aware(end).astimezone(self.zone).year
        if first > last:
            return -self.between(end, start)
        work = self._hours(last).worked((end - EPOCH) // MICROSECOND)
        work -= self._hours(first).worked((start - EPOCH) // MICROSECOND)
        work += sum(self._hours(year).total for year in range(first, last))
        return timedelta(microseconds=work)

    def is_open(self, moment: datetime) -> bool:
        """Whether work is on; an opening moment is, a closing one is not."""
        if self.is_always_open:
            return True
        hours = self._hours(_aware(moment).astimezone(self.zone).year)
        return hours.contains((moment - EPOCH) // MICROSECOND)

    def next_opening(self, moment: datetime) -> datetime:
        """The moment itself (UTC) when work is on, else the next one at which it begins."""
        if self.is_always_open:
            return _aware(moment).astimezone(UTC)
        first = _aware(moment).astimezone(self.zone).year
        since = (moment - EPOCH) // MICROSECOND
        for year in range(first, first + _REACH_IN_YEARS):
            opening = self._hours(year).opening(since)
            if opening is not None:
                return moment_of(opening)
        raise _beyond(moment, timedelta())

    def due(self, start: datetime, duration: Duration) -> datetime:
        """When a deadline written as an ISO 8601 duration is due, in UTC.

        Months are calendar months, days are working days (the same time of a later working day,
        or that day's closing), time is working time. With every hour open these are plain
        calendar days and plain time.
        """
        if self.is_always_open:
            return add_duration(_aware(start).astimezone(self.zone), duration).astimezone(UTC)
        moment = start
        if duration.months:
            moment = add_duration(moment.astimezone(self.zone), Duration(months=duration.months))
        if duration.days:
            moment = self._add_days(self.next_opening(moment), duration.days)
        return self.add(moment, duration.time)

    @property
    def is_always_open(self) -> bool:
        """Whether every hour of every day is working time."""
        return self.week == EVERY_HOUR and not self.closed and self.country is None

    def _add_days(self, moment: datetime, days: int) -> datetime:
        local = moment.astimezone(self.zone)
        day = local.date()
        left = _positive(timedelta(days=days)).days
        while left:
            day += _ONE_DAY
            left -= bool(self._intervals(day))
        reading = instant(day, local.hour * 60 + local.minute, self.zone)
        reading += local.second * 1_000_000 + local.microsecond
        closing = instant(day, self._intervals(day)[-1][1], self.zone)
        if reading >= closing:
            return moment_of(closing)
        return self.next_opening(moment_of(reading))

    def _intervals(self, day: date) -> tuple[tuple[int, int], ...]:
        if day not in self.open_days and (day in self.closed or self._is_holiday(day)):
            return ()
        return self.week[day.weekday()]

    def _is_holiday(self, day: date) -> bool:
        if self.country is None:
            return False
        return day in public_holidays(self.country, self.subdivision, day.year)

    def _hours(self, year: int) -> Hours:
        hours = self._years.get(year)
        if hours is None:
            if not 2 <= year <= 9998:
                raise CalendarError(
                    CalendarProblem(key="moment", expected="a year from 2 to 9998", came=str(year))
                )
            hours = self._years[year] = self._computed(year)
        return hours

    def _computed(self, year: int) -> Hours:
        days = (date(year, 1, 1) + _ONE_DAY * index for index in range(366))
        return hours_of(
            (instant(day, start, self.zone), instant(day, end, self.zone))
            for day in days
            if day.year == year
            for start, end in self._intervals(day)
        )


EVERY_HOUR: Final[Week] = (((0, MINUTES_A_DAY),),) * 7

ALWAYS_OPEN: Final = WorkingCalendar(zone=UTC, week=EVERY_HOUR)
"""Every hour of every day: plain durations."""


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"expected a moment with a time zone, but got {moment.isoformat()}")
    return moment


def _positive(duration: timedelta) -> timedelta:
    if duration < timedelta():
        raise ValueError(f"expected a duration that is not negative, but got {duration}")
    return duration


def _beyond(start: datetime, duration: timedelta) -> CalendarError:
    return CalendarError(
        CalendarProblem(
            key="duration",
            expected=f"a deadline within {_REACH_IN_YEARS} years of {start.isoformat()}",
            came=shown(str(duration)),
        )
    )
