"""Throw and end events with output mappings give values out, beside what they throw."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cauce.engine import events as e

ROOTS = '<message id="M" name="hola"/><error id="E" errorCode="E1"/>'


def mapping(*parts: str) -> str:
    inner = f"<zeebe:ioMapping>{''.join(parts)}</zeebe:ioMapping>"
    return f"<extensionElements>{inner}</extensionElements>"


DOUBLE = '<zeebe:input source="=n * 2" target="n"/>'
OUT = '<zeebe:output source="=n + 1" target="total"/>'


@pytest.mark.parametrize("tag", ["intermediateThrowEvent", "endEvent"])
def test_outputs_see_the_inputs_which_stay_inside(process: Any, tag: str) -> None:
    body = f'<startEvent id="s"/><{tag} id="t">{mapping(DOUBLE, OUT)}</{tag}><endEvent id="e"/>'
    chains = ("s t e",) if tag == "intermediateThrowEvent" else ("s t", "s e")

    case = process(body, *chains).start(n=2)

    assert case.state.variables == {"n": Decimal(2), "total": Decimal(5)}
    assert case.path.count("t") == 1
    case.assert_done()


def test_a_message_carries_the_inputs_and_outputs_go_to_the_scope(process: Any) -> None:
    body = (
        '<startEvent id="s"/><endEvent id="t">'
        f'{mapping(DOUBLE, OUT)}<messageEventDefinition messageRef="M"/></endEvent>'
    )

    case = process(body, "s t", roots=ROOTS).start(n=2)

    (thrown,) = case.of(e.MessageThrown)
    assert thrown.variables == {"n": Decimal(4)}
    assert case.state.variables == {"n": Decimal(2), "total": Decimal(5)}
    case.assert_done()


def test_values_are_given_out_before_an_error_takes_over(process: Any) -> None:
    body = (
        '<startEvent id="s"/><subProcess id="sub"><startEvent id="i"/><endEvent id="t">'
        f'{mapping(OUT)}<errorEventDefinition errorRef="E"/></endEvent>{{flow i t}}</subProcess>'
        '<boundaryEvent id="b" attachedToRef="sub"><errorEventDefinition errorRef="E"/>'
        '</boundaryEvent><endEvent id="e"/>'
    )

    case = process(body, "s sub e", "b e", roots=ROOTS).start(n=2)

    assert case.path == ["s", "i", "t", "b", "e"]
    assert case.state.variables["total"] == Decimal(3)
    case.assert_done()


def test_what_cannot_be_given_out_throws_nothing_until_it_can(process: Any) -> None:
    out = '<zeebe:output source="=if n = null then function(x) x else n" target="total"/>'
    body = (
        '<startEvent id="s"/><endEvent id="t">'
        f'{mapping(out)}<messageEventDefinition messageRef="M"/></endEvent>'
    )
    case = process(body, "s t", roots=ROOTS).start()
    assert case.incidents == [("EXPRESSION_FAILED", "t")]
    assert case.of(e.MessageThrown) == []

    case.set(n=1)
    case.resolve()

    assert len(case.of(e.MessageThrown)) == 1
    assert case.state.variables == {"n": Decimal(1), "total": Decimal(1)}
    case.assert_done()
