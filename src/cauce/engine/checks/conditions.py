"""Conditions and defaults of flows (BPMN 2.0.2, 8.4.13, 10.6.2 and 10.6.3)."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.engine.checks.facts import EVENTS, outgoing, problem, warning
from cauce.engine.graph import NONE, Graph, Node
from cauce.engine.problems import Problem

CHOOSING = ("exclusiveGateway", "inclusiveGateway")
UNCONDITIONAL = ("parallelGateway", "eventBasedGateway", *EVENTS)


def check(graph: Graph) -> Iterable[Problem]:
    """Refuse flows whose condition is missing or has no place, and defaults of other nodes."""
    for node in graph.nodes:
        yield from _default(graph, node)
        yield from _conditions(graph, node)
        yield from _activity(graph, node)


def _default(graph: Graph, node: Node) -> Iterable[Problem]:
    if node.default == NONE:
        return
    flow = graph.flows[node.default]
    if node.default not in node.outgoing:
        yield problem(
            "DEFAULT_NOT_OUTGOING",
            f"expected default to name a flow that leaves {node.id}, came {flow.id}"
            "; correct the id",
            node,
        )
    elif flow.condition is not None:
        yield warning(
            "DEFAULT_WITH_CONDITION",
            "expected no condition on a default flow, came one, which is not read"
            "; remove the condition or the default",
            flow,
        )


def _conditions(graph: Graph, node: Node) -> Iterable[Problem]:
    for flow in outgoing(graph, node):
        if node.kind in UNCONDITIONAL and flow.condition is not None:
            yield problem(
                "CONDITION_NOT_ALLOWED",
                f"expected no condition on a flow out of a {node.kind}, came one"
                "; put an exclusive or inclusive gateway behind it",
                flow,
            )
        if (
            node.kind in CHOOSING
            and len(node.outgoing) > 1
            and flow.condition is None
            and flow.index != node.default
        ):
            yield problem(
                "CONDITION_MISSING",
                f"expected a condition on each flow out of {node.id} but the default, came none"
                "; give it a condition, or make it the default",
                flow,
            )


def _activity(graph: Graph, node: Node) -> Iterable[Problem]:
    flows = outgoing(graph, node)
    if (
        node.element.is_activity
        and flows
        and node.default == NONE
        and all(flow.condition is not None for flow in flows)
    ):
        yield warning(
            "DEFAULT_MISSING",
            "expected a default flow out of an activity whose flows all have conditions, came none"
            "; where none is true it stops with the incident NO_FLOW",
            node,
        )
