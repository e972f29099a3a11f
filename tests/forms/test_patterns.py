from __future__ import annotations

import pytest

from cauce.forms.reading.patterns import compile_pattern


@pytest.mark.parametrize(
    "source",
    [
        r"^[0-9]{1,2}\.?[0-9]{3}\.?[0-9]{3}-[0-9Kk]$",
        r"^(SRV|OPP)-\d{4}-\d{6}$",
        r"^https?://[^\s]+$",
        r"^\w+@\w+\.cl$",
        r"^(?:[0-9]{2}:)*[0-9]{2}$",
        r"a{1,50}",
        r"[(+*)]+",
        r"\(\+\)+",
    ],
)
def test_ordinary_patterns_are_taken(source: str) -> None:
    assert compile_pattern(source).pattern == source


@pytest.mark.parametrize(
    "source",
    [
        "(a+)+",
        "(a*)*",
        "(a|a)*",
        "(?:a?)+",
        "((ab)*c)+",
        "(a+){2,}",
        "(a+){99}",
        "(.*,)*x",
        "a*b*c*d*",
    ],
)
def test_patterns_that_could_take_forever_are_refused(source: str) -> None:
    with pytest.raises(ValueError, match="without limit"):
        compile_pattern(source)


@pytest.mark.parametrize("source", ["(", "[a", "a{2,1}", "*", "x" * 501])
def test_what_is_no_pattern_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r"^it "):
        compile_pattern(source)
