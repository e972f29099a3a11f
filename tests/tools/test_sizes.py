"""The size caps can fail, and say what is too long."""

import pytest

from tools.sizes import FILES, FUNCTIONS, Cap, Measure, findings, functions_of, lines_of


def measures(*lengths: int) -> list[Measure]:
    return [Measure(name=f"m{index}", lines=length) for index, length in enumerate(lengths)]


def test_short_things_give_no_finding() -> None:
    assert findings(measures(10, 99, 120), FILES) == []
    assert findings(measures(5, 12, 39), FUNCTIONS) == []
    assert findings([], FILES) == []


@pytest.mark.parametrize(("cap", "most"), [(FILES, 500), (FUNCTIONS, 60)])
def test_one_thing_above_the_cap_is_named(cap: Cap, most: int) -> None:
    # given ninety-nine short ones, so that only the cap itself can break
    short = measures(*[10] * 99)

    # then
    assert findings([*short, Measure(name="long", lines=most)], cap) == []
    assert findings([*short, Measure(name="long", lines=most + 1)], cap) == [
        f"long: expected at most {most} lines, but it has {most + 1}: divide it"
    ]


def test_a_median_at_its_limit_is_found() -> None:
    assert findings(measures(10, 100, 101), FILES) == [
        "files: expected 50% below 100 lines, but that share reaches 100:"
        " the longest are m2 (101), m1 (100), m0 (10)"
    ]


def test_more_than_one_in_twenty_long_ones_are_found() -> None:
    assert findings(measures(*[10] * 19, 350), FILES) == []
    [finding] = findings(measures(*[10] * 18, 350, 350), FILES)
    assert finding.startswith("files: expected 95% below 350 lines, but that share reaches 350:")


def test_functions_are_measured_each_for_itself() -> None:
    # given
    source = (
        "class A:\n    async def a(self):\n        def b():\n            pass\n\n        return b\n"
    )

    # when
    found = list(functions_of("x.py", source))

    # then
    assert found == [
        Measure(name="x.py:2 a", lines=5),
        Measure(name="x.py:3 b", lines=2),
    ]


def test_a_last_line_without_its_end_counts() -> None:
    assert lines_of("") == 0
    assert lines_of("a\nb") == 2
    assert lines_of("a\nb\n") == 2
