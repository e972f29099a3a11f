"""Equality, order, `in` and `between`."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.feel import compile_unary_tests, evaluate

_SMALL = st.integers(-4, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 = 1.0", True),
        ("1 = null", False),
        ("null = null", True),
        ('1 = "1"', None),
        ("true = 1", None),
        ("[1, [2]] = [1, [2]]", True),
        ("[true] = [1]", None),
        ("{a: 1, b: 2} = {b: 2, a: 1}", True),
        ('@"PT24H" = @"P1D"', True),
        ('@"P1Y" = @"P12M"', True),
        ('@"2026-01-01T12:00:00Z" = @"2026-01-01T09:00:00-03:00"', True),
        ("[1..3] = [1..3]", True),
        ("[1..3] = [1..3)", False),
        ('"a" < "b"', True),
        ('1 < "b"', None),
        ("null < 1", None),
        ("true < false", None),
        ('@"2026-01-01" < @"2026-01-02"', True),
        ('@"P1M" < @"P1D"', None),
    ],
)
def test_comparisons(text: str, expected: bool | None) -> None:
    assert evaluate(text, {}) is expected


@given(_SMALL, _SMALL)
def test_the_six_comparisons_agree_with_one_another(a: int, b: int) -> None:
    variables = {"a": a, "b": b}
    results = [evaluate(f"a {op} b", variables) for op in ("=", "!=", "<", "<=", ">", ">=")]
    assert results == [a == b, a != b, a < b, a <= b, a > b, a >= b]


@given(_SMALL, _SMALL, _SMALL, st.booleans(), st.booleans())
def test_range_membership_is_the_two_comparisons(
    value: int, low: int, high: int, low_in: bool, high_in: bool
) -> None:
    text = f"x in {'[' if low_in else '('}low..high{']' if high_in else ')'}"
    above = value > low or (low_in and value == low)
    below = value < high or (high_in and value == high)
    variables = {"x": value, "low": low, "high": high}
    assert evaluate(text, variables) is (above and below)
    if low_in and high_in:
        assert evaluate("x between low and high", variables) is (above and below)


@pytest.mark.parametrize("form", ["]1..3[", "(1..3)", "]1..3)", "(1..3["])
def test_all_open_forms_mean_the_same(form: str) -> None:
    assert [evaluate(f"x in {form}", {"x": x}) for x in (1, 2, 3)] == [False, True, False]


@pytest.mark.parametrize(
    ("form", "holds"),
    [
        ("[low..high]", [True, True, True]),
        ("(low..high]", [False, True, True]),
        ("[low..high)", [True, True, False]),
        ("(low..high)", [False, True, False]),
    ],
)
@pytest.mark.parametrize(
    "values",
    [
        ['date("2026-03-01")', 'date("2026-03-02")', 'date("2026-03-03")'],
        ['"a"', '"b"', '"c"'],
        ['duration("PT1H")', 'duration("PT2H")', 'duration("PT3H")'],
    ],
)
def test_bounds_of_what_is_no_number_hold_too(
    form: str, holds: list[bool], values: list[str]
) -> None:
    low, _, high = values
    written = form.replace("low", low).replace("high", high)
    assert [evaluate(f"{value} in {written}", {}) for value in values] == holds


@pytest.mark.parametrize(
    ("tests", "passing", "failing"),
    [
        ("-", [1, "a", None], []),
        ("< 5", [4], [5, 6, None, "a"]),
        ("1, 3", [1, 3], [2]),
        ("not(1, 3)", [2], [1, 3]),
        ("[1..3)", [1, 2], [0, 3]),
        ('"CL", "AR"', ["CL", "AR"], ["PE", None]),
        ("null", [None], [1]),
        ("> 2, < 0", [3, -1], [0, 2]),
        ("? > 2 and ? < 5", [3, 4], [2, 5]),
        ("limite", [7], [6]),
        ("[1, 2]", [1, 2, [1, 2]], [3]),
        ("not(null)", [1], [None]),
        ("true", [True], [False]),
        ("count(?) > 1", [[1, 2]], [[1]]),
    ],
)
def test_unary_tests(tests: str, passing: list[object], failing: list[object]) -> None:
    compiled = compile_unary_tests(tests)
    scope = {"limite": Decimal(7)}
    assert all(compiled.test(_feel(value), scope) for value in passing)
    assert not any(compiled.test(_feel(value), scope) for value in failing)


def test_unary_tests_name_what_they_read() -> None:
    assert compile_unary_tests("? > limite").names == {"limite"}


def _feel(value: object) -> object:
    return evaluate("x", {"x": value})
