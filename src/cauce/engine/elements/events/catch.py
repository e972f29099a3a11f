"""Intermediate catch event: a token waits until the trigger happens (BPMN 10.5.4, 13.5.1).

| event | then |
|---|---|
| a token arrives | it rests; the trigger is listened for |
| the trigger happens | its payload is taken over; the token goes on |
| the trigger happens for an event-based gateway | the gateway completes; this event happens |

A link catch is only gone on from.
"""

from __future__ import annotations

from cauce.engine.elements.activity import begin, leave_activation
from cauce.engine.elements.events.occurrence import fire_awaited, occur
from cauce.engine.elements.events.spec import EventSpec, check_position, parse_event
from cauce.engine.elements.triggers.base import prepare
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run
from cauce.engine.source import Source


def parse(source: Source) -> EventSpec:
    """Read the event."""
    spec = parse_event(source, "catch")
    check_position(source, spec, "catch")
    return spec


def enter(run: Run, node: Node, scope: int, _flow: int) -> None:
    """Rest, and listen; a link goes on."""
    if node.spec.trigger.listens:
        run.attempt(begin, run.open(node, scope), node)
    else:
        occur(run, node, scope, {})


def activate(run: Run, key: int, node: Node) -> None:
    """Listen for the trigger."""
    plan = prepare(run, key, node)
    run.emit(plan(run.state.next_key))


ELEMENT = Element(
    kind="intermediateCatchEvent",
    enter=enter,
    activate=activate,
    complete=leave_activation,
    parse=parse,
    fire=fire_awaited,
    begin=begin,
)
