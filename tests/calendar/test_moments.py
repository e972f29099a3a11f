from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.calendar import TimerTextError, parse_moment, zone_named

SANTIAGO = ZoneInfo("America/Santiago")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02T09:00:00-03:00", datetime(2026, 3, 2, 12, tzinfo=UTC)),
        ("2026-03-02T09:00:00Z", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("2026-03-02T09:00Z", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("2026-03-02T09:00:00", datetime(2026, 3, 2, 12, tzinfo=UTC)),
        ("2026-07-02T09:00:00[America/Santiago]", datetime(2026, 7, 2, 13, tzinfo=UTC)),
        ("2026-07-02T09:00:00-04:00[America/Santiago]", datetime(2026, 7, 2, 13, tzinfo=UTC)),
        ("2026-03-02T09:00:00@Europe/Madrid", datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ("2026-03-02", datetime(2026, 3, 2, 3, tzinfo=UTC)),
        ("2026-03-02T24:00:00Z", datetime(2026, 3, 3, tzinfo=UTC)),
        ("2026-03-02T09:00:00.1234567Z", datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_with_its_own_zone_or_the_default(text: str, expected: datetime) -> None:
    moment = parse_moment(text, SANTIAGO)

    assert moment.tzinfo is not None
    assert moment.astimezone(UTC) == expected


def test_a_named_zone_stays_with_the_moment() -> None:
    moment = parse_moment("2026-07-02T09:00:00-04:00[America/Santiago]")

    assert moment.tzinfo is zone_named("America/Santiago")


def test_both_passes_of_an_hour_that_repeats_can_be_named() -> None:
    """On 25 October 2026 Madrid's clocks show 02:30 at +02:00 and again at +01:00."""
    first = parse_moment("2026-10-25T02:30:00+02:00[Europe/Madrid]")
    second = parse_moment("2026-10-25T02:30:00+01:00[Europe/Madrid]")

    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("mañana", "expected an ISO 8601 date"),
        ("2026-02-30", "day is out of range"),
        ("2026-03-02T25:00:00Z", "hour must be in"),
        ("2026-03-02T09:00:00[Marte/Olimpo]", "a time zone such as"),
        ("2026-03-02T09:00:00+19:00", "an offset between"),
        ("2026-07-02T09:00:00-03:00[America/Santiago]", "it would be 2026-07-02T08:00:00-04:00"),
        ("02/03/2026", "expected an ISO 8601 date"),
    ],
)
def test_what_is_no_moment_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(TimerTextError) as caught:
        parse_moment(text)

    assert reason in str(caught.value)


@given(
    moment=st.datetimes(
        datetime(1000, 1, 1),
        datetime(9000, 1, 1),
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3))]),
    )
)
def test_the_iso_text_of_a_moment_reads_back_as_the_same(moment: datetime) -> None:
    assert parse_moment(moment.isoformat()) == moment
