"""Decision tables: hit policies, aggregation, defaults, allowed values."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from cauce.dmn import Model, load

Table = Callable[..., Model]
_OVERLAPPING = [("> 0", "10"), ("> 5", "30"), ("> 5", "20")]


@pytest.mark.parametrize(
    ("policy", "x", "expected"),
    [
        ('hitPolicy="UNIQUE"', 3, 10),
        ('hitPolicy="UNIQUE"', 7, None),
        ('hitPolicy="UNIQUE"', -1, None),
        ('hitPolicy="FIRST"', 7, 10),
        ('hitPolicy="ANY"', 3, 10),
        ('hitPolicy="ANY"', 7, None),
        ('hitPolicy="RULE ORDER"', 7, [10, 30, 20]),
        ('hitPolicy="COLLECT"', 7, [10, 30, 20]),
        ('hitPolicy="COLLECT"', -1, []),
        ('hitPolicy="COLLECT" aggregation="SUM"', 7, 60),
        ('hitPolicy="COLLECT" aggregation="MIN"', 7, 10),
        ('hitPolicy="COLLECT" aggregation="MAX"', 7, 30),
        *((f'hitPolicy="COLLECT" aggregation="{of}"', -1, None) for of in ("SUM", "MIN", "MAX")),
        ('hitPolicy="COLLECT" aggregation="COUNT"', 7, 3),
        ('hitPolicy="COLLECT" aggregation="COUNT"', -1, 0),
    ],
)
def test_hit_policies(table: Table, policy: str, x: int, expected: object) -> None:
    model = table(_OVERLAPPING, policy)
    assert model.problems == ()
    assert model.evaluate("d", {"x": x}) == expected


@pytest.mark.parametrize(("policy", "expected"), [("PRIORITY", 30), ("OUTPUT ORDER", [30, 20, 10])])
def test_ranked_policies_follow_the_order_of_the_output_values(
    table: Table, policy: str, expected: object
) -> None:
    model = table(
        _OVERLAPPING,
        f'hitPolicy="{policy}"',
        "<outputValues><text>30, 20, 10</text></outputValues>",
    )
    assert model.evaluate("d", {"x": 7}) == expected


def test_rules_that_agree_satisfy_the_policy_any(table: Table) -> None:
    model = table([("> 0", '"a"'), ("> 5", '"a"')], 'hitPolicy="ANY"')
    assert model.evaluate("d", {"x": 7}) == "a"


@pytest.mark.parametrize("last", ['"b"', "null"])
def test_two_rules_that_differ_break_the_policy_any(table: Table, last: str) -> None:
    model = table([("> 0", '"a"'), ("> 5", last)], 'hitPolicy="ANY"')
    assert model.evaluate("d", {"x": 7}) is None
    assert model.explain("d", {"x": 7}) == [
        "d: all rules that match are to give the same, they differ"
    ]


def test_default_stands_in_where_no_rule_matches(table: Table) -> None:
    clause = "<defaultOutputEntry><text>x * 2</text></defaultOutputEntry>"
    model = table([("> 5", "1")], "", clause)
    assert model.evaluate("d", {"x": 2}) == 4
    assert model.evaluate("d", {"x": 6}) == 1


def test_why_there_is_no_result_is_explained(table: Table) -> None:
    model = table(_OVERLAPPING)
    assert model.explain("d", {"x": 7}) == ["d: the table is to have one rule that matches, 3 do"]
    assert model.explain("d", {"x": -1}) == ["d: no rule of the table matches"]
    assert model.explain("d", {"x": 3}) == []


def test_output_is_converted_to_its_type(table: Table) -> None:
    model = table([("> 0", "[x]"), ("<= 0", '"a"')], output='typeRef="number"')
    assert model.evaluate("d", {"x": 7}) == Decimal(7)
    assert model.evaluate("d", {"x": 0}) is None


def test_several_outputs_give_a_context(model: Callable[[str], Model]) -> None:
    loaded = model("""
        <decision id="d" name="d"><variable name="d"/><decisionTable>
          <input><inputExpression><text>1</text></inputExpression>
            <inputValues><text>1, 2</text></inputValues></input>
          <output name="plazo"/><output name="tasa anual"/>
          <rule><inputEntry><text>1</text></inputEntry>
            <outputEntry><text>12</text></outputEntry>
            <outputEntry><text>-</text></outputEntry></rule>
        </decisionTable></decision>""")
    assert loaded.evaluate("d", {}) == {"plazo": 12, "tasa anual": None}


def test_value_outside_the_input_values_gives_null(model: Callable[[str], Model]) -> None:
    loaded = model("""
        <decision id="d" name="d"><variable name="d"/><decisionTable>
          <input><inputExpression><text>3</text></inputExpression>
            <inputValues><text>1, 2</text></inputValues></input>
          <output/><rule><inputEntry><text>-</text></inputEntry>
            <outputEntry><text>12</text></outputEntry></rule>
        </decisionTable></decision>""")
    assert loaded.evaluate("d", {}) is None
    assert loaded.explain("d", {}) == ["d: the value of '3' is not one the table allows"]


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ('hitPolicy="LAST"', "there is no hit policy LAST"),
        ('hitPolicy="COLLECT" aggregation="AVG"', "there is no aggregation AVG"),
    ],
)
def test_unknown_policies_are_problems(table: Table, attributes: str, message: str) -> None:
    (problem,) = table(_OVERLAPPING, attributes).problems
    assert (problem.code, problem.message) == ("UNSUPPORTED", message)


def test_rows_of_the_wrong_width_are_problems(xml: Callable[..., bytes]) -> None:
    (problem,) = load(
        xml(
            '<decision id="d" name="d"><decisionTable><output/><rule>'
            "<inputEntry><text>1</text></inputEntry><outputEntry><text>1</text></outputEntry>"
            "</rule></decisionTable></decision>"
        )
    ).problems
    assert problem.message == "a rule has more or fewer cells than the table"
