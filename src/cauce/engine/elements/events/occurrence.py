"""An event that happens: its payload is taken over and its tokens go on.

| event | then |
|---|---|
| it happens | its payload goes through its output mappings, else to the variables |
| the payload cannot be taken over | incident on the event, which keeps it until tried again |
| what is waited for happens | the one that rests there goes on, or the gateway that waits for it |
"""

from __future__ import annotations

from typing import Any

from cauce.engine import events as e
from cauce.engine.elements.activity import leave_activation, outgoing
from cauce.engine.elements.containers.scope import stop_listening
from cauce.engine.graph import Node
from cauce.engine.problems import IncidentError
from cauce.engine.run import Run


def occur(run: Run, node: Node, scope: int, payload: dict[str, Any]) -> None:
    """Let an event happen in a scope, without having rested there before."""
    if node.outputs or node.data_outputs:
        key = run.open(node, scope, variables=payload)
        run.attempt(complete, key, node, leaving=True)
        return
    kept: dict[str, Any] | None = payload
    try:
        run.set_nearest(scope, payload)
        kept = None
        flows = outgoing(run, node, scope)
    except IncidentError as stop:
        run.incident(run.open(node, scope, variables=kept), stop, leaving=True)
        return
    run.passed(node, scope)
    run.leave(scope, flows)


def complete(run: Run, key: int, node: Node) -> None:
    """Go on from an event that keeps its payload. Raises IncidentError."""
    take_over(run, key, node)
    leave_activation(run, key, node)


def take_over(run: Run, key: int, node: Node) -> None:
    """Give the payload that an event keeps to the variables, unless it is mapped."""
    activation = run.state.activations[key]
    if activation.variables and not node.outputs:
        run.set_nearest(activation.scope, activation.variables)


def fire_awaited(run: Run, owner: int, node: Node, payload: dict[str, Any]) -> None:
    """Go on with the payload, from the node itself or from the gateway before it.

    Raises IncidentError where the payload cannot be taken over: then nothing has happened.
    """
    activation = run.state.activations[owner]
    if activation.node == node.index:
        run.results(owner, node, payload)
        leave_activation(run, owner, node)
        if owner in run.state.activations:
            # An incident holds it on the way out: it has had what it listened for.
            stop_listening(run, owner, (node.index,))
        return
    scope = activation.scope
    if not node.outputs:
        run.set_nearest(scope, payload)
        payload = {}
    run.emit(e.ElementCompleted(owner, activation.node))
    occur(run, node, scope, payload)
