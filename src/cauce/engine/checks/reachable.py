"""Every node should be reached from a start (BPMN 2.0.2, 13.1: a token arrives there)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cauce.engine.checks.facts import is_link, warning
from cauce.engine.elements.triggers.link import halves
from cauce.engine.graph import ROOT, Graph, Node
from cauce.engine.problems import Problem

UNREACHABLE = "UNREACHABLE"


def check(graph: Graph) -> Iterable[Problem]:
    """Warn of nodes that no token can reach, though a flow leads to them."""
    reached = {ROOT}
    pending = [ROOT]
    while pending:
        for index in _next(graph, graph.nodes[pending.pop()]):
            if index not in reached:
                reached.add(index)
                pending.append(index)
    for node in graph.nodes:
        # What stands in an unreachable scope is not told again; what nothing leads to is refused.
        if node.index not in reached and node.incoming and node.parent in reached:
            yield warning(
                UNREACHABLE,
                "expected a path from a start event to every node, came none"
                "; connect it or remove it",
                node,
            )


def _next(graph: Graph, node: Node) -> Iterator[int]:
    for flow in node.outgoing:
        yield graph.flows[flow].target
    yield from node.boundaries
    yield from node.starts
    for start in node.event_starts:
        yield graph.nodes[start].parent
    if is_link(node) and node.kind == "intermediateThrowEvent":
        yield from (catch.index for catch in halves(graph, node).catches)
