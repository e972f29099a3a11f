"""What corresponds to what between two versions of a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cauce.engine.elements.triggers.catching import is_event_subprocess
from cauce.engine.graph import ROOT, Flow, Graph, Node


@dataclass(frozen=True, kw_only=True, slots=True)
class Misfit:
    """An element that cannot move: where it stands, what it would go to, and why it cannot."""

    element: str
    name: str
    target: str | None
    code: str
    message: str


@dataclass(kw_only=True, slots=True)
class Correspondence:
    """Two versions of a process, and which elements of the one are which of the other.

    An element goes to what `mapping` says, else to the one with its own id; the process itself
    always to the process. `misfits` gathers what does not fit, each element once.
    """

    source: Graph
    target: Graph
    mapping: Mapping[str, str]
    misfits: dict[str, Misfit] = field(default_factory=dict)

    def of(self, node: Node) -> Node | None:
        """Give what a node of the source goes to, if there is such a node."""
        if node.index == ROOT:
            return self.target.root
        return self.target.by_id.get(self.goal(node.id))

    def flow(self, flow: Flow, among: Iterable[int]) -> Flow | None:
        """Give the flow of the target, of those `among`, that a flow of the source goes to.

        The one of its id, else the only one that comes from where it comes from.
        """
        flows = [self.target.flows[index] for index in among]
        named = [found for found in flows if found.id == self.goal(flow.id)]
        origin = self.of(self.source.nodes[flow.source])
        if not named and origin is not None and flow.id not in self.mapping:
            named = [found for found in flows if found.source == origin.index]
        return named[0] if len(named) == 1 else None

    def goal(self, element: str) -> str:
        """Give the id that an element goes to."""
        return self.mapping.get(element, element)

    def refuse(self, element: str, name: str, code: str, message: str) -> None:
        """Note what cannot move, and why."""
        self.misfits.setdefault(
            element,
            Misfit(
                element=element, name=name, target=self.goal(element), code=code, message=message
            ),
        )


def kind_of(node: Node) -> str:
    """Say what a node is, as far as work that has begun depends on it."""
    parts = [node.kind]
    trigger = getattr(node.spec, "trigger", None)
    if trigger is not None:
        parts.append(trigger.kind)
    if is_event_subprocess(node):
        parts.append("begun by an event")
    if node.loop is not None:
        parts.append(f"{node.loop.kind} loop")
        if node.loop.output_collection is not None:
            parts.append("with output")
    return " ".join(parts)
