"""Working calendars from the settings of a package or a company."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from cauce.calendar.errors import CalendarError, CalendarProblem, TimerTextError, shown
from cauce.calendar.moments import zone_named
from cauce.calendar.public_holidays import is_known
from cauce.calendar.working import MINUTES_A_DAY, Week, WorkingCalendar

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KEYS: Final = frozenset({"zone", "week", "country", "subdivision", "closed", "open"})
_CLOCK: Final = re.compile(r"(?P<hour>[0-9]{2}):(?P<minute>[0-5][0-9])", re.ASCII)


def calendar_from(settings: Mapping[str, object]) -> WorkingCalendar:
    """Build a calendar from `zone`, `week`, `country`, `subdivision`, `closed` and `open`.

    `week` maps `mon` … `sun` to lists of `["09:00", "18:00"]`; `closed` and `open` are lists of
    ISO dates. Raises CalendarError with everything that is wrong.
    """
    problems: list[CalendarProblem] = []
    for key in sorted(settings.keys() - _KEYS):
        problems.append(_problem(key, f"one of the keys {', '.join(sorted(_KEYS))}", key))
    zone = _zone(settings.get("zone"), problems)
    week = _week(settings.get("week"), problems)
    country = _name("country", settings.get("country"), problems)
    subdivision = _name("subdivision", settings.get("subdivision"), problems)
    _check_country(country, subdivision, problems)
    closed = _days("closed", settings.get("closed", ()), problems)
    opened = _days("open", settings.get("open", ()), problems)
    for day in sorted(closed & opened):
        problems.append(_problem("open", "a day that is not also in `closed`", day.isoformat()))
    if problems or zone is None:
        raise CalendarError(*problems)
    return WorkingCalendar(
        zone=zone,
        week=week,
        country=country,
        subdivision=subdivision,
        closed=closed,
        open_days=opened,
    )


def _zone(value: object, problems: list[CalendarProblem]) -> ZoneInfo | None:
    expected = 'a time zone such as "America/Santiago"'
    if not isinstance(value, str):
        problems.append(_problem("zone", expected, value))
        return None
    try:
        return zone_named(value)
    except TimerTextError:
        problems.append(_problem("zone", expected, value))
        return None


def _week(value: object, problems: list[CalendarProblem]) -> Week:
    if not isinstance(value, Mapping):
        problems.append(_problem("week", 'a table such as { mon = [["09:00", "18:00"]] }', value))
        return ()
    for key in value.keys() - set(WEEKDAYS):
        problems.append(_problem(f"week.{key}", f"one of {', '.join(WEEKDAYS)}", key))
    week = tuple(_weekday(f"week.{day}", value.get(day, ()), problems) for day in WEEKDAYS)
    if not problems and not any(week):
        problems.append(_problem("week", "hours on at least one weekday", value))
    return week


def _weekday(
    key: str, value: object, problems: list[CalendarProblem]
) -> tuple[tuple[int, int], ...]:
    if not isinstance(value, list | tuple):
        problems.append(_problem(key, 'a list such as [["09:00", "18:00"]]', value))
        return ()
    intervals: list[tuple[int, int]] = []
    for index, entry in enumerate(value):
        interval = _interval(entry)
        if interval is None:
            expected = 'opening and closing such as ["09:00", "18:00"], the opening earlier'
            problems.append(_problem(f"{key}[{index}]", expected, entry))
        elif intervals and interval[0] < intervals[-1][1]:
            expected = "hours that begin after those before them end"
            problems.append(_problem(f"{key}[{index}]", expected, entry))
        else:
            intervals.append(interval)
    return tuple(intervals)


def _interval(entry: object) -> tuple[int, int] | None:
    if not isinstance(entry, list | tuple) or len(entry) != 2:
        return None
    start, end = _minute(entry[0]), _minute(entry[1])
    return None if start is None or end is None or start >= end else (start, end)


def _minute(value: object) -> int | None:
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    minute = int(match["hour"]) * 60 + int(match["minute"])
    return minute if minute <= MINUTES_A_DAY else None


def _name(key: str, value: object, problems: list[CalendarProblem]) -> str | None:
    if value is None or isinstance(value, str):
        return value
    problems.append(_problem(key, "a code of letters", value))
    return None


def _check_country(
    country: str | None, subdivision: str | None, problems: list[CalendarProblem]
) -> None:
    if country is None:
        if subdivision is not None:
            problems.append(_problem("subdivision", "a `country` beside it", subdivision))
    elif not is_known(country, None):
        expected = 'a country of ISO 3166 whose holidays are known, such as "CL"'
        problems.append(_problem("country", expected, country))
    elif not is_known(country, subdivision):
        problems.append(_problem("subdivision", f"a subdivision of {country}", subdivision))


def _days(key: str, value: object, problems: list[CalendarProblem]) -> frozenset[date]:
    if not isinstance(value, list | tuple):
        problems.append(_problem(key, 'a list of dates such as ["2026-12-24"]', value))
        return frozenset()
    days = set()
    for index, entry in enumerate(value):
        day = _day(entry)
        if day is None:
            problems.append(_problem(f"{key}[{index}]", 'a date such as "2026-12-24"', entry))
        else:
            days.add(day)
    return frozenset(days)


def _day(entry: object) -> date | None:
    if isinstance(entry, date) and not isinstance(entry, datetime):
        return entry
    try:
        return date.fromisoformat(entry) if isinstance(entry, str) else None
    except ValueError:
        return None


def _problem(key: str, expected: str, came: object) -> CalendarProblem:
    return CalendarProblem(key=key, expected=expected, came=shown(came))
