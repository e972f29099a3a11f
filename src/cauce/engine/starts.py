"""Where a process can begin, for whoever starts its instances: people, messages, timers."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.engine.elements.triggers.timer import Due, first_due
from cauce.engine.env import Env
from cauce.engine.graph import Graph
from cauce.engine.source import Dynamic
from cauce.feel import Expression

SETTINGS = "ajustes"


@dataclass(frozen=True, kw_only=True, slots=True)
class StartListener:
    """One start event of a process. `name` is the message's or signal's."""

    node_id: str
    kind: str
    name: str = ""
    condition: Expression | None = None
    """Of a message: over its variables."""
    correlation: Dynamic | None = None
    """Of a signal: the key it has to be thrown with."""
    key_name: str | None = None
    """Of a message: the variable that its key is, where the payload does not carry it."""


def listeners(graph: Graph) -> tuple[StartListener, ...]:
    """Give the start events of a process; one of kind `implicit` where it has none."""
    events = [graph.nodes[index] for index in graph.root.starts]
    events = [node for node in events if node.kind == "startEvent"]
    if not events:
        return (StartListener(node_id=graph.id, kind="implicit"),)
    found = []
    for node in events:
        kind, definition = node.spec.trigger.kind, node.spec.definition
        if kind == "message":
            listener = StartListener(
                node_id=node.id,
                kind=kind,
                name=definition.name,
                condition=definition.condition,
                key_name=definition.key_name,
            )
        elif kind == "signal":
            listener = StartListener(
                node_id=node.id,
                kind=kind,
                name=definition.name,
                correlation=definition.correlation,
            )
        else:
            listener = StartListener(node_id=node.id, kind=kind)
        found.append(listener)
    return tuple(found)


def schedule(graph: Graph, listener: StartListener, env: Env) -> Due:
    """Give the first occurrence of a timer start, from `env.now` on. Raises IncidentError.

    Its expression sees the company's settings as the context `ajustes`.
    """
    names = {SETTINGS: env.settings}
    return first_due(graph.by_id[listener.node_id].spec.definition, env, names, listener.node_id)
