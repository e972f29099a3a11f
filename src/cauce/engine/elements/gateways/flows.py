"""Choosing the outgoing flows of a node by their conditions (BPMN 2.0.2, 8.4.13 and 13.4)."""

from __future__ import annotations

from cauce.engine.expressions import test
from cauce.engine.graph import NONE, Node
from cauce.engine.problems import IncidentError
from cauce.engine.run import Run


def all_flows(_run: Run, node: Node, _scope: int) -> tuple[int, ...]:
    """Take every outgoing flow."""
    return node.outgoing


def first_true(run: Run, node: Node, scope: int) -> tuple[int, ...]:
    """Take the first flow, in the order of the file, whose condition is true; else the default.

    Raises IncidentError: NO_FLOW where there is neither, EXPRESSION_FAILED.
    """
    if not node.outgoing:
        return ()
    names = run.names(scope)
    for index in node.outgoing:
        if index == node.default:
            continue
        condition = run.graph.flows[index].condition
        if condition is None or test(run, condition, names):
            return (index,)
    if node.default != NONE:
        return (node.default,)
    raise no_flow(node)


def every_true(run: Run, node: Node, scope: int) -> tuple[int, ...]:
    """Take every flow that has no condition or a true one; the default where no condition holds.

    Raises IncidentError: NO_FLOW where nothing is left to take, EXPRESSION_FAILED.
    """
    if not node.outgoing:
        return ()
    flows = run.graph.flows
    names = run.names(scope)
    taken = []
    conditional = False
    for index in node.outgoing:
        if index == node.default:
            continue
        condition = flows[index].condition
        if condition is None:
            taken.append(index)
        elif test(run, condition, names):
            taken.append(index)
            conditional = True
    if node.default != NONE and not conditional:
        taken.append(node.default)
    if not taken:
        raise no_flow(node)
    return tuple(taken)


def no_flow(node: Node) -> IncidentError:
    """Tell that a token cannot leave a node."""
    return IncidentError(
        "NO_FLOW",
        f"None of the conditions after «{node.name or node.id}» is true and there is no default "
        "flow. Correct the data that they read and try again, or give the definition a default.",
        node.id,
    )
