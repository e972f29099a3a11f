"""What becomes of what an instance waits for: kept, ended, or begun in the new version."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from cauce.engine import commands as c
from cauce.engine.elements.triggers.catching import boundaries, is_event_subprocess
from cauce.engine.graph import Graph, Node
from cauce.engine.migration.correspondence import Correspondence, kind_of
from cauce.engine.migration.places import Places
from cauce.engine.state import ROOT_KEY, Activation, State


@dataclass(kw_only=True, slots=True)
class Waits:
    """What ends (by key), what begins (activation and target node), and where the rest goes."""

    nodes: dict[int, int] = field(default_factory=dict)
    closed: list[int] = field(default_factory=list)
    opened: list[tuple[int, int]] = field(default_factory=list)


def waits(found: Correspondence, state: State, placed: Places, renewed: Collection[str]) -> Waits:
    """Sort what is waited for. What an element that is in `renewed` waits for begins anew."""
    sorted_out = Waits()
    for key, target in placed.items():
        activation = state.activations[key]
        node = found.source.nodes[activation.node]
        after = _listeners(found.target, target, activation)
        pairs = _pairs(found, _listeners(found.source, node, activation), after)
        _check_mapped(found, state, key, pairs)
        kept = {i: to for i, to in pairs.items() if found.source.nodes[i].id not in renewed}
        for wait in activation.waits:
            index = state.wait(wait).node
            if index in kept:
                sorted_out.nodes[index] = kept[index].index
            else:
                sorted_out.closed.append(wait)
        if _listens(state, key):
            old = {to.index for to in kept.values()}
            if _begun_starts(found.source, state, key):
                old |= set(target.event_starts)
            sorted_out.opened += [(key, to.index) for to in after if to.index not in old]
    return sorted_out


def _listeners(graph: Graph, node: Node, activation: Activation) -> list[Node]:
    """Give the nodes that listen for an activation of a node."""
    indexes = list(boundaries(graph, node, body=activation.body))
    if not activation.body:
        indexes += node.event_starts
        if node.kind == "eventBasedGateway":
            indexes += [graph.flows[flow].target for flow in node.outgoing]
        elif node.kind in {"intermediateCatchEvent", "receiveTask"}:
            indexes.append(node.index)
    return [graph.nodes[index] for index in indexes if graph.nodes[index].spec.trigger.listens]


def _pairs(found: Correspondence, before: list[Node], after: list[Node]) -> dict[int, Node]:
    """Give the target's listener of each that goes on, by the source's index."""
    pairs = {}
    for node in before:
        target = found.of(node)
        if target is not None and target in after and kind_of(target) == kind_of(node):
            pairs[node.index] = target
    return pairs


def _check_mapped(found: Correspondence, state: State, key: int, pairs: dict[int, Node]) -> None:
    for wait in state.activations[key].waits:
        node = found.source.nodes[state.wait(wait).node]
        if node.id in found.mapping and node.index not in pairs:
            found.refuse(
                node.id,
                node.name,
                "WAIT_MISPLACED",
                f"Expected «{found.goal(node.id)}» to be another {kind_of(node)} at the element "
                f"that «{node.id}» belongs to. Map it to one, or leave it out, for it to end.",
            )


def _listens(state: State, key: int) -> bool:
    """Tell whether an activation has begun to listen, and its work is not done yet."""
    if key == ROOT_KEY:
        return not any(isinstance(i.command, c.StartInstance) for i in state.incidents.values())
    activation = state.activations[key]
    incident = state.incidents.get(activation.incident)
    if incident is None or incident.command is not None:
        return True
    if incident.leaving or incident.handed:
        return False
    # What an incident keeps from beginning listens when it is tried again.
    return key in state.jobs or key in state.calls or key in state.loops


def _begun_starts(graph: Graph, state: State, scope: int) -> bool:
    """Tell whether event sub-processes of a scope no longer begin to listen, or not yet.

    One that interrupts is at work, or the start that they listen from is held by an incident.
    """
    for child in state.activations[scope].children:
        node = graph.nodes[state.activations[child].node]
        if node.kind == "startEvent":
            return True
        if is_event_subprocess(node) and graph.nodes[node.starts[0]].spec.interrupting:
            return True
    return False
