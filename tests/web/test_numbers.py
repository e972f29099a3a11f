"""Numbers on pages: thousands apart, decimals, and what is written is read again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.web.numbers import read_number, write_number


@pytest.mark.parametrize(
    ("text", "spanish", "english"),
    [
        ("12500", "12500", "12500"),
        (" 12500 ", "12500", "12500"),
        ("12.500", "12500", "12.500"),
        ("12,500", "12.500", "12500"),
        ("12.500.000", "12500000", None),
        ("12,500,000", None, "12500000"),
        ("-1.200.000,50", "-1200000.50", None),
        ("1,200,000.50", None, "1200000.50"),
        ("1200000.5", "1200000.5", "1200000.5"),
        ("1200000,5", "1200000.5", "1200000.5"),
        ("0.500", "0.500", "0.500"),
        ("1234.567", "1234.567", "1234.567"),
        ("12.50.000", None, None),
        ("1.2345.678", None, None),
        ("1e9", None, None),
        ("NaN", None, None),
        ("٣", None, None),
        ("", None, None),
    ],
)
def test_should_read_thousands_and_decimals_as_the_language_writes_them(
    text: str, spanish: str | None, english: str | None
) -> None:
    expected = [None if number is None else Decimal(number) for number in (spanish, english)]

    assert [read_number(text, language) for language in ("es", "en")] == expected


@pytest.mark.parametrize(
    ("number", "spanish", "english"),
    [
        ("2027", "2027", "2027"),
        ("12900.50", "12.900,5", "12,900.5"),
        ("-1200000", "-1.200.000", "-1,200,000"),
        ("0.125", "0,125", "0.125"),
        ("-0", "0", "0"),
    ],
)
def test_should_write_thousands_apart_but_no_year(number: str, spanish: str, english: str) -> None:
    written = [write_number(Decimal(number), language) for language in ("es", "en")]

    assert written == [spanish, english]


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18),
    st.sampled_from(["es", "en"]),
)
def test_should_read_again_what_it_wrote(number: Decimal, language: str) -> None:
    number = number.quantize(Decimal("1e-9"))

    assert read_number(write_number(number, language), language) == number
