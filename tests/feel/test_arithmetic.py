"""Arithmetic is decimal arithmetic of 34 digits, and null where it has no result."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cauce.feel import compile_expression, evaluate

_REFERENCE = Context(prec=34, rounding=ROUND_HALF_EVEN, Emax=6144, Emin=-6143)
_NUMBERS = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6
)


@given(_NUMBERS, _NUMBERS)
def test_the_four_operations_are_those_of_decimal128(a: Decimal, b: Decimal) -> None:
    variables = {"a": a, "b": b}
    assert evaluate("a + b", variables) == _REFERENCE.add(a, b)
    assert evaluate("a - b", variables) == _REFERENCE.subtract(a, b)
    assert evaluate("a * b", variables) == _REFERENCE.multiply(a, b)
    assume(b != 0)
    assert evaluate("a / b", variables) == _REFERENCE.divide(a, b)


@given(_NUMBERS, _NUMBERS)
def test_modulo_has_the_sign_of_the_divisor_and_completes_the_dividend(
    a: Decimal, b: Decimal
) -> None:
    assume(b != 0)
    rest = evaluate("modulo(a, b)", {"a": a, "b": b})
    assert isinstance(rest, Decimal)
    assert abs(rest) < abs(b)
    assert rest == 0 or (rest < 0) == (b < 0)
    quotient = (a - rest) / b
    assert abs(quotient - quotient.to_integral_value()) < Decimal("1e-3")


@given(_NUMBERS, st.integers(min_value=0, max_value=5))
def test_rounding_functions_enclose_the_number(number: Decimal, scale: int) -> None:
    variables = {"n": number, "s": scale}
    low = evaluate("floor(n, s)", variables)
    high = evaluate("ceiling(n, s)", variables)
    near = evaluate("decimal(n, s)", variables)
    assert isinstance(low, Decimal)
    assert isinstance(high, Decimal)
    assert low <= number <= high
    assert high - low <= Decimal(10) ** -scale
    assert near in (low, high)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 / 0", "cannot divide by zero"),
        ("10 ** 6144 * 10", "the number is too large"),
        ("2 ** 1000000", "undefined or has too many digits"),
        ("0 ** -1", "0 ** -1 is infinite"),
        ('1 + "1"', "+ does not apply to number and string"),
        ("null + 1", "+ does not apply to null and number"),
        ("true * 2", "* does not apply to boolean and number"),
        ("-[1]", "- does not apply to list"),
        ("sqrt(-1)", "sqrt of -1 is undefined or too large"),
        ("log(0)", "log of 0 is infinite"),
    ],
)
def test_what_has_no_result_is_null_with_its_reason(text: str, reason: str) -> None:
    problems: list[str] = []
    assert compile_expression(text).evaluate({}, problems=problems) is None
    assert len(problems) == 1
    assert reason in problems[0]


def test_a_failed_part_does_not_fail_the_whole() -> None:
    assert evaluate("1 / 0 = null", {}) is True
    assert evaluate("if 1 / 0 > 1 then 1 else 2", {}) == 2


def test_results_are_rounded_half_even_to_34_digits() -> None:
    assert evaluate("1 / 3", {}) == Decimal("0." + "3" * 34)
    assert evaluate("2 / 3", {}) == Decimal("0." + "6" * 33 + "7")
    assert evaluate("0.1 + 0.2 = 0.3", {}) is True
