"""What a boundary event may be attached to (BPMN 2.0.2, 10.5.4)."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.engine.checks.facts import problem
from cauce.engine.graph import NONE, Graph
from cauce.engine.problems import Problem


def check(graph: Graph) -> Iterable[Problem]:
    """Refuse boundary events of what is no activity, or of one in another scope."""
    for node in graph.nodes:
        if node.kind != "boundaryEvent" or node.attached_to == NONE:
            continue
        host = graph.nodes[node.attached_to]
        if not host.element.is_activity or host.parent != node.parent:
            yield problem(
                "BOUNDARY_HOST",
                f"expected a boundary event on an activity of its own scope, came {host.id} "
                f"({host.kind}); correct attachedToRef",
                node,
            )
