"""Throw and end events: a token passes, and the trigger is thrown (BPMN 10.5.3, 10.5.4, 13.5.2).

| event | then |
|---|---|
| a token arrives | the event passes and throws; the token goes on, or ends |
| it has a task definition | it rests like a service task until the work is done |
| it has output mappings | they see its inputs; their values are set before it throws |
| what it throws cannot be computed | incident; trying again computes anew |
"""

from __future__ import annotations

from cauce.engine import events as e
from cauce.engine.elements import activity
from cauce.engine.elements.events.spec import EventSpec, check_position, parse_event
from cauce.engine.elements.tasks.work import request
from cauce.engine.elements.triggers.base import Act
from cauce.engine.graph import Element, Node
from cauce.engine.problems import IncidentError
from cauce.engine.run import Run
from cauce.engine.source import Source


def parse_throw(source: Source) -> EventSpec:
    """Read an intermediate throw event."""
    spec = parse_event(source, "throw")
    check_position(source, spec, "throw")
    return spec


def parse_end(source: Source) -> EventSpec:
    """Read an end event."""
    spec = parse_event(source, "end")
    check_position(source, spec, "end")
    return spec


def enter(run: Run, node: Node, scope: int, flow: int) -> None:
    """Throw and go on; with a task definition, ask for the work."""
    if _is_entered(node):
        activity.enter(run, node, scope, flow)
        return
    try:
        act = _act(run, scope, node)
    except IncidentError as stop:
        run.incident(run.open(node, scope), stop)
        return
    run.passed(node, scope)
    _go_on(run, node, scope, act)


def begin(run: Run, key: int, node: Node) -> None:
    """Begin the work anew, or throw anew."""
    again = activity.begin if _is_entered(node) else activate
    again(run, key, node)


def activate(run: Run, key: int, node: Node) -> None:
    """Do the work, or throw what could not be computed before."""
    if node.spec.work is not None:
        request(run, key, node, node.spec.work)
        return
    scope = run.state.activations[key].scope
    act = _act(run, key if _is_entered(node) else scope, node)
    activity.hand_over(run, key, node)
    run.emit(e.ElementCompleted(key, node.index))
    _go_on(run, node, scope, act)


def _is_entered(node: Node) -> bool:
    """Tell whether the event has local variables, as activities do."""
    return node.spec.work is not None or bool(node.outputs)


def _act(run: Run, scope: int, node: Node) -> Act | None:
    throw = node.spec.trigger.throw
    return None if throw is None else throw(run, scope, node)


def _go_on(run: Run, node: Node, scope: int, act: Act | None) -> None:
    # Tokens go first: what is thrown may interrupt the scope, and then withdraws them.
    if node.outgoing:
        run.leave(scope, node.outgoing)
    if act is not None:
        act(run, scope)
    if not node.outgoing:
        run.rest(scope)


THROW = Element(
    kind="intermediateThrowEvent",
    enter=enter,
    activate=activate,
    complete=activity.leave_activation,
    parse=parse_throw,
    begin=begin,
)
END = Element(
    kind="endEvent",
    enter=enter,
    activate=activate,
    complete=activity.leave_activation,
    parse=parse_end,
    begin=begin,
)
