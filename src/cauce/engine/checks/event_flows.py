"""Which flows events may and must have (BPMN 2.0.2, 10.5.2, 10.5.3 and 10.5.4)."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.engine.checks.facts import problem
from cauce.engine.graph import Graph
from cauce.engine.problems import Problem

BEGINNINGS = {
    "startEvent": ("start", "START_INCOMING", "START_OUTGOING"),
    "boundaryEvent": ("boundary", "BOUNDARY_INCOMING", "BOUNDARY_OUTGOING"),
}
"""Events that a path begins at: what they are called, and the codes of their two rules."""


def check(graph: Graph) -> Iterable[Problem]:
    """Refuse flows into starts and boundary events, out of ends; starts that lead nowhere."""
    for node in graph.nodes:
        if node.kind in BEGINNINGS:
            name, incoming, outgoing = BEGINNINGS[node.kind]
            if node.incoming:
                yield problem(
                    incoming,
                    f"expected no flow into a {name} event, came {len(node.incoming)}"
                    "; remove the flow or use an intermediate event",
                    node,
                )
            if not node.outgoing:
                yield problem(
                    outgoing,
                    f"expected a flow out of the {name} event, came none; draw where it leads",
                    node,
                )
        elif node.kind == "endEvent" and node.outgoing:
            yield problem(
                "END_OUTGOING",
                f"expected no flow out of an end event, came {len(node.outgoing)}"
                "; remove the flow or use an intermediate throw event",
                node,
            )
