from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cauce.calendar import (
    ALWAYS_OPEN,
    CalendarError,
    WorkingCalendar,
    calendar_from,
    parse_duration,
)

SANTIAGO = ZoneInfo("America/Santiago")
MADRID = ZoneInfo("Europe/Madrid")
OFFICE = [["09:00", "13:00"], ["14:00", "18:00"]]
HOUR = timedelta(hours=1)


def calendar(zone: str = "America/Santiago", **settings: object) -> WorkingCalendar:
    week = {"mon": OFFICE, "tue": OFFICE, "wed": OFFICE, "thu": OFFICE, "fri": OFFICE}
    return calendar_from({"zone": zone, "week": week, **settings})


def local(text: str, zone: ZoneInfo = SANTIAGO) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        ("2026-03-02T09:00", 3, "2026-03-02T12:00"),
        ("2026-03-02T12:00", 2, "2026-03-02T15:00"),
        ("2026-03-02T09:00", 8, "2026-03-02T18:00"),
        ("2026-03-02T09:00", 9, "2026-03-03T10:00"),
        ("2026-03-06T17:00", 2, "2026-03-09T10:00"),
        ("2026-03-07T11:00", 1, "2026-03-09T10:00"),
        ("2026-03-02T13:30", 0, "2026-03-02T14:00"),
        ("2026-03-02T18:00", 0, "2026-03-02T18:00"),
        ("2026-12-30T17:00", 10, "2027-01-01T10:00"),
    ],
)
def test_only_open_hours_count(start: str, hours: int, expected: str) -> None:
    due = calendar().add(local(start), hours * HOUR)

    assert due == local(expected)
    assert due.tzinfo is UTC


def test_public_holidays_are_closed_unless_the_company_opens() -> None:
    """18 and 19 September are Chile's national days; 2026-09-18 is a Friday."""
    thursday = local("2026-09-17T17:00")

    closed = calendar(country="CL").add(thursday, 2 * HOUR)
    opened = calendar(country="CL", open=["2026-09-18"]).add(thursday, 2 * HOUR)

    assert closed == local("2026-09-21T10:00")
    assert opened == local("2026-09-18T10:00")


def test_the_holidays_are_those_of_each_country() -> None:
    """9 July is Argentina's independence day and an ordinary Thursday in Chile."""
    argentina = calendar("America/Argentina/Buenos_Aires", country="AR")

    assert not argentina.is_open(datetime(2026, 7, 9, 15, tzinfo=UTC))
    assert calendar(country="CL").is_open(datetime(2026, 7, 9, 15, tzinfo=UTC))


def test_a_closed_day_of_the_company_has_no_hours() -> None:
    closed = calendar(closed=["2026-12-24"])

    assert closed.next_opening(local("2026-12-23T19:00")) == local("2026-12-25T09:00")
    assert closed.between(local("2026-12-24T00:00"), local("2026-12-25T00:00")) == timedelta()


def test_a_night_shift_has_the_hours_that_really_pass() -> None:
    """In Madrid 29 March 2026 lacks the hour from 02:00, 25 October has it twice."""
    night = calendar_from({"zone": "Europe/Madrid", "week": {"sun": [["00:00", "06:00"]]}})

    for day, hours in (("2026-03-22", 6), ("2026-03-29", 5), ("2026-10-25", 7)):
        worked = night.between(local(f"{day}T00:00", MADRID), local(f"{day}T23:00", MADRID))
        assert worked == hours * HOUR
    assert night.add(local("2026-03-29T00:00", MADRID), 3 * HOUR) == local(
        "2026-03-29T04:00", MADRID
    )


def test_an_opening_that_the_clock_skips_is_the_moment_of_the_change() -> None:
    early = calendar_from({"zone": "Europe/Madrid", "week": {"sun": [["02:30", "06:00"]]}})

    opening = early.next_opening(local("2026-03-29T00:00", MADRID))

    assert opening == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert early.between(opening, opening + 9 * HOUR) == 3 * HOUR


