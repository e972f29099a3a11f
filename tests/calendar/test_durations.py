from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.calendar import Duration, TimerTextError, add_duration, parse_duration

SANTIAGO = ZoneInfo("America/Santiago")
amounts = st.integers(min_value=0, max_value=500)
durations = st.builds(
    Duration,
    months=amounts,
    days=amounts,
    time=st.timedeltas(min_value=timedelta(), max_value=timedelta(days=40)),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PT5S", Duration(time=timedelta(seconds=5))),
        ("P10D", Duration(days=10)),
        ("P2W", Duration(days=14)),
        ("P1Y2M", Duration(months=14)),
        (
            "P1M2DT3H4M5.25S",
            Duration(months=1, days=2, time=timedelta(hours=3, minutes=4, seconds=5.25)),
        ),
        ("PT1,5H", Duration(time=timedelta(minutes=90))),
        ("-P1M", Duration(months=-1)),
        ("PT0S", Duration()),
        ("PT0.123456789S", Duration(time=timedelta(microseconds=123456))),
    ],
)
def test_a_duration_keeps_the_units_it_was_written_in(text: str, expected: Duration) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "5 minutes", "P1H", "PT1.5H30M", "P1.5D", "P1D2M", "PT999999999999H", "pt5s"],
)
def test_what_is_no_duration_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(TimerTextError) as caught:
        parse_duration(text)

    assert 'such as "PT5S"' in str(caught.value)
    assert caught.value.came == text


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ((2026, 1, 31, 9), "P1M", (2026, 2, 28, 9)),
        ((2028, 1, 31, 9), "P1M", (2028, 2, 29, 9)),
        ((2028, 2, 29, 9), "P1Y", (2029, 2, 28, 9)),
        ((2026, 3, 31, 9), "-P1M", (2026, 2, 28, 9)),
        ((2025, 12, 15, 9), "P1M", (2026, 1, 15, 9)),
        ((2026, 4, 4, 12), "P1D", (2026, 4, 5, 12)),
        ((2026, 4, 4, 12), "PT24H", (2026, 4, 5, 11)),
        ((2026, 9, 5, 0), "P1D", (2026, 9, 6, 1)),
    ],
)
def test_months_and_days_follow_the_calendar_and_time_is_exact(
    start: tuple[int, int, int, int], duration: str, expected: tuple[int, int, int, int]
) -> None:
    """Chile's clocks go back at the end of 4 April 2026 and forward at the end of 5 September."""
    moment = add_duration(datetime(*start, tzinfo=SANTIAGO), parse_duration(duration))

    assert moment.tzinfo is SANTIAGO
    assert moment.replace(tzinfo=None) == datetime(*expected)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(TimerTextError, match="a moment with a time zone"):
        add_duration(datetime(2026, 1, 1), Duration(days=1))


@pytest.mark.parametrize("text", ["P99999Y", "P999999999D", "-P3000Y"])
def test_the_calendar_ends_where_years_do(text: str) -> None:
    with pytest.raises(TimerTextError, match="within the years 1 to 9999"):
        add_duration(datetime(2026, 1, 1, tzinfo=UTC), parse_duration(text))


@given(duration=durations)
def test_the_text_of_a_duration_reads_back_as_the_same(duration: Duration) -> None:
    assert parse_duration(str(duration)) == duration
    assert parse_duration(str(-duration)) == -duration


@given(
    start=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), left=durations, right=durations
)
def test_a_longer_duration_never_ends_earlier(
    start: datetime, left: Duration, right: Duration
) -> None:
    moment = start.replace(tzinfo=UTC)
    both = Duration(
        months=left.months + right.months,
        days=left.days + right.days,
        time=left.time + right.time,
    )

    assert moment <= add_duration(moment, left) <= add_duration(moment, both)
