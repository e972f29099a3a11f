"""Built-in functions: what each gives, and that wrong arguments give null and a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.feel import compile_expression, evaluate
from cauce.feel.builtins import BUILTINS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('substring("foobar", 3)', "obar"),
        ('substring("foobar", -2, 1)', "a"),
        ('substring("foobar", 0)', None),
        ('string length("ñandú🐎")', 6),
        ('upper case("ñ")', "Ñ"),
        ('substring before("foobar", "bar")', "foo"),
        ('substring after("foobar", "ob")', "ar"),
        ('contains("foobar", "of")', False),
        ('starts with("foobar", "fo")', True),
        ('ends with("foobar", "r")', True),
        ('string join(["a", null, "c"], "-")', "a-c"),
        ('string join([1], "-")', None),
        ('number("1.234,5", ".", ",")', Decimal("1234.5")),
        ('number("1,5", ",", ",")', None),
        ('number("uno")', None),
        ("string(12.50)", "12.5"),
        ("string(null)", None),
        ("append([1], 2, 3)", [1, 2, 3]),
        ("concatenate([1], [2, 3])", [1, 2, 3]),
        ("insert before([1, 3], 2, 2)", [1, 2, 3]),
        ("remove([1, 2, 3], -1)", [1, 2]),
        ("index of([1, 2, 1], 1)", [1, 3]),
        ("union([1, 2], [2, 3])", [1, 2, 3]),
        ("sublist([1, 2, 3], 2, 1)", [2]),
        ("list contains([1, null], null)", True),
        ("list replace([1, 2, 3], function(item, new) item > 1, 9)", [1, 9, 9]),
        ("mode([1, 2, 2, 1, 3])", [1, 2]),
        ("stddev([2, 4, 7, 5])", Decimal("2.081665999466132735282297706979931")),
        ("product([2, 3, 4])", 24),
        ("mean([])", None),
        ("max([1, null])", None),
        ('max("a", "b")', "b"),
        ("odd(5)", True),
        ("even(2.5)", False),
        ("abs(-3)", 3),
        ("round half up(5.5, 0)", 6),
        ("round half down(5.5, 0)", 5),
        ("round up(-1.1, 0)", -2),
        ("round down(-1.9, 0)", -1),
        ("decimal(2.5, 0)", 2),
        ("floor(-1.5)", -2),
        ("ceiling(1234.5, -2)", 1300),
        ('get value({a: {b: 1}}, ["a", "b"])', 1),
        ("get entries({a: 1}).key", ["a"]),
        ('context([{key: "a", value: 1}])', {"a": 1}),
        ('context put({a: 1}, "b", 2)', {"a": 1, "b": 2}),
        ('context put({a: {b: 1}}, ["a", "b"], 2)', {"a": {"b": 2}}),
        ("context merge([{a: 1, b: 1}, {b: 2}])", {"a": 1, "b": 2}),
        ('is(@"10:00:00Z", @"10:00:00+00:00")', True),
        ('is(@"10:00:00Z", @"11:00:00+01:00")', False),
        ("is(1, 1.0)", True),
        ('range("[1..3)") = [1..3)', True),
        ('range("[3..1]")', None),
        ('range("(..3]") = (<= 3)', True),
        ('range("[a..3]")', None),
    ],
)
def test_functions_give(text: str, expected: object) -> None:
    assert evaluate(text, {}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("before(1, [2..3])", True),
        ("after([5..8], 5)", False),
        ("after((5..8], 5)", True),
        ("meets([1..5], [5..10])", True),
        ("meets([1..5), [5..10])", False),
        ("met by([5..10], [1..5])", True),
        ("overlaps([1..5], [3..8])", True),
        ("overlaps before([1..5], [3..8])", True),
        ("overlaps after([3..8], [1..5])", True),
        ("finishes(10, [1..10])", True),
        ("finished by([1..10], [5..10])", True),
        ("includes([1..10], 5)", True),
        ("during((3..5), [3..5])", True),
        ("starts(1, [1..10])", True),
        ("started by([1..10], [1..5])", True),
        ("coincides([1..5], [1..5])", True),
        ("coincides([1..5], (1..5])", False),
        ('before(1, "a")', None),
        ("includes((> 5), 6)", True),
        ("before((< 5), (> 5))", True),
    ],
)
def test_ranges_and_points_lie_to_one_another(text: str, expected: bool | None) -> None:
    assert evaluate(text, {}) is expected


_BOUNDS = st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans(), st.booleans()).map(
    lambda b: (min(b[:2]), max(b[:2]) + 1, b[2], b[3])
)


@given(_BOUNDS, _BOUNDS)
def test_relations_and_their_converses_agree(
    a: tuple[int, int, bool, bool], b: tuple[int, int, bool, bool]
) -> None:
    one, other = (f"{'(['[r[2]]}{r[0]}..{r[1]}{')]'[r[3]]}" for r in (a, b))
    for name, converse in (
        ("before", "after"),
        ("meets", "met by"),
        ("overlaps before", "overlaps after"),
        ("finishes", "finished by"),
        ("includes", "during"),
        ("starts", "started by"),
        ("coincides", "coincides"),
        ("overlaps", "overlaps"),
    ):
        assert evaluate(f"{name}({one}, {other})", {}) is evaluate(
            f"{converse}({other}, {one})", {}
        )


@given(_BOUNDS, _BOUNDS)
def test_exactly_one_of_before_after_and_overlaps_holds(
    a: tuple[int, int, bool, bool], b: tuple[int, int, bool, bool]
) -> None:
    one, other = (f"{'(['[r[2]]}{r[0]}..{r[1]}{')]'[r[3]]}" for r in (a, b))
    holding = [
        name for name in ("before", "after", "overlaps")
        if evaluate(f"{name}({one}, {other})", {})
    ]  # fmt: skip
    assert len(holding) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("substring(1, 2)", "substring expects string as 'string', came number"),
        ("abs()", "abs does not take 0 arguments"),
        ("abs(m: 1)", "abs has no parameters m"),
        ("count(null)", "count expects list as 'list', came null"),
        ('matches("a", "[")', "the pattern ends too early"),
        ("nada(1)", "there is no value named 'nada'"),
        ("x(1)", "expected a function to call, came number"),
    ],
)
def test_wrong_calls_are_null_and_say_why(text: str, reason: str) -> None:
    problems: list[str] = []
    assert compile_expression(text).evaluate({"x": Decimal(1)}, problems=problems) is None
    assert problems[0] == reason


def test_arguments_may_come_by_name_and_singletons_are_converted() -> None:
    assert evaluate('substring(start position: 2, string: "abc")', {}) == "bc"
    assert evaluate("abs([-1])", {}) == 1
    assert evaluate("count(5)", {}) == 1
    assert evaluate('contains(match: "a", string: ["abc"])', {}) is True


def test_a_variable_called_like_a_function_does_not_hide_it() -> None:
    assert evaluate("count(items) > count", {"count": 1, "items": [1, 2]}) is True


def test_every_function_is_null_for_nonsense_and_never_raises() -> None:
    nonsense: tuple[list[object], ...] = (
        [],
        [None],
        ["x"],
        [Decimal(-1)],
        [[]],
        [{}],
        [True, "x"],
        [None, None, None],
    )
    for name in BUILTINS:
        for arguments in nonsense:
            variables = {f"a{index}": value for index, value in enumerate(arguments)}
            compile_expression(f"{name}({', '.join(variables)})").evaluate(variables)
