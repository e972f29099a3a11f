"""Decisions that require themselves, directly or through others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cauce.dmn.network import DecisionNode

if TYPE_CHECKING:
    from cauce.dmn.network import Key, Network


def cyclic(network: Network) -> list[DecisionNode]:
    """Return the decisions that lie on a circle of requirements."""
    return [
        node
        for node in network.nodes.values()
        if isinstance(node, DecisionNode) and node.key in _required(node, network)
    ]


def _required(node: DecisionNode, network: Network) -> set[Key]:
    """Return everything that a decision requires, near or far."""
    seen: set[Key] = set()
    waiting = [each.key for each in node.requirements]
    while waiting:
        key = waiting.pop()
        found = network.nodes.get(key)
        if key not in seen and isinstance(found, DecisionNode):
            waiting.extend(each.key for each in found.requirements)
        seen.add(key)
    return seen
