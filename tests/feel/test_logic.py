"""Three-valued logic: the truth tables of DMN 1.5, table 50."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.feel import evaluate

_VALUES = (True, False, None)


def _and(a: bool | None, b: bool | None) -> bool | None:
    if a is False or b is False:
        return False
    return True if a and b else None


def _or(a: bool | None, b: bool | None) -> bool | None:
    if a is True or b is True:
        return True
    return None if a is None or b is None else False


@pytest.mark.parametrize(("a", "b"), list(itertools.product(_VALUES, _VALUES)))
def test_and_or_not_follow_the_tables(a: bool | None, b: bool | None) -> None:
    variables = {"a": a, "b": b}
    assert evaluate("a and b", variables) is _and(a, b)
    assert evaluate("a or b", variables) is _or(a, b)
    assert evaluate("not(a)", variables) is (None if a is None else not a)


@given(st.lists(st.sampled_from(_VALUES), min_size=3, max_size=6))
def test_long_chains_equal_the_fold_of_pairs(values: list[bool | None]) -> None:
    variables = {f"v{i}": value for i, value in enumerate(values)}
    conjunction: bool | None = True
    disjunction: bool | None = False
    for value in values:
        conjunction, disjunction = _and(conjunction, value), _or(disjunction, value)
    assert evaluate(" and ".join(variables), variables) is conjunction
    assert evaluate(" or ".join(variables), variables) is disjunction
    assert evaluate("all(values)", {"values": values}) is conjunction
    assert evaluate("any(values)", {"values": values}) is disjunction


@given(st.sampled_from(_VALUES), st.sampled_from(_VALUES))
def test_de_morgan_holds_with_null(a: bool | None, b: bool | None) -> None:
    variables = {"a": a, "b": b}
    assert evaluate("not(a and b)", variables) is evaluate("not(a) or not(b)", variables)


@pytest.mark.parametrize("other", [1, "true", [True], {"a": True}])
def test_what_is_not_boolean_counts_as_null(other: object) -> None:
    assert evaluate("x and false", {"x": other}) is False
    assert evaluate("x and true", {"x": other}) is None
    assert evaluate("x or true", {"x": other}) is True
    assert evaluate("if x then 1 else 2", {"x": other}) == 2


def test_quantifiers_of_nothing() -> None:
    assert evaluate("every x in [] satisfies x > 1", {}) is True
    assert evaluate("some x in [] satisfies x > 1", {}) is False


@given(st.lists(st.integers(-5, 5)))
def test_quantifiers_are_each_others_negation(numbers: list[int]) -> None:
    variables = {"xs": numbers}
    assert evaluate("some x in xs satisfies x > 0", variables) is any(n > 0 for n in numbers)
    assert evaluate("not(every x in xs satisfies x <= 0)", variables) is any(n > 0 for n in numbers)


def test_undecided_condition_leaves_the_quantifier_undecided() -> None:
    assert evaluate("some x in [1, null] satisfies x > 3", {}) is None
    assert evaluate("some x in [5, null] satisfies x > 3", {}) is True
    assert evaluate("every x in [5, null] satisfies x > 3", {}) is None
    assert evaluate("every x in [1, null] satisfies x > 3", {}) is False
