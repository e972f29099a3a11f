"""Start event: where a scope begins (BPMN 10.5.2, 13.5.1, 13.5.4).

| event | then |
|---|---|
| its process or sub-process begins here | a token leaves |
| an event sub-process of it cannot listen | incident here; no token leaves before it is mended |
| its event sub-process listens and the trigger happens | the event sub-process begins here |
"""

from __future__ import annotations

from typing import Any

from cauce.engine.elements.activity import hand_over
from cauce.engine.elements.containers.event_subprocess import begin
from cauce.engine.elements.containers.scope import listen
from cauce.engine.elements.events.occurrence import occur, take_over
from cauce.engine.elements.events.spec import EventSpec, check_position, parse_event
from cauce.engine.elements.triggers.base import Position
from cauce.engine.graph import Element, Node
from cauce.engine.problems import IncidentError
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
    begin_at(run, begin(run, owner, node), node, payload)


def begin_at(run: Run, scope: int, node: Node, payload: dict[str, Any]) -> None:
    """Begin a scope at this event.

    What it brings is there before the event sub-processes of the scope evaluate their keys; no
    token leaves before they listen.
    """
    if node.outputs or node.data_outputs:
        key = run.open(node, scope, variables=payload)
        run.attempt(complete, key, node, leaving=True)
        return
    kept: dict[str, Any] | None = payload
    try:
        run.set_nearest(scope, payload)
        kept = None
        listen(run, scope, run.graph.nodes[node.parent])
    except IncidentError as stop:
        run.incident(run.open(node, scope, variables=kept), stop, leaving=True)
        return
    run.passed(node, scope)
    run.leave(scope, node.outgoing)


def complete(run: Run, key: int, node: Node) -> None:
    """Go on from a start that keeps its payload. Raises IncidentError."""
    take_over(run, key, node)
    hand_over(run, key, node)
    listen(run, run.state.activations[key].scope, run.graph.nodes[node.parent])
    run.finish(key, node, node.outgoing)


ELEMENT = Element(
    kind="startEvent",
    enter=enter,
    activate=complete,
    complete=complete,
    parse=parse,
    fire=fire,
)
