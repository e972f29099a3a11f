"""What goes into activities and throws, and what is their own."""

from __future__ import annotations

from typing import Any

import pytest

from cauce.engine import events as e

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
ROOTS = '<message id="M" name="m"/><signal id="S" name="sig"/>'
MAPPING = (
    '<extensionElements><zeebe:ioMapping><zeebe:input source="=n + 1" target="n"/>'
    "</zeebe:ioMapping></extensionElements>"
)


def test_property_of_an_activity_is_its_own(process: Any) -> None:
    body = ENDS + '<userTask id="a"><property id="own" name="draft"/></userTask>'
    case = process(body, "s a e").start()
    assert case.state.activations[case.key("a")].variables == {"draft": None}
    case.complete("a", draft=1, other=2)
    assert case.state.variables == {"other": 2}
    case.assert_done()


def test_send_task_carries_what_its_mappings_gave_once(process: Any) -> None:
    body = ENDS + f'<sendTask id="a" messageRef="M">{MAPPING}</sendTask>'
    case = process(body, "s a e", roots=ROOTS).start(n=1)
    assert [event.variables for event in case.of(e.MessageThrown)] == [{"n": 2}]
    assert case.state.variables == {"n": 1}
    case.assert_done()


@pytest.mark.parametrize(
    ("definition", "kind"),
    [
        ('<messageEventDefinition messageRef="M"/>', e.MessageThrown),
        ('<signalEventDefinition signalRef="S"/>', e.SignalThrown),
    ],
)
def test_throw_carries_its_data_inputs_beside_its_mappings(
    process: Any, definition: str, kind: type[e.Event]
) -> None:
    body = (
        '<dataObject id="d" name="doc"/><dataObjectReference id="r" dataObjectRef="d"/>' + ENDS
    ) + (
        f'<intermediateThrowEvent id="t">{MAPPING}<dataInput id="i" name="text"/>'
        "<dataInputAssociation><sourceRef>r</sourceRef><targetRef>i</targetRef>"
        f"</dataInputAssociation><inputSet/>{definition}</intermediateThrowEvent>"
    )
    case = process(body, "s t e", roots=ROOTS).start(doc="x", n=1)
    assert [event.variables for event in case.of(kind)] == [{"text": "x", "n": 2}]
    assert case.state.variables == {"doc": "x", "n": 1}
    case.assert_done()
