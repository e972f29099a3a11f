"""Compiled expressions: what they tell of themselves, their limits, their clock."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cauce.feel import (
    FeelDate,
    FeelDateTime,
    FeelDuration,
    FeelError,
    FeelTime,
    Range,
    compile_expression,
    evaluate,
    normalize,
)
from cauce.feel.builtins import BUILTINS
from cauce.feel.parser.cursor import KEYWORDS


@pytest.mark.parametrize(
    ("text", "names", "constant"),
    [
        ("1 + 2", set(), True),
        ("a + b.c", {"a", "b"}, False),
        ("for x in xs return x + y", {"xs", "y"}, False),
        ("{a: 1, b: a}", set(), True),
        ("xs[precio > limite]", {"xs", "precio", "limite"}, False),
        ("(function(x) x + y)(1)", {"y"}, False),
        ("some x in [1] satisfies x > 0", set(), True),
        ("now()", set(), False),
        ("count(xs)", {"xs"}, False),
        ("sum([1])", set(), True),
    ],
)
def test_expression_knows_its_free_names(text: str, names: set[str], constant: bool) -> None:
    expression = compile_expression(text)
    assert expression.text == text
    assert expression.names == names
    assert expression.constant is constant


def test_expression_names_the_functions_that_nobody_has() -> None:
    assert compile_expression("suma(1) + sum(2) + (function(f) f(1))(abs)").calls == {"suma"}


def test_compiled_expressions_are_cached_by_text() -> None:
    assert compile_expression("a + 1") is compile_expression("a + 1")


def test_evaluation_reads_nothing_but_get() -> None:
    class Names:
        def get(self, name: str, default: object, /) -> object:
            return Decimal(3) if name == "tres" else default

    assert compile_expression("tres + 1").evaluate(Names()) == 4


def test_without_a_clock_now_is_null_and_says_so() -> None:
    problems: list[str] = []
    assert compile_expression("now()").evaluate({}, problems=problems) is None
    assert problems == ["now() was asked for, but no clock was given"]


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..1000000000 return i",
        "count(for i in 1..2000 return for j in 1..2000 return j)",
        "for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]",
        "for i in 1..500 return if i = 1 then [1] else [partial[-1]]",
        'for i in 1..99 return if i = 1 then "ab" else partial[-1] + partial[-1]',
        "some i in 1..1000000000 satisfies i < 0",
        "string(for i in 1..200 return for j in 1..2000 return [i, j, [i]])",
    ],
)
def test_an_evaluation_ends_within_its_budget(text: str) -> None:
    problems: list[str] = []
    value = compile_expression(text).evaluate({}, problems=problems)
    assert value is None or (isinstance(value, list) and None in value)
    assert problems


class _Foreign(dt.tzinfo):
    """A zone of somebody else's making."""

    def utcoffset(self, _when: dt.datetime | None, /) -> dt.timedelta:
        return dt.timedelta(hours=-3)

    def dst(self, _when: dt.datetime | None, /) -> dt.timedelta | None:
        return None

    def tzname(self, _when: dt.datetime | None, /) -> str:
        return "elsewhere"


