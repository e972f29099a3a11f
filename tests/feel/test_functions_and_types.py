"""Functions written in FEEL, types, and the conversions between them."""

from __future__ import annotations

import pytest

from cauce.feel import compile_expression, evaluate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(function(x, y) x - y)(5, 3)", 2),
        ("(function(x, y) x - y)(y: 5, x: 3)", -2),
        ("{f: function(x: number) x + 1, r: f(2)}.r", 3),
        ('{f: function(x: number) x, r: f("a")}.r', None),
        ("{f: function(x: list<number>) count(x), r: f(7)}.r", 1),
        ("{f: function(x: number) x, r: f([7])}.r", 7),
        ("(function(x) x)(1, 2)", None),
        ("(function(x) x)(y: 1)", None),
        ("{n: 3, f: function(x) x * n, r: f(2)}.r", 6),
        ("{f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(20)}.r", 2432902008176640000),
        ("{apply: function(f, x) f(x), r: apply(abs, -2)}.r", 2),
        ("for f in [function(x) x + 1, function(x) x * 2] return f(5)", [6, 10]),
    ],
)
def test_functions_written_in_feel(text: str, expected: object) -> None:
    assert evaluate(text, {}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 instance of number", True),
        ('"a" instance of number', False),
        ("null instance of number", False),
        ("null instance of null", True),
        ("[1, 2] instance of list<number>", True),
        ('[1, "a"] instance of list<number>', False),
        ("[[1]] instance of list<list<number>>", True),
        ("{a: 1, b: 2} instance of context<a: number>", True),
        ("{b: 2} instance of context<a: number>", False),
        ('@"2026-01-01" instance of date', True),
        ('@"2026-01-01T00:00:00" instance of date', False),
        ('@"P1Y" instance of years and months duration', True),
        ('@"P1D" instance of days and time duration', True),
        ("[1..3] instance of range<number>", True),
        ("abs instance of function", True),
        ("(function(a, b) a) instance of function<Any, Any> -> Any", True),
        ("(function(a: number) a) instance of function<number> -> Any", True),
        ("(function(a: number) a) instance of function<string> -> Any", False),
        ("(function(a) a) instance of function<list<string>> -> Any", True),
        (
            "(function(a: context<x: number>) a)"
            " instance of function<context<x: number, y: number>> -> Any",
            True,
        ),
        ("abs instance of function<number, number> -> number", False),
        ("1 instance of Any", True),
    ],
)
def test_instance_of(text: str, expected: bool) -> None:
    assert evaluate(text, {}) is expected


def test_endless_recursion_ends_by_itself() -> None:
    problems: list[str] = []
    expression = compile_expression("{f: function(n) f(n + 1), r: f(0)}.r")
    assert expression.evaluate({}, problems=problems) is None
    assert problems == ["functions call one another more than 400 levels deep"]


def test_depth_is_counted_along_the_way_down_only() -> None:
    text = "{f: function(n) n + 1, r: for i in 1..2000 return f(i)}.r[-1]"
    assert evaluate(text, {}) == 2001
