"""Tables that only name their inputs, as modelers write them beside a process."""

from __future__ import annotations

from decimal import Decimal

from cauce.dmn import load

HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="d" namespace="n">'
TABLE = (
    '<decision id="rate" name="Rate"><decisionTable hitPolicy="FIRST">'
    '<input id="i1"><inputExpression typeRef="number"><text>amount</text></inputExpression>'
    '</input><input id="i2"><inputExpression typeRef="string"><text>country</text>'
    "</inputExpression></input>"
    '<output id="o" name="rate" typeRef="number"/>'
    '<rule id="r1"><inputEntry><text>&gt; limit</text></inputEntry>'
    '<inputEntry><text>"CL"</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>'
    '<rule id="r2"><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry>'
    "<outputEntry><text>base + 1</text></outputEntry></rule></decisionTable></decision>"
)


def test_a_table_in_a_file_without_input_data_reads_what_it_names() -> None:
    model = load(f"{HEAD}{TABLE}</definitions>".encode())
    assert model.problems == ()
    inputs = {"amount": 10, "country": "CL", "limit": 5, "base": 4}
    assert model.evaluate("Rate", inputs) == Decimal(1)
    assert model.evaluate("Rate", {**inputs, "country": "AR"}) == Decimal(5)
    values = {"amount": Decimal(1), "country": "CL", "limit": Decimal(5), "base": Decimal(1)}
    assert model.evaluate_decision("rate", values) == Decimal(2)


def test_a_file_that_declares_inputs_is_held_to_them() -> None:
    declared = '<inputData id="x" name="amount"/>'
    model = load(f"{HEAD}{declared}{TABLE}</definitions>".encode())
    assert {problem.code for problem in model.problems} == {"UNKNOWN_NAME"}
    assert model.evaluate("Rate", {"amount": 10}) is None


def test_a_literal_expression_is_held_to_its_requirements() -> None:
    literal = (
        '<decision id="l" name="L"><literalExpression><text>a + 1</text></literalExpression>'
        "</decision>"
    )
    model = load(f"{HEAD}{literal}</definitions>".encode())
    assert [problem.code for problem in model.problems] == ["UNKNOWN_NAME"]
    assert model.evaluate("L", {"a": 1}) is None
