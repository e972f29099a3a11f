"""What can happen next in a sandbox: starts, awaited messages and signals, the next timer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cauce.testing.instance import Instance

if TYPE_CHECKING:
    from cauce.testing.world import World


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A start event of the latest version of a process.

    `kind` is its trigger (`none`, `message`, `timer` …), `implicit` where the process has no start
    event; `message` is the name of the message or signal.
    """

    process_id: str
    process_name: str
    element_id: str
    name: str
    kind: str
    message: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Awaited:
    """A message or signal that an instance listens for, with its key and the element's name."""

    kind: str
    name: str
    key: Any
    element: str
    instance: Instance = field(repr=False)


def entries(world: World) -> list[Entry]:
    """Give where processes can begin, in the order of deployment."""
    found = []
    for at in world.definitions.all_listening():
        graph, listener = at.version.graph, at.listener
        node = graph.by_id[listener.node_id]
        found.append(
            Entry(
                process_id=graph.id,
                process_name=graph.name or graph.id,
                element_id=listener.node_id,
                name=node.name or node.id,
                kind=listener.kind,
                message=listener.name,
            )
        )
    return found


def awaited(world: World) -> list[Awaited]:
    """Give what active instances listen for, oldest first."""
    found = []
    for instance in world.active():
        for key, subscription in instance.state.subscriptions.items():
            node = instance.version.graph.nodes[subscription.node]
            waits = Awaited(
                kind=subscription.kind,
                name=subscription.name,
                key=subscription.correlation,
                element=node.name or node.id,
                instance=instance,
            )
            found.append((instance.order[key], waits))
    return [waits for _order, waits in sorted(found, key=lambda pair: pair[0])]


def next_due(world: World) -> datetime | None:
    """Give when the next timer of an instance is due, if one runs."""
    moments = (instance.state.wake_at() for instance in world.active())
    return min((moment for moment in moments if moment is not None), default=None)
