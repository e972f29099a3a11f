"""Input mappings and deadlines where nothing is begun that could use them.

An event that happens brings its own values: before it there is no work to prepare. Camunda's
engine passes such inputs over, and its modeler does not offer them.
"""

from __future__ import annotations

from collections.abc import Iterable

from cauce.engine.checks.facts import is_event_subprocess, is_link, problem, trigger
from cauce.engine.graph import Graph, Node
from cauce.engine.problems import Problem

EMPTY = ("none", "terminate", "link")
"""The triggers that carry no variables when they are thrown."""


def check(graph: Graph) -> Iterable[Problem]:
    """Refuse inputs and deadlines of nodes that nothing evaluates."""
    waiting = {
        flow.target for flow in graph.flows if graph.nodes[flow.source].kind == "eventBasedGateway"
    }
    for node in graph.nodes:
        why = _why_unused(node, after_gateway=node.index in waiting)
        if not why:
            continue
        if node.inputs or node.data_inputs:
            yield problem(
                "INPUT_UNUSED",
                f"expected inputs only where work begins or something is thrown, came inputs of "
                f"{why}; remove them, or map an output",
                node,
            )
        if node.deadline is not None:
            yield problem(
                "DEADLINE_UNUSED",
                f"expected cauce:deadline where a token comes to rest, came one on {why}"
                "; put the wait behind the gateway, or remove the deadline",
                node,
            )


def _why_unused(node: Node, *, after_gateway: bool) -> str:
    if node.kind == "startEvent":
        return "a start event, which begins with what started it"
    if node.kind == "boundaryEvent":
        return "a boundary event, which begins when it happens"
    if is_event_subprocess(node):
        return "an event sub-process, which begins with what its start event brings"
    if after_gateway:
        return "what an event-based gateway waits for: no token is there before it happens"
    if node.kind == "intermediateCatchEvent" and is_link(node):
        return "a link event, which is only gone on from"
    if _throws_nothing(node):
        return "an event that carries nothing and gives nothing out"
    return ""


def _throws_nothing(node: Node) -> bool:
    throws = node.kind in {"intermediateThrowEvent", "endEvent"}
    # A drawn data arrow into a plain end event is no mistake; an input mapping would be one.
    return (
        throws
        and node.spec.work is None
        and trigger(node) in EMPTY
        and bool(node.inputs)
        and not node.outputs
    )
