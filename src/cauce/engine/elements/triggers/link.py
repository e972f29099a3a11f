"""Link: a sequence flow in two halves, within one scope (BPMN 2.0.2, 10.5.4).

| event | then |
|---|---|
| a token reaches the throw | it goes on from the catch of the same name |
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from cauce.engine.elements.triggers.base import Act, Position, Trigger
from cauce.engine.graph import Graph, Node
from cauce.engine.run import Run, arrive
from cauce.engine.source import Source

POSITIONS = ("intermediateThrowEvent", "intermediateCatchEvent")


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
        # Deployment has checked that there is exactly one.
        run.queue_move(arrive, scope, halves(run.graph, node).catches[0], -1)

    return jump


@dataclass(frozen=True, kw_only=True, slots=True)
class Halves:
    """The throws and the catches of one name in one scope."""

    throws: list[Node] = field(default_factory=list)
    catches: list[Node] = field(default_factory=list)


def halves(graph: Graph, node: Node) -> Halves:
    """Give the two halves of the link that the event `node` belongs to."""
    found: dict[tuple[int, str], Halves] | None = graph.cache.get("links")
    if found is None:
        found = _links(graph)
        graph.cache["links"] = found
    return found[node.parent, node.spec.definition]


def _links(graph: Graph) -> dict[tuple[int, str], Halves]:
    found: defaultdict[tuple[int, str], Halves] = defaultdict(Halves)
    for node in graph.nodes:
        if node.kind in POSITIONS and node.spec.trigger is LINK:
            link = found[node.parent, node.spec.definition]
            half = link.throws if node.kind == POSITIONS[0] else link.catches
            half.append(node)
    return dict(found)


LINK = Trigger(kind="link", positions=frozenset({"catch", "throw"}), parse=parse, throw=throw)
