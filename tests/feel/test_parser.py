"""Reading FEEL: precedence, names, and what an error says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cauce.feel import FeelError, compile_expression, evaluate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("2 ** 3 ** 2", 64),
        ("-3 ** 2", 9),
        ("10 - 4 - 3", 3),
        ("2 * 3 = 6 and 1 < 2", True),
        ("true or false and false", True),
        ("if 1 > 2 then 3 else 4 + 1", 5),
        ("1 between 0 and 2 and true", True),
        ("[1, 2, 3][2]", 2),
        ("{a: {b: 5}}.a.b", 5),
        ("// a comment\n1 /* another */ + 1", 2),
        (".5 + 1.5e1", Decimal("15.5")),
    ],
)
def test_operators_bind_as_the_grammar_says(text: str, expected: object) -> None:
    assert evaluate(text, {}) == expected


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("1 +", 3, "expected an expression, came the end"),
        ("(1", 2, "expected ')', came the end"),
        ("[1, 2", 5, "expected ']', came the end"),
        ("if true then 1", 14, "expected 'else', came the end"),
        ("1 2", 2, "expected an operator or the end, came '2'"),
        ('"open', 0, "expected the closing quote of the text that begins here"),
        ("1 # 2", 2, "expected an operator or the end, came '#'"),
        ('@"2026-13-01"', 0, "expected a date, time, date and time or duration"),
        ("for x in", 8, "expected an expression, came the end"),
        ("{a: 1, a: 2}", 8, "expected each key once"),
        ("1 instance of nada", 0, "expected the name of a type, came 'nada'"),
        ("f(a: 1, 2)", 8, "expected all arguments with names or all without"),
        ("function(x) external {}", 0, "expected a function written in FEEL"),
        ("uno dos", 4, "a name of several words needs backticks"),
    ],
)
def test_error_says_what_was_expected_what_came_and_where(
    text: str, position: int, message: str
) -> None:
    with pytest.raises(FeelError) as caught:
        compile_expression(text)
    assert message in caught.value.message
    assert caught.value.position == position


def test_known_name_of_several_words_wins_over_shorter_ones() -> None:
    variables = {"fecha": 1, "fecha de alta": 2, "a-b": 10, "a": 5, "b": 3}
    assert evaluate("fecha de alta + fecha", variables) == 3
    assert evaluate("a-b", variables) == 10
    assert evaluate("a - b", variables) == 2


def test_any_name_may_stand_in_backticks() -> None:
    assert evaluate("`monto total` * 2", {"monto total": 4}) == 8
    assert compile_expression("`monto total`").names == {"monto total"}


def test_names_that_the_expression_declares_are_known_behind_their_declaration() -> None:
    assert evaluate("{precio neto: 5, precio bruto: precio neto * 2}.precio bruto", {}) == 10
    assert evaluate("for un cliente in [1, 2] return un cliente + 1", {}) == [2, 3]
    assert evaluate("(function(primer valor) primer valor + 1)(4)", {}) == 5
    assert evaluate("[{a b: 1}, {a b: 3}][a b > 1].a b", {}) == [3]


def test_names_take_the_letters_of_the_standard() -> None:
    assert evaluate("año + ñandú_1", {"año": 1, "ñandú_1": 2}) == 3
    assert evaluate("🐎 + 1", {"🐎": 1}) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r'"a\"b"', 'a"b'),
        (r'"línea\nnueva"', "línea\nnueva"),
        (r'"\u00f1\U01F40E"', "ñ🐎"),
        (r'"\uD83D\uDC0E"', "🐎"),
        (r'"\\d"', r"\d"),
        (r'"\s"', r"\s"),
    ],
)
def test_strings_know_their_escapes(text: str, expected: str) -> None:
    assert evaluate(text, {}) == expected


def test_nesting_and_length_are_limited_at_compile_time() -> None:
    with pytest.raises(FeelError, match="nested levels"):
        compile_expression("(" * 200 + "1" + ")" * 200)
    with pytest.raises(FeelError, match="operators inside one another"):
        compile_expression("+".join(["1"] * 1_000))
    with pytest.raises(FeelError, match="characters"):
        compile_expression('"' + "a" * 70_000 + '"')
    assert evaluate(" and ".join(["true"] * 1_000), {}) is True