def test_hours_entirely_within_a_skipped_hour_vanish() -> None:
    gone = calendar_from({"zone": "Europe/Madrid", "week": {"sun": [["02:10", "02:50"]]}})

    assert gone.next_opening(local("2026-03-28T00:00", MADRID)) == local("2026-04-05T02:10", MADRID)


def test_opening_counts_as_open_and_closing_does_not() -> None:
    office = calendar()

    assert [
        office.is_open(local(f"2026-03-02T{time}"))
        for time in ("08:59", "09:00", "12:59", "13:00", "14:00", "18:00")
    ] == [False, True, True, False, True, False]
    assert office.next_opening(local("2026-03-02T09:00")) == local("2026-03-02T09:00")
    assert office.next_opening(local("2026-03-02T18:00")) == local("2026-03-03T09:00")


def test_a_year_may_close_with_its_last_hour() -> None:
    evenings = calendar_from({"zone": "America/Santiago", "week": {"thu": [["20:00", "24:00"]]}})
    midnight = local("2027-01-01T00:00")  # 2026-12-31 is a Thursday

    assert evenings.add(local("2026-12-31T20:00"), 4 * HOUR) == midnight
    assert evenings.add(midnight, 0 * HOUR) == midnight
    assert evenings.add(midnight, HOUR) == local("2027-01-07T21:00")


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-03-02T10:00", "P1D", "2026-03-03T10:00"),
        ("2026-03-06T10:00", "P2D", "2026-03-10T10:00"),
        ("2026-03-06T20:00", "P1D", "2026-03-10T09:00"),
        ("2026-03-02T10:00", "P1DT8H", "2026-03-04T10:00"),
        ("2026-01-31T10:00", "P1M", "2026-03-02T09:00"),
        ("2026-03-02T10:00", "PT16H", "2026-03-04T10:00"),
    ],
)
def test_days_of_a_deadline_are_working_days(start: str, duration: str, expected: str) -> None:
    assert calendar().due(local(start), parse_duration(duration)) == local(expected)


def test_a_deadline_in_days_ends_with_a_shorter_day() -> None:
    short = calendar_from(
        {
            "zone": "America/Santiago",
            "week": {"thu": [["09:00", "18:00"]], "fri": [["09:00", "13:00"]]},
        }
    )

    due = short.due(local("2026-03-05T17:00"), parse_duration("P1D"))

    assert due == local("2026-03-06T13:00")


def test_with_every_hour_open_durations_are_plain() -> None:
    start = datetime(2026, 1, 31, 23, tzinfo=UTC)

    assert ALWAYS_OPEN.add(start, 49 * HOUR) == start + 49 * HOUR
    assert ALWAYS_OPEN.between(start, start - HOUR) == -HOUR
    assert ALWAYS_OPEN.is_open(start)
    assert ALWAYS_OPEN.next_opening(start) == start
    assert ALWAYS_OPEN.due(start, parse_duration("P1M")) == datetime(2026, 2, 28, 23, tzinfo=UTC)


def test_calendars_are_values() -> None:
    used, fresh = calendar(country="CL"), calendar(country="CL")
    used.add(local("2026-03-02T09:00"), 8 * HOUR)

    assert used == fresh
    assert hash(used) == hash(fresh)
    assert used != calendar(country="CL", closed=["2026-12-24"])


@pytest.mark.parametrize("office", [calendar(), ALWAYS_OPEN])
def test_naive_moments_and_negative_durations_are_refused(office: WorkingCalendar) -> None:
    with pytest.raises(ValueError, match="a moment with a time zone"):
        office.add(datetime(2026, 3, 2), HOUR)
    with pytest.raises(ValueError, match="not negative"):
        office.add(datetime(2026, 3, 2, tzinfo=UTC), -HOUR)


def test_a_deadline_beyond_a_century_is_refused() -> None:
    with pytest.raises(CalendarError, match="within 100 years"):
        calendar().add(local("2026-03-02T09:00"), timedelta(days=20_000))


def test_a_week_that_never_opens_is_refused() -> None:
    with pytest.raises(CalendarError, match="at least one weekday"):
        WorkingCalendar(zone=UTC, week=((),) * 7, closed=frozenset({date(2026, 1, 1)}))
