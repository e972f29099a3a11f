"""Boundary event: listens as long as its activity is at work (BPMN 10.5.4, 13.5.1).

| event | then |
|---|---|
| its activity begins | the trigger is listened for (errors and escalations are not) |
| the trigger happens, interrupting | the activity is terminated; a token leaves here |
| the trigger happens, non-interrupting | a token leaves here; the activity goes on |

Its output mappings see the activity's local variables: which of several inner
instances it was that became overdue, for one.
"""

from __future__ import annotations

from typing import Any

from cauce.engine.elements.events.occurrence import complete, occur
from cauce.engine.elements.events.spec import EventSpec, check_position, parse_event
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run
from cauce.engine.source import Source


def parse(source: Source) -> EventSpec:
    """Read the event; `cancelActivity` tells whether it interrupts."""
    interrupting = source.flag("cancelActivity", default=True)
    spec = parse_event(source, "boundary", interrupting=interrupting)
    check_position(source, spec, "boundary")
    if spec.trigger.kind == "error" and not interrupting:
        source.problem(
            "ERROR_NOT_INTERRUPTING", "An error always interrupts: remove cancelActivity=false."
        )
    if spec.each_instance and interrupting:
        source.problem(
            "EACH_INSTANCE_INTERRUPTING",
            "cauce:eachInstance goes with a non-interrupting boundary event.",
        )
    return spec


def enter(_run: Run, node: Node, _scope: int, _flow: int) -> None:
    """Never: a boundary event has no incoming flow."""
    raise AssertionError(f"a token arrived at boundary event {node.id}")


def fire(run: Run, owner: int, node: Node, payload: dict[str, Any]) -> None:
    """Take over from the activity, or go on beside it."""
    scope = run.state.activations[owner].scope
    if run.state.activations[scope].body and node.spec.each_instance:
        scope = run.state.activations[scope].scope
    if node.outputs:
        payload = {**(run.state.activations[owner].variables or {}), **payload}
    if node.spec.interrupting:
        run.terminate(owner)
    occur(run, node, scope, payload)


ELEMENT = Element(
    kind="boundaryEvent",
    enter=enter,
    activate=complete,
    complete=complete,
    parse=parse,
    fire=fire,
)
