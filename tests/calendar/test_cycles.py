from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.calendar import Cycle, Duration, TimerTextError, add_duration, parse_cycle

ANCHOR = datetime(2026, 3, 2, 12, tzinfo=UTC)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
lengths = st.one_of(
    st.builds(Duration, months=st.integers(min_value=1, max_value=30)),
    st.builds(Duration, days=st.integers(min_value=1, max_value=90)),
    st.builds(Duration, time=st.timedeltas(timedelta(hours=30), timedelta(days=9))),
    st.just(Duration(months=1, days=3, time=timedelta(hours=5))),
)


def occurrences(cycle: Cycle, anchor: datetime, count: int) -> list[str]:
    found: list[str] = []
    moment = cycle.first(anchor)
    while moment is not None and len(found) < count:
        found.append(moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"))
        moment = cycle.next_after(moment, anchor=anchor)
    return found


def test_without_start_the_first_comes_one_duration_after_listening_began() -> None:
    cycle = parse_cycle("R4/PT5S")

    assert cycle == Cycle(duration=Duration(time=timedelta(seconds=5)), repetitions=4)
    assert occurrences(cycle, ANCHOR, 2) == ["2026-03-02 12:00:05", "2026-03-02 12:00:10"]


def test_a_start_ahead_is_the_first_occurrence() -> None:
    cycle = parse_cycle("R/2026-03-02T12:00:00Z/P1D")

    assert occurrences(cycle, ANCHOR, 2) == ["2026-03-02 12:00:00", "2026-03-03 12:00:00"]


def test_a_start_in_the_past_goes_on_at_its_next_occurrence() -> None:
    cycle = parse_cycle("R/2024-08-26T09:00:00[America/Santiago]/P1M")

    assert occurrences(cycle, ANCHOR, 3) == [
        "2026-03-26 12:00:00",
        "2026-04-26 13:00:00",
        "2026-05-26 13:00:00",
    ]


def test_the_last_of_the_month_comes_back_after_a_short_month() -> None:
    cycle = parse_cycle("R/2026-01-31/P1M")

    assert occurrences(cycle, ANCHOR - timedelta(days=10), 3) == [
        "2026-02-28 00:00:00",
        "2026-03-31 00:00:00",
        "2026-04-30 00:00:00",
    ]


def test_with_an_end_alone_occurrences_are_counted_back_from_it() -> None:
    cycle = parse_cycle("R3/P1D/2026-03-06T12:00:00Z")

    assert occurrences(cycle, ANCHOR, 9) == [
        "2026-03-04 12:00:00",
        "2026-03-05 12:00:00",
        "2026-03-06 12:00:00",
    ]


def test_without_a_number_an_end_still_ends_it() -> None:
    cycle = parse_cycle("R/P1D/2026-03-04T11:00:00Z")

    assert occurrences(cycle, ANCHOR, 9) == ["2026-03-03 11:00:00", "2026-03-04 11:00:00"]


def test_an_end_in_the_past_leaves_nothing() -> None:
    assert parse_cycle("R3/P1D/2026-03-02T12:00:00Z").first(ANCHOR) is None


def test_two_moments_give_the_distance_between_occurrences() -> None:
    cycle = parse_cycle("R2/2026-03-03T00:00:00Z/2026-03-03T06:30:00Z")

    assert cycle.duration == Duration(time=timedelta(hours=6, minutes=30))
    assert occurrences(cycle, ANCHOR, 2) == ["2026-03-03 00:00:00", "2026-03-03 06:30:00"]


def test_a_day_keeps_its_hour_over_a_change_of_clocks() -> None:
    cycle = parse_cycle("R/2026-04-03T09:00:00/P1D", ZoneInfo("America/Santiago"))

    assert occurrences(cycle, datetime(2026, 4, 4, tzinfo=UTC), 3) == [
        "2026-04-04 12:00:00",
        "2026-04-05 13:00:00",
        "2026-04-06 13:00:00",
    ]


@pytest.mark.parametrize("text", ["R/PT1H", "R-1/PT1H"])
def test_no_number_is_without_end(text: str) -> None:
    assert parse_cycle(text).repetitions is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "R",
        "PT5S",
        "R3",
        "R-2/PT5S",
        "R0/PT5S",
        "R/PT0S",
        "R/-PT5S",
        "R3/PT5S/PT5S",
        "R/2026-01-02/2026-01-01",
        "R/2026-01-01/P1D/2026-02-01",
        "0 9 * * *",
    ],
)
def test_what_is_no_cycle_is_refused(text: str) -> None:
    with pytest.raises(TimerTextError):
        parse_cycle(text)


@given(start=moments, moment=moments, length=lengths)
def test_the_next_occurrence_is_the_first_one_later(
    start: datetime, moment: datetime, length: Duration
) -> None:
    cycle = Cycle(duration=length, start=start)

    found = cycle.next_after(moment, anchor=moment)

    assert found is not None
    assert found > moment
    assert found >= start
    if found != start:
        steps = next(n for n in itertools.count(1) if add_duration(start, length * n) >= found)
        assert found == add_duration(start, length * steps)
        assert add_duration(start, length * (steps - 1)) <= moment


@given(end=moments, moment=moments, length=lengths)
def test_counting_back_from_an_end_never_skips_an_occurrence(
    end: datetime, moment: datetime, length: Duration
) -> None:
    cycle = Cycle(duration=length, end=end)

    found = cycle.next_after(moment, anchor=moment)

    if moment >= end:
        assert found is None
    else:
        assert found is not None
        assert moment < found <= end
        before = next(
            add_duration(end, length * -steps)
            for steps in range(1, 100_000)
            if add_duration(end, length * -steps) < found
        )
        assert before <= moment
