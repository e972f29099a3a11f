"""Sequence flows stay in their scope (BPMN 2.0.2, 7.6.1 and 8.4.13)."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.engine.checks.facts import problem
from cauce.engine.graph import Graph
from cauce.engine.problems import Problem


def check(graph: Graph) -> Iterable[Problem]:
    """Refuse a flow that crosses the border of a sub-process."""
    for flow in graph.flows:
        source, target = graph.nodes[flow.source], graph.nodes[flow.target]
        if source.parent != target.parent:
            yield problem(
                "FLOW_CROSSES_BORDER",
                f"expected a flow between nodes of one scope, came one from {source.id} to "
                f"{target.id} across the border of a sub-process; connect the sub-process itself, "
                "or leave it by an error or escalation event",
                flow,
            )
