"""Link: a sequence flow in two halves, within one scope (BPMN 2.0.2, 10.5.4).

| event | then |
|---|---|
| a token reaches the throw | it goes on from the catch of the same name |
"""

from __future__ import annotations

from cauce.engine.elements.triggers.base import Act, Position, Trigger
from cauce.engine.graph import Graph, Node
from cauce.engine.run import Run, arrive
from cauce.engine.source import Source


def parse(event: Source, definition: Source, _position: Position) -> str:
    """Read the link's name, else the event's own."""
    name = definition.name or event.name
    if not name:
        event.problem(
            "LINK_NAME_MISSING",
            "A link event needs a name: give the same one to the throw and to its catch.",
        )
    return name


def throw(_run: Run, _scope: int, node: Node) -> Act:
    """Go on from the catch of the same name."""

    def jump(run: Run, scope: int) -> None:
        run.queue_move(arrive, scope, target(run.graph, node), -1)

    return jump


def target(graph: Graph, node: Node) -> Node:
    """Find the catch of a throw; deployment has checked that there is exactly one."""
    key = ("link", node.index)
    found: Node | None = graph.cache.get(key)
    if found is None:
        found = next(
            other
            for other in graph.nodes
            if other.kind == "intermediateCatchEvent"
            and other.parent == node.parent
            and other.spec.trigger is LINK
            and other.spec.definition == node.spec.definition
        )
        graph.cache[key] = found
    return found


LINK = Trigger(kind="link", positions=frozenset({"catch", "throw"}), parse=parse, throw=throw)
