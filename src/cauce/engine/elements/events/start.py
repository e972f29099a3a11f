"""Start event: where a scope begins (BPMN 10.5.2, 13.5.1, 13.5.4).

| event | then |
|---|---|
| its process or sub-process begins here | a token leaves |
| its event sub-process listens and the trigger happens | the event sub-process begins here |
"""

from __future__ import annotations

from typing import Any

from cauce.engine.elements.activity import leave_activation
from cauce.engine.elements.containers.event_subprocess import begin
from cauce.engine.elements.events.occurrence import occur
from cauce.engine.elements.events.spec import EventSpec, check_position, parse_event
from cauce.engine.elements.triggers.base import Position
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run
from cauce.engine.source import Source


def parse(source: Source) -> EventSpec:
    """Read the event; `isInterrupting` matters in an event sub-process."""
    interrupting = source.flag("isInterrupting", default=True)
    position: Position = "event_start" if source.in_event_subprocess else "start"
    spec = parse_event(source, position, interrupting=interrupting)
    check_position(source, spec, position)
    return spec


def enter(run: Run, node: Node, scope: int, _flow: int) -> None:
    """Begin here, without a payload."""
    occur(run, node, scope, {})


def fire(run: Run, owner: int, node: Node, payload: dict[str, Any]) -> None:
    """Begin the event sub-process of this start, in the scope `owner`."""
    key = begin(run, owner, node)
    occur(run, node, key, payload)


ELEMENT = Element(
    kind="startEvent",
    enter=enter,
    activate=leave_activation,
    complete=leave_activation,
    parse=parse,
    fire=fire,
)
