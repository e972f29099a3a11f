"""A key never matches its absence, and equal values are one key."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.correlation import key_text, same_key

KEYS = st.one_of(
    st.booleans(),
    st.text(max_size=5),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-9, max_value=9, places=2),
    st.dates(),
)


def test_absence_matches_absence_and_no_key() -> None:
    assert same_key(None, None)
    assert not same_key(None, "CLI-1")
    assert not same_key("CLI-1", None)
    assert key_text(None) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, Decimal("1.0")),
        (0.5, Decimal("0.50")),
        ("CLI-1", "CLI-1"),
        (date(2026, 3, 2), date(2026, 3, 2)),
        (["a", 1], ("a", Decimal(1))),
    ],
)
def test_equal_values_are_one_key(one: object, other: object) -> None:
    assert same_key(one, other)
    assert key_text(one) == key_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, "1"), (True, "true"), (True, 1), (date(2026, 3, 2), "2026-03-02"), ("a", "A"), ("", None)],
)
def test_values_of_different_types_are_different_keys(one: object, other: object) -> None:
    assert not same_key(one, other)


@given(KEYS, KEYS)
def test_texts_are_equal_exactly_where_keys_are(one: object, other: object) -> None:
    equal = type(one) is type(other) and one == other
    assert (key_text(one) == key_text(other)) is equal
    assert same_key(one, other) is equal
