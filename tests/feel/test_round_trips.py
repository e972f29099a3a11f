"""Values survive the wire, and their text reads back as the same value."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

from cauce.feel import (
    FeelDate,
    FeelDateTime,
    FeelDuration,
    FeelTime,
    Range,
    YearsMonthsDuration,
    evaluate,
    from_extension,
    to_string,
    to_wire,
)
from cauce.feel.wire import DATE, NUMBER

_DAY = 86_400 * 10**9
_ZONES = st.sampled_from(
    [None, dt.UTC, dt.timezone(dt.timedelta(hours=-3)), ZoneInfo("America/Santiago")]
)
_FIXED = st.sampled_from([None, dt.UTC, dt.timezone(dt.timedelta(hours=5, minutes=30))])
_ODD_NANOS = st.integers(0, _DAY // 1000 - 1).map(lambda micros: micros * 1000 + 7)
_FAR_YEARS = st.integers(10_000, 999_999_999) | st.integers(-999_999_999, -1)
_DATES = st.dates() | st.builds(FeelDate, _FAR_YEARS, st.integers(1, 12), st.integers(1, 28))
_TIMES = (
    st.times(timezones=_FIXED)
    | st.builds(FeelTime, _ODD_NANOS, _FIXED)
    | st.builds(FeelTime, st.integers(0, _DAY - 1), st.just(ZoneInfo("Europe/Madrid")))
)
_DATE_TIMES = st.datetimes(timezones=_ZONES) | st.builds(
    FeelDateTime, _FAR_YEARS, st.integers(1, 12), st.integers(1, 28), _ODD_NANOS, _ZONES
)
_DURATIONS = (
    st.timedeltas()
    | st.builds(FeelDuration, st.integers(-(10**12), 10**12).map(lambda n: n * 1000 + 1))
    | st.builds(YearsMonthsDuration, st.integers(-(10**6), 10**6))
)
_NUMBERS = st.integers(-(10**30), 10**30).map(Decimal) | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=9
)
_SCALARS = (
    st.none() | st.booleans() | st.text() | _NUMBERS | _DATES | _TIMES | _DATE_TIMES | _DURATIONS
)
_VALUES = st.recursive(
    _SCALARS | st.builds(Range, _NUMBERS, _NUMBERS, st.booleans(), st.booleans()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_LITERALS = st.recursive(
    st.none() | st.booleans() | st.text() | _NUMBERS | _DATES | _TIMES | _DATE_TIMES | _DURATIONS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(_VALUES)
def test_values_come_back_from_the_wire(value: object) -> None:
    encoded = msgpack.encode(to_wire(value))
    assert msgpack.decode(encoded, ext_hook=from_extension) == value


@given(_LITERALS)
def test_text_of_a_value_reads_back_as_the_value(value: object) -> None:
    text = to_string([value])
    assert evaluate(text, {}) == [value]


@given(_VALUES)
def test_returned_values_can_be_passed_in_again(value: object) -> None:
    assert evaluate("x", {"x": value}) == value


def test_equal_numbers_travel_as_equal_bytes() -> None:
    forms = [Decimal("1.50"), Decimal("1.5"), Decimal("15E-1")]
    assert len({msgpack.encode(to_wire(form)) for form in forms}) == 1
    assert to_wire(Decimal("3.0")) == to_wire(Decimal(3))
    assert to_wire(Decimal("1E+2")) == to_wire(Decimal(100))


def test_nothing_travels_as_one_number_whatever_its_sign_and_its_exponent() -> None:
    nothing = evaluate("0 * -1e30", {})
    assert str(nothing) == "-0E+30"
    for value in (nothing, Decimal("0E+30"), Decimal("-0"), Decimal("0E-30"), Decimal(0)):
        assert to_wire(value) == msgpack.Ext(NUMBER, b"0")
        assert from_extension(NUMBER, memoryview(b"0")) == value


def test_plain_values_travel_as_they_are() -> None:
    plain = {"a": [None, True, "x"]}
    assert to_wire(plain) is plain
    five = msgpack.Ext(NUMBER, b"5")
    assert to_wire({"a": [None, Decimal(5)], "b": plain}) == {"a": [None, five], "b": plain}


def test_functions_cannot_travel() -> None:
    function = evaluate("function(x) x", {})
    with pytest.raises(TypeError, match="expected a FEEL value that can be stored"):
        to_wire(function)


@pytest.mark.parametrize("stored", [msgpack.Ext(99, b""), msgpack.Ext(DATE, b"never")])
def test_what_was_not_stored_by_us_is_refused(stored: object) -> None:
    with pytest.raises(ValueError, match="expected a stored FEEL value"):
        msgpack.decode(msgpack.encode(stored), ext_hook=from_extension)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.50", "1.5"),
        ("1E3", "1000"),
        ("-0", "0"),
        ('"x"', "x"),
        ('["x", null, true]', '["x", null, true]'),
        ('{a: 1, "b c": @"P1D"}', '{a: 1, "b c": @"P1D"}'),
        ('@"PT36H"', "P1DT12H"),
        ('@"P0D"', "PT0S"),
        ('@"P14M"', "P1Y2M"),
        ('@"2026-01-01T10:00:00+00:00"', "2026-01-01T10:00:00Z"),
        ("(< 5)", "(<5)"),
        ("[1..3)", "[1..3)"),
    ],
)
def test_text_of_values(text: str, expected: str) -> None:
    assert to_string(evaluate(text, {})) == expected