class _Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, Decimal(1)),
        (0.1, Decimal("0.1")),
        ((1, 2), [Decimal(1), Decimal(2)]),
        ({3}, [Decimal(3)]),
        (MappingProxyType({"a": 1}), {"a": Decimal(1)}),
        (True, True),
        (_Colour.RED, "red"),
        (dt.date(2026, 1, 1), dt.date(2026, 1, 1)),
        (Decimal("1e-40"), Decimal("1e-40")),
        (Range(1, 5), Range(Decimal(1), Decimal(5))),
        (FeelDate(2026, 1, 1), dt.date(2026, 1, 1)),
        (FeelTime(36_000 * 10**9), dt.time(10)),
        (FeelDateTime(2026, 1, 1, 0, dt.UTC), dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        (FeelDuration(10**9), dt.timedelta(seconds=1)),
        (
            dt.time(10, tzinfo=ZoneInfo("Europe/Madrid")),
            FeelTime(36_000 * 10**9, ZoneInfo("Europe/Madrid")),
        ),
        (
            dt.datetime(2026, 1, 1, tzinfo=_Foreign()),
            dt.datetime(2026, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=-3))),
        ),
    ],
)
def test_normalize_brings_python_values_into_feel(value: object, expected: object) -> None:
    normalized = normalize(value)
    assert normalized == expected
    assert type(normalized) is type(expected)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (float("nan"), "expected a finite number"),
        (float("inf"), "expected a finite number"),
        ({1: 2}, "expected text as the key of a context, came int"),
        (b"x", "came builtins.bytes"),
        (object(), "came builtins.object"),
        ([[object()]], "came builtins.object"),
        (FeelDate(12026, 2, 30), "came cauce.feel.temporal.types.FeelDate"),
    ],
)
def test_normalize_names_what_cannot_be_carried(value: object, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        normalize(value)


def test_normalize_refuses_what_holds_itself() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(TypeError, match="nested"):
        normalize(endless)


_WORDS = st.sampled_from(
    [*sorted(KEYWORDS), "x", "xs", "item", "1", "0", "2.5", '"a"', "null", "(", ")", "[", "]",
     "{", "}", ",", ":", ".", "..", "+", "-", "*", "/", "**", "=", "!=", "<", ">=", "count", "sum",
     "date", "not", '@"P1D"', '@"2026-01-01"', "?", "string", "sort"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=14).map(" ".join))
def test_any_text_gives_a_value_or_a_feel_error(text: str) -> None:
    refusal = _refusal(text)
    if refusal is None:
        compile_expression(text).evaluate({"x": Decimal(2), "xs": [Decimal(1), "a", None]})
    else:
        assert 0 <= refusal.position <= len(text)


@given(st.text(max_size=30))
def test_any_characters_give_a_value_or_a_feel_error(text: str) -> None:
    refusal = _refusal(text)
    if refusal is None:
        evaluate(text, {"x": 1})
    else:
        assert refusal.message


def _refusal(text: str) -> FeelError | None:
    try:
        compile_expression(text)
    except FeelError as error:
        return error
    return None


_ARGUMENTS = st.sampled_from(
    ["1", "0", "-1", "2.5", "10**6000", "1/10**6000", "null", "true", '""', '"abc"', '"a(b"', "[]",
     "[null]", "[1, 2, 3]", "[[1], [2]]", "{}", '{key: "a", value: 1}', '@"2026-01-01"',
     '@"-999999999-01-01"', '@"10:00:00.000000001Z"', '@"10:00:00@Europe/Madrid"',
     '@"9999-12-31T23:59:59@America/Santiago"', '@"999999999-12-31T23:59:59.999999999Z"', '@"P1D"',
     '@"P99999999999D"', '@"P999999999Y"', '@"PT0.000000001S"', "[1..3]", "(> 5)", "(!= 5)",
     "(null..3]", "0 ** -1", "function(a) a", "function(a, b) a < b", "abs"]
)  # fmt: skip
_CALLS = st.builds(
    lambda name, arguments: f"{name}({', '.join(arguments)})",
    st.sampled_from(sorted(BUILTINS)),
    st.lists(_ARGUMENTS, max_size=4),
)
_OPERATIONS = st.builds(
    lambda left, op, right: f"({left}) {op} ({right})",
    _ARGUMENTS,
    st.sampled_from(["+", "-", "*", "/", "**", "=", "<", ">=", "in", "and", "or"]),
    _ARGUMENTS,
)


@settings(max_examples=400)
@given(_CALLS | _OPERATIONS)
def test_no_values_make_an_evaluation_raise(text: str) -> None:
    value = compile_expression(f"[{text}]").evaluate({})
    assert value is None or isinstance(value, list)
