"""Regular expressions of XPath: what they match, and that they end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.feel import compile_expression, evaluate
from cauce.feel.regex import RegexError, compile_regex

_ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", "(?:ab)", "(a|b)", "a|b"])
_PATTERNS = st.lists(
    st.tuples(_ATOMS, st.sampled_from(["", "*", "+", "?", "*?", "+?", "{2}", "{1,2}"])),
    min_size=1,
    max_size=4,
).map(lambda parts: "".join(f"(?:{atom}){quantifier}" for atom, quantifier in parts))


@given(_PATTERNS, st.text(alphabet="abc", max_size=8))
def test_first_match_is_the_one_python_finds(pattern: str, text: str) -> None:
    found = compile_regex(pattern, "").search(text, 0, lambda _steps: None)
    expected = re.search(pattern, text)
    assert (found and (found.start, found.end)) == (expected and expected.span())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('matches("ABC", "b", "i")', True),
        ('matches("a\\nb", "a.b")', False),
        ('matches("a\\nb", "a.b", "s")', True),
        ('matches("a\\nb", "^b$", "m")', True),
        ('matches("helloworld", " hello [ ]? world", "x")', True),
        ('matches("a.b", "a.b", "q")', True),
        ('matches("axb", "a.b", "q")', False),
        (r'matches("ñandú", "^\p{L}+$")', True),
        (r'matches("5", "\P{Nd}")', False),
        (r'matches("aa", "(a)\1")', True),
        (r'matches("x", "[a-z-[aeiou]]")', True),
        (r'matches("e", "^[a-z-[aeiou]]$")', False),
        (r'matches("12.345.678-5", "^\d{1,2}(\.\d{3}){2}-[\dkK]$")', True),
        (r'matches("a", "\b")', None),
        ('matches("a", "(?=a)")', None),
        ('matches("a", "a", "z")', None),
        ('matches("a", "a{2,1}")', None),
        ('replace("abracadabra", "a(.)", "<$1>")', "<b>r<c><d><b>ra"),
        ('replace("abc", "b", "[$0]")', "a[b]c"),
        (r'replace("abc", "b", "\\$")', "a$c"),
        ('replace("abc", "x*", "-")', None),
        ('replace("abc", "b", "$")', None),
        (r'split("a, b,c", ",\s*")', ["a", "b", "c"]),
        ('split("abc", "")', None),
    ],
)
def test_functions_of_patterns(text: str, expected: object) -> None:
    assert evaluate(text, {}) == expected


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a*)*b", "(.*a){20}b"])
def test_patterns_that_run_wild_elsewhere_end_here(pattern: str) -> None:
    assert compile_regex(pattern, "").search("a" * 200, 0, lambda _steps: None) is None


def test_patterns_that_refer_back_are_ended_by_the_budget() -> None:
    problems: list[str] = []
    expression = compile_expression(r'matches(x, "(a*)*(a*)*(a*)*(a*)*\1b")')
    assert expression.evaluate({"x": "a" * 60}, problems=problems) is None
    assert problems == ["the evaluation needs more than 1000000 steps"]


def test_programs_are_limited_in_size() -> None:
    with pytest.raises(RegexError, match="instructions"):
        compile_regex("((a{100}){100}){100}", "")
    with pytest.raises(RegexError, match="at most 2000 characters"):
        compile_regex("a" * 3_000, "")
