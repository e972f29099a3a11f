"""Who catches an error or escalation must be plain (BPMN 2.0.2, 10.5.6)."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.engine.checks.facts import problem, trigger
from cauce.engine.graph import Graph
from cauce.engine.problems import Problem

THROWN = ("error", "escalation")


def check(graph: Graph) -> Iterable[Problem]:
    """Refuse two events that catch the same code at the same activity or scope."""
    for node in graph.nodes:
        for catches in (node.boundaries, node.event_starts):
            seen: dict[tuple[str, str], str] = {}
            for index in catches:
                event = graph.nodes[index]
                if trigger(event) not in THROWN:
                    continue
                key = (trigger(event), event.spec.definition or "")
                if key in seen:
                    yield problem(
                        "CATCH_TWICE",
                        f"expected one event for the {key[0]} «{key[1] or 'any'}» at {node.id}, "
                        f"came {seen[key]} as well; give each its own code",
                        event,
                    )
                seen.setdefault(key, event.id)
