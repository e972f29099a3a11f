"""Dates, times and durations."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.feel import FeelDate, FeelTime, YearsMonthsDuration, evaluate, to_string
from cauce.feel.temporal.calendar import add_months, days_of, is_date, parts_of

_DAYS = st.integers(-(10**11), 10**11)
_PLAIN = st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(9000, 12, 31))


@given(_DAYS)
def test_days_and_their_parts_are_two_names_of_one_thing(day: int) -> None:
    year, month, number = parts_of(day)
    assert is_date(year, month, number)
    assert days_of(year, month, number) == day


@given(st.dates())
def test_day_numbers_agree_with_python(day: dt.date) -> None:
    assert days_of(day.year, day.month, day.day) == (day - dt.date(1970, 1, 1)).days


@given(_PLAIN, st.integers(-1_000, 1_000))
def test_adding_days_agrees_with_python(day: dt.date, days: int) -> None:
    variables = {"d": day, "n": dt.timedelta(days=days)}
    assert evaluate("d + n", variables) == day + dt.timedelta(days=days)
    assert evaluate("(d + n) - d = n", variables) is True


@given(_PLAIN, st.integers(-500, 500))
def test_months_keep_the_day_or_take_the_last(day: dt.date, months: int) -> None:
    year, month, number = add_months(day.year, day.month, day.day, months)
    assert (year * 12 + month) - (day.year * 12 + day.month) == months
    assert number == day.day or (number < day.day and not is_date(year, month, number + 1))


@given(st.datetimes(), st.timedeltas(max_value=dt.timedelta(days=900), min_value=dt.timedelta()))
def test_a_zone_moves_instants_not_clocks(moment: dt.datetime, step: dt.timedelta) -> None:
    aware = moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=-4)), year=2000, day=1)
    moved = evaluate("m + s", {"m": aware, "s": step})
    assert isinstance(moved, dt.datetime)
    assert moved - aware == step
    assert moved.tzinfo == aware.tzinfo


def test_duration_across_a_change_of_clocks_counts_elapsed_time() -> None:
    text = '@"2026-09-05T23:30:00@America/Santiago" + @"PT1H"'  # clocks go forward at midnight
    assert to_string(evaluate(text, {})) == "2026-09-06T01:30:00@America/Santiago"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('date("2026-02-29")', None),
        ('date("2024-02-29")', dt.date(2024, 2, 29)),
        ("date(2026, 13, 1)", None),
        ('date("12026-01-01")', FeelDate(12026, 1, 1)),
        ('time("10:30:00")', dt.time(10, 30)),
        ('time("10:30:00.123456789")', FeelTime(37_800_123_456_789)),
        ("time(10, 30, 0)", dt.time(10, 30)),
        ('duration("P1Y2M")', YearsMonthsDuration(14)),
        ('duration("P1DT1H")', dt.timedelta(days=1, hours=1)),
        ('duration("P1Y1D")', None),
        ('@"2026-01-31" + @"P1M"', dt.date(2026, 2, 28)),
        ('@"2026-03-01" - @"2026-02-01"', dt.timedelta(days=28)),
        ('@"10:00:00" - @"11:30:00"', dt.timedelta(minutes=-90)),
        ('@"23:00:00" + @"PT2H"', dt.time(1)),
        ('@"P1D" * 1.5', dt.timedelta(hours=36)),
        ('@"P1Y" / @"P1M"', Decimal(12)),
        ('@"P1D" / 0', None),
        ('@"2026-01-01T10:00:00Z" - @"2026-01-01T10:00:00"', None),
        ('years and months duration(@"2026-01-31", @"2026-03-30")', YearsMonthsDuration(1)),
        ('day of week(@"2026-11-21")', "Saturday"),
        ('week of year(@"2027-01-03")', Decimal(53)),
        ('day of year(@"2026-12-31")', Decimal(365)),
        ('month of year(@"2026-08-01")', "August"),
        ('@"2026-11-21".weekday', Decimal(6)),
        ('@"10:20:30+02:00".time offset', dt.timedelta(hours=2)),
        ('@"10:20:30@Europe/Madrid".timezone', "Europe/Madrid"),
        ('@"P1DT2H".hours', Decimal(2)),
        ('@"-P14M".months', Decimal(-2)),
        ('date and time("2026-01-01T24:00:00")', dt.datetime(2026, 1, 2)),
        ('date and time("2026-01-01T24:00:01")', None),
        ('date and time("2026-01-01T00:00:00@Nowhere/City")', None),
    ],
)
def test_temporal_functions_and_arithmetic(text: str, expected: object) -> None:
    assert evaluate(text, {}) == expected


def test_now_and_today_are_what_the_caller_says() -> None:
    now = dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-3)))
    assert evaluate("now()", {}, now=now) == now
    assert evaluate("today()", {}, now=now) == dt.date(2026, 3, 2)
