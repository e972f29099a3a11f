"""Where activations go: each to a node of its kind, inside the scope that its own scope goes to."""

from __future__ import annotations

from cauce.engine.graph import Node
from cauce.engine.migration.correspondence import Correspondence, kind_of
from cauce.engine.state import Activation, State

Places = dict[int, Node]
"""The node of the target, by activation."""


def places(found: Correspondence, state: State) -> Places:
    """Give where each activation goes, outer before inner; what cannot go is noted."""
    placed: Places = {}
    for key, activation in state.activations.items():
        target = _place(found, state, activation, placed)
        if target is not None:
            placed[key] = target
    return placed


def _place(
    found: Correspondence, state: State, activation: Activation, placed: Places
) -> Node | None:
    node = found.source.nodes[activation.node]
    target = found.of(node)
    if target is None:
        found.refuse(
            node.id,
            node.name,
            "TARGET_MISSING",
            f"Expected «{found.goal(node.id)}» in the version that it goes to, there is none. Map "
            f"«{node.id}» to an element there, or let it be done first.",
        )
        return None
    if kind_of(target) != kind_of(node):
        found.refuse(
            node.id,
            node.name,
            "KIND_CHANGED",
            f"Expected another {kind_of(node)} for «{node.id}», came {kind_of(target)} "
            f"«{target.id}». Map it to one of its kind.",
        )
        return None
    if activation.scope not in placed:
        return target  # the process itself, or in a scope that is refused already
    outer = state.activations[activation.scope]
    around = placed[activation.scope].index
    if (target.index if outer.body else target.parent) != around:
        found.refuse(
            node.id,
            node.name,
            "SCOPE_CHANGED",
            f"Expected «{target.id}» inside «{found.target.nodes[around].id}», where the scope of "
            f"«{node.id}» goes, it stands in «{found.target.nodes[target.parent].id}». Map it to "
            "an element inside.",
        )
    return target
