"""Starting, correcting and cancelling an instance."""

from __future__ import annotations

from typing import Any

from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.deciders.common import unknown, weights_of
from cauce.engine.elements.containers.scope import begin_scope
from cauce.engine.elements.events.start import begin_at
from cauce.engine.graph import Graph, Node
from cauce.engine.problems import IncidentError, Rejection
from cauce.engine.run import Run
from cauce.engine.state import ROOT_KEY


def start(run: Run, command: c.StartInstance) -> Rejection | None:
    """Begin the process at one of its start events, or where it has none at its first nodes."""
    state, root = run.state, run.graph.root
    begun = ROOT_KEY in state.activations
    if state.next_key != ROOT_KEY and not begun:
        return Rejection(code="ALREADY_STARTED", message="The instance has been started before.")
    event = start_event(run.graph, command.start_event)
    if isinstance(event, Rejection):
        return event
    weights = weights_of(run, {ROOT_KEY: command.variables})
    if isinstance(weights, Rejection):
        return weights
    if not begun:
        run.emit(e.InstanceStarted(command.case_key, command.caller))
    try:
        _begin(run, root, event, command.variables)
    except IncidentError as stop:
        element_id = stop.element_id or run.graph.id
        run.emit(
            e.IncidentRaised(state.next_key, 0, stop.code, element_id, stop.message, False, command)
        )
    return None


def start_event(graph: Graph, name: str | None) -> Node | Rejection | None:
    """Give the start event of that name, or the only none start event; None: there is none."""
    starts = [graph.nodes[index] for index in graph.root.starts]
    events = [node for node in starts if node.kind == "startEvent"]
    if name is None:
        if not events:
            return None
        events = [node for node in events if node.spec.trigger.kind == "none"]
    else:
        events = [node for node in events if node.id == name]
    if len(events) == 1:
        return events[0]
    known = ", ".join(node.id for node in starts) or "none"
    return Rejection(
        code="START_EVENT_UNKNOWN",
        message=f"Expected a start event of «{graph.id}», came {name or 'no name'}, which is "
        f"not its only none start event. Its start events are: {known}.",
    )


def _begin(run: Run, root: Node, event: Node | None, variables: dict[str, Any]) -> None:
    # A message's or signal's variables go through the start event's output mappings.
    mapped = event is not None and bool(event.outputs) and event.spec.trigger.kind != "none"
    if not mapped:
        run.set(ROOT_KEY, variables)
    if event is None:
        begin_scope(run, ROOT_KEY, root, root.starts)
        return
    begin_at(run, ROOT_KEY, event, variables if mapped else {})


def set_variables(run: Run, command: c.SetVariables) -> Rejection | None:
    """Correct data of a scope."""
    key = ROOT_KEY if command.key is None else command.key
    if key not in run.state.activations:
        return unknown("UNKNOWN_SCOPE", "scope", key, run)
    parts = {key: command.variables}
    weights = weights_of(run, parts)
    if isinstance(weights, Rejection):
        return weights
    run.put(parts, weights)
    return None


def cancel(run: Run, command: c.CancelInstance) -> Rejection | None:
    """End the instance from outside."""
    if ROOT_KEY not in run.state.activations:
        return unknown("INSTANCE_ENDED", "instance", ROOT_KEY, run)
    run.terminate_inside(ROOT_KEY)
    run.emit(e.InstanceTerminated(command.reason))
    return None
