"""What a move does, said by the ids of elements."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.engine import commands as c
from cauce.engine.graph import Graph
from cauce.engine.state import State


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """A move: what goes where, what stops and begins to listen, whose terms change.

    `moved` pairs the ids of the elements at work with those that they go to; `stopped` has ids of
    the version before, `began` and `revised` of the one after. Each once, in the order of the
    instance's work.
    """

    moved: tuple[tuple[str, str], ...]
    stopped: tuple[str, ...]
    began: tuple[str, ...]
    revised: tuple[str, ...]


def summary(source: Graph, target: Graph, state: State, command: c.MigrateInstance) -> Summary:
    """Say what a planned move does to an instance in a state."""
    at_work = [a.node for a in state.activations.values() if not a.children]

    def after(key: int) -> str:
        return target.nodes[command.nodes[state.activations[key].node]].id

    return Summary(
        moved=tuple(
            (source.nodes[node].id, target.nodes[command.nodes[node]].id)
            for node in dict.fromkeys(at_work)
        ),
        stopped=tuple(
            dict.fromkeys(source.nodes[state.wait(key).node].id for key in command.closed)
        ),
        began=tuple(dict.fromkeys(target.nodes[node].id for _owner, node in command.opened)),
        revised=tuple(dict.fromkeys(after(key) for key in command.revised)),
    )
