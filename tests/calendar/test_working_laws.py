"""Laws of working time, over calendars with odd hours, holidays and changing clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from cauce.calendar import WorkingCalendar, calendar_from

EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPLIT = [["08:30", "12:15"], ["13:00", "17:45"]]
CALENDARS = (
    calendar_from(
        {
            "zone": "America/Santiago",
            "country": "CL",
            "closed": ["2026-12-24"],
            "open": ["2026-09-18"],
            "week": dict.fromkeys(EVERY_DAY[:5], SPLIT),
        }
    ),
    calendar_from(
        {
            "zone": "Europe/Madrid",
            "week": {"sat": [["20:00", "24:00"]], "sun": [["00:00", "07:00"], ["22:00", "23:00"]]},
        }
    ),
    calendar_from(
        {
            "zone": "America/Argentina/Buenos_Aires",
            "country": "AR",
            "week": {day: [["00:00", "24:00"]] for day in EVERY_DAY},
        }
    ),
)
calendars = st.sampled_from(CALENDARS)
moments = st.datetimes(datetime(2025, 6, 1), datetime(2027, 6, 1), timezones=st.just(UTC))
durations = st.timedeltas(timedelta(), timedelta(days=40))


def in_hours(calendar: WorkingCalendar, moment: datetime) -> bool:
    """Within working time, its closing moments included."""
    return calendar.is_open(moment) or calendar.is_open(moment - timedelta(microseconds=1))


@given(calendar=calendars, start=moments, duration=durations)
def test_between_undoes_add(
    calendar: WorkingCalendar, start: datetime, duration: timedelta
) -> None:
    assert calendar.between(start, calendar.add(start, duration)) == duration


@given(calendar=calendars, start=moments, duration=durations)
def test_add_lands_in_working_time(
    calendar: WorkingCalendar, start: datetime, duration: timedelta
) -> None:
    due = calendar.add(start, duration)

    assert due >= start
    assert in_hours(calendar, due)


@given(calendar=calendars, start=moments, first=durations, second=durations)
def test_adding_in_two_steps_is_adding_at_once(
    calendar: WorkingCalendar, start: datetime, first: timedelta, second: timedelta
) -> None:
    assert calendar.add(calendar.add(start, first), second) == calendar.add(start, first + second)


@given(calendar=calendars, one=moments, other=moments, duration=durations)
def test_a_later_start_is_never_due_earlier(
    calendar: WorkingCalendar, one: datetime, other: datetime, duration: timedelta
) -> None:
    early, late = sorted((one, other))

    assert calendar.add(early, duration) <= calendar.add(late, duration)


@given(calendar=calendars, points=st.tuples(moments, moments, moments))
def test_between_adds_up_and_changes_sign(
    calendar: WorkingCalendar, points: tuple[datetime, datetime, datetime]
) -> None:
    a, b, c = points

    assert calendar.between(a, b) + calendar.between(b, c) == calendar.between(a, c)
    assert calendar.between(a, b) == -calendar.between(b, a)


@given(calendar=calendars, moment=moments)
def test_the_next_opening_is_open_with_nothing_before_it(
    calendar: WorkingCalendar, moment: datetime
) -> None:
    opening = calendar.next_opening(moment)

    assert opening >= moment
    assert calendar.is_open(opening)
    assert calendar.between(moment, opening) == timedelta()


@given(
    start=st.datetimes(datetime(2026, 5, 1), datetime(2026, 8, 1), timezones=st.just(UTC)),
    minutes=st.integers(min_value=1, max_value=3 * 24 * 60),
)
def test_between_counts_the_minutes_that_the_clock_shows_in_hours(
    start: datetime, minutes: int
) -> None:
    """Against a count by hand, in months where Chile's clocks do not change."""
    start = start.replace(second=0, microsecond=0)
    zone = ZoneInfo("America/Santiago")
    calendar = CALENDARS[0]
    holidays = {"05-01", "05-21", "06-21", "06-29", "07-16"}

    counted = 0
    for minute in range(minutes):
        shown = (start + timedelta(minutes=minute)).astimezone(zone)
        open_day = shown.weekday() < 5 and f"{shown:%m-%d}" not in holidays
        clock = f"{shown:%H:%M}"
        counted += open_day and any(opens <= clock < closes for opens, closes in SPLIT)

    assert calendar.between(start, start + timedelta(minutes=minutes)) == timedelta(minutes=counted)
