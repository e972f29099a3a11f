"""What all activities share: entering, boundary events, mappings, leaving (BPMN 13.3.2).

| event | then |
|---|---|
| a token arrives | an activation opens; input mappings, deadline and boundary events; its work |
| the work is done | output mappings; tokens leave over every flow whose condition is true |
| something cannot be computed | incident; trying again begins, or leaves, anew |
"""

from __future__ import annotations

from typing import Any

from cauce.engine.elements import deadline
from cauce.engine.elements.gateways.flows import every_true
from cauce.engine.elements.triggers.base import Plan, prepare
from cauce.engine.elements.triggers.catching import boundaries
from cauce.engine.expressions import associated, mapped
from cauce.engine.graph import Node
from cauce.engine.problems import IncidentError
from cauce.engine.run import Run
from cauce.engine.variables import MISSING, Overlay


def enter(run: Run, node: Node, scope: int, _flow: int) -> None:
    """Begin the activity, or the loop that it is."""
    if node.loop is not None:
        node.loop.enter(run, node, scope)
    else:
        run.attempt(begin, run.open(node, scope), node)


def begin(run: Run, key: int, node: Node) -> None:
    """Map inputs, set the deadline, do the work, and let the boundary events listen."""
    if node.declared or node.data_inputs or node.inputs:
        run.set(key, _taken_in(run, key, node))
    if node.deadline is not None:
        deadline.apply(run, key, node, node.deadline)
    plans = boundary_plans(run, key, node)
    node.element.activate(run, key, node)
    if key in run.state.activations:
        for plan in plans:
            run.emit(plan(run.state.next_key))
        node.element.begun(run, key, node)


def boundary_plans(run: Run, key: int, node: Node) -> list[Plan]:
    """Prepare the boundary events of an activation: those of each instance, or of the whole."""
    body = run.state.activations[key].body
    nodes = (run.graph.nodes[index] for index in boundaries(run.graph, node, body=body))
    return [prepare(run, key, boundary) for boundary in nodes if boundary.spec.trigger.listens]


def _taken_in(run: Run, key: int, node: Node) -> dict[str, Any]:
    """Give an activation's own data, data inputs and input mappings.

    They are seen from outside, so that a second attempt does not see what the first one set.
    """
    given: dict[str, Any] = {}
    if is_inner(run, key):
        assert node.loop is not None
        given = node.loop.given(run, key)
    outside = Overlay(given, run.names(run.state.activations[key].scope))
    own = dict.fromkeys(node.declared) | associated(node, outside)
    return own | mapped(run, node.inputs, Overlay(own, outside))


def leave_activation(run: Run, key: int, node: Node) -> None:
    """Map outputs and send the tokens on; what cannot be computed holds the activation."""
    try:
        hand_over(run, key, node)
        if is_inner(run, key):
            assert node.loop is not None
            node.loop.inner_completed(run, key, node)
            return
    except IncidentError as stop:
        run.incident(key, stop, leaving=True)
        return
    depart(run, key, node)


def depart(run: Run, key: int, node: Node) -> None:
    """Send the tokens on, after the results have been handed over."""
    try:
        flows = outgoing(run, node, run.state.activations[key].scope)
    except IncidentError as stop:
        run.incident(key, stop, leaving=True, handed=True)
        return
    run.finish(key, node, flows)


def outgoing(run: Run, node: Node, scope: int) -> tuple[int, ...]:
    """Give the flows that tokens leave an activity over."""
    return every_true(run, node, scope) if node.outgoing else ()


def hand_over(run: Run, key: int, node: Node) -> None:
    """Give the results of an activation to where they belong."""
    if node.outputs:
        values = mapped(run, node.outputs, run.names(key))
        if run.state.activations[key].isolated:
            run.set(key, values)
        else:
            run.set_nearest(run.state.activations[key].scope, values)
    if node.data_outputs:
        names = run.names(key)
        found = ((pair.target, names.get(pair.source, MISSING)) for pair in node.data_outputs)
        values = {target: value for target, value in found if value is not MISSING}
        activation = run.state.activations[key]
        run.set_nearest(key if activation.isolated else activation.scope, values)


def is_inner(run: Run, key: int) -> bool:
    """Tell whether an activation is one instance of a loop or multi-instance."""
    activations = run.state.activations
    scope = activations.get(activations[key].scope)
    return scope is not None and scope.body
