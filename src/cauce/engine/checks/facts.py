"""What the rules ask of a graph."""

from __future__ import annotations

from collections.abc import Iterator

from cauce.engine.graph import ROOT, Flow, Graph, Node
from cauce.engine.problems import Problem

EVENTS = (
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "boundaryEvent",
)


def trigger(node: Node) -> str:
    """Give what triggers an event: `none`, `message`, `timer`, …; empty for other nodes."""
    return str(node.spec.trigger.kind) if node.kind in EVENTS else ""


def is_link(node: Node) -> bool:
    """Tell whether it is one half of a link."""
    return trigger(node) == "link"


def is_event_subprocess(node: Node) -> bool:
    """Tell whether it is a sub-process that an event starts."""
    return node.kind == "subProcess" and bool(node.spec.triggered_by_event)


def scopes(graph: Graph) -> Iterator[Node]:
    """Give the process and its sub-processes, outer before inner."""
    return (node for node in graph.nodes if node.index == ROOT or node.element.is_scope)


def children(graph: Graph, scope: Node) -> list[Node]:
    """Give the nodes directly inside a scope."""
    return [graph.nodes[index] for index in scope.children]


def outgoing(graph: Graph, node: Node) -> list[Flow]:
    """Give the flows that leave a node."""
    return [graph.flows[index] for index in node.outgoing]


def problem(code: str, message: str, place: Node | Flow, *, severity: str = "error") -> Problem:
    """Make a finding about a node or flow."""
    return Problem(
        code=code, message=message, element_id=place.id, line=place.line, severity=severity
    )


def warning(code: str, message: str, place: Node | Flow) -> Problem:
    """Make a finding that lets the definition through."""
    return problem(code, message, place, severity="warning")
