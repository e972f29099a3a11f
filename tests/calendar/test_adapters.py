from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from cauce.calendar import Cycle, Duration, TimerTextError, as_cycle, as_duration, as_moment
from cauce.feel import FeelDateTime, FeelDuration, YearsMonthsDuration

SANTIAGO = ZoneInfo("America/Santiago")
HOUR = Duration(time=timedelta(hours=1))


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-02T09:00:00-03:00",
        "2026-03-02T09:00:00",
        datetime(2026, 3, 2, 12, tzinfo=UTC),
        datetime(2026, 3, 2, 9),
    ],
)
def test_moments_come_as_text_or_date_time(value: object) -> None:
    assert as_moment(value, SANTIAGO) == datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_date_is_its_midnight_in_the_zone_given() -> None:
    assert as_moment(date(2026, 3, 2), SANTIAGO) == datetime(2026, 3, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize("value", ["PT1H", timedelta(hours=1), HOUR])
def test_durations_come_as_text_or_timedelta(value: object) -> None:
    assert as_duration(value) == HOUR


def test_types_of_feel_that_python_lacks_are_cut_to_the_microsecond() -> None:
    moment = FeelDateTime(2026, 3, 2, 9 * 3600 * 10**9 + 1_999, SANTIAGO)

    assert as_moment(moment) == datetime(2026, 3, 2, 12, 0, 0, 1, tzinfo=UTC)
    assert as_duration(FeelDuration(3_600_000_000_999)) == HOUR
    assert as_duration(YearsMonthsDuration(14)) == Duration(months=14)


@pytest.mark.parametrize("value", [FeelDateTime(12026, 3, 2, 0), FeelDuration(10**27)])
def test_what_no_calendar_holds_is_refused(value: object) -> None:
    adapt = as_moment if isinstance(value, FeelDateTime) else as_duration

    with pytest.raises(TimerTextError):
        adapt(value)


def test_a_number_is_quoted_as_people_write_it() -> None:
    with pytest.raises(TimerTextError, match=r"expected a duration, but got 5$"):
        as_duration(Decimal(5))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("R2/PT1H", Cycle(duration=HOUR, repetitions=2)),
        ("PT1H", Cycle(duration=HOUR)),
        (timedelta(hours=1), Cycle(duration=HOUR)),
        (Cycle(duration=HOUR, repetitions=7), Cycle(duration=HOUR, repetitions=7)),
    ],
)
def test_cycles_come_as_text_or_as_a_duration_that_repeats(value: object, expected: Cycle) -> None:
    assert as_cycle(value) == expected


@pytest.mark.parametrize("value", [None, True, 5, 2.5, [], {}])
def test_what_is_no_time_is_refused(value: object) -> None:
    for adapt in (as_moment, as_duration, as_cycle):
        with pytest.raises(TimerTextError) as caught:
            adapt(value)
        assert repr(value) in str(caught.value)


@pytest.mark.parametrize("value", [timedelta(), "PT0S", timedelta(seconds=-1)])
def test_a_cycle_without_length_is_refused(value: object) -> None:
    with pytest.raises(TimerTextError, match="longer than nothing"):
        as_cycle(value)
