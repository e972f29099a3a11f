"""Lists, filters, contexts, paths and loops."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.feel import compile_expression, evaluate

_NUMBERS = st.lists(st.integers(-9, 9), max_size=8)


@given(_NUMBERS, st.integers(-10, 10))
def test_index_counts_from_one_and_from_the_end(numbers: list[int], index: int) -> None:
    expected = None
    if index > 0 and index <= len(numbers):
        expected = numbers[index - 1]
    elif index < 0 and -index <= len(numbers):
        expected = numbers[index]
    assert evaluate(f"xs[{index}]", {"xs": numbers}) == expected
    assert evaluate("xs[i]", {"xs": numbers, "i": index}) == expected


@given(_NUMBERS, st.integers(-9, 9))
def test_filter_keeps_what_the_predicate_is_true_of(numbers: list[int], limit: int) -> None:
    kept = evaluate("xs[item > limite]", {"xs": numbers, "limite": limit})
    assert kept == [n for n in numbers if n > limit]


def test_filter_sees_the_entries_of_each_item() -> None:
    clients = [{"pais": "CL", "monto": 5}, {"pais": "AR", "monto": 9}, {"pais": "CL"}]
    assert evaluate('xs[pais = "CL"].monto', {"xs": clients}) == [5, None]
    assert evaluate('xs[pais = "CL"].monto', {"xs": clients[:2], "pais": "PE"}) == [5]
    assert evaluate("xs[item.monto > 6].pais", {"xs": clients}) == ["AR"]


def test_anything_but_a_list_is_filtered_as_a_list_of_it() -> None:
    assert evaluate("5[1]", {}) == 5
    assert evaluate("{a: 1}[a = 1]", {}) == [{"a": 1}]


def test_path_of_nothing_is_null_and_says_why() -> None:
    problems: list[str] = []
    assert compile_expression("a.b").evaluate({"a": {}}, problems=problems) is None
    assert problems == ["the context has no entry 'b'"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for x in 1..3 return x", [1, 2, 3]),
        ("for x in 3..1 return x", [3, 2, 1]),
        ("for x in [1..3] return x * 2", [2, 4, 6]),
        ("for x in (1..4) return x", [2, 3]),
        ("for x in [1, 2], y in [x..3] return x * y", [1, 2, 3, 4, 6]),
        ("for x in 0..4 return if x = 0 then 1 else x * partial[-1]", [1, 1, 2, 6, 24]),
        ("for x in [] return x", []),
        ("for x in 1.5..3 return x", None),
        ("for x in null return x", None),
        ('count(for d in @"2026-01-01"..@"2026-01-31" return d)', 31),
        ("for i in 1..3 return count(partial)", [0, 1, 2]),
    ],
)
def test_loops(text: str, expected: object) -> None:
    assert evaluate(text, {}) == expected


def test_each_turn_sees_the_results_so_far_as_they_were_then() -> None:
    assert evaluate("for i in 1..3 return partial", {}) == [[], [[]], [[], [[]]]]


def test_context_entries_see_those_before_them() -> None:
    value = evaluate("{neto: 100, iva: neto * 0.19, total: neto + iva}", {})
    assert value == {"neto": 100, "iva": 19, "total": 119}


@given(_NUMBERS)
def test_list_functions_agree_with_python(numbers: list[int]) -> None:
    variables = {"xs": numbers}
    assert evaluate("count(xs)", variables) == len(numbers)
    assert evaluate("reverse(xs)", variables) == numbers[::-1]
    assert evaluate("sort(xs)", variables) == sorted(numbers)
    assert evaluate("distinct values(xs)", variables) == list(dict.fromkeys(numbers))
    assert evaluate("flatten([xs, [xs]])", variables) == numbers * 2
    assert evaluate("sum(xs)", variables) == (sum(numbers) if numbers else None)
    assert evaluate("min(xs)", variables) == min(numbers, default=None)
    assert evaluate("sort(xs, function(a, b) a > b)", variables) == sorted(numbers)[::-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('sort(["b", "a"])', ["a", "b"]),
        ("sort([])", []),
        ('sort([1, "a"])', None),
        ("sort([3, null, 1])", None),
        ("sort([1, 2], function(a) true)", None),
        # Neither of two precedes the other: they stay as they came.
        (
            'sort([{k: 1, v: "b"}, {k: 0, v: "z"}, {k: 1, v: "a"}], function(a, b) a.k < b.k).v',
            ["z", "b", "a"],
        ),
    ],
)
def test_sort_keeps_the_order_of_equals_and_has_none_for_what_cannot_be_compared(
    text: str, expected: object
) -> None:
    assert evaluate(text, {}) == expected


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=7))
def test_median_lies_in_the_middle(numbers: list[int]) -> None:
    middle = evaluate("median(xs)", {"xs": numbers})
    assert isinstance(middle, Decimal)
    below = sum(n < middle for n in numbers)
    above = sum(n > middle for n in numbers)
    assert below <= len(numbers) / 2
    assert above <= len(numbers) / 2
