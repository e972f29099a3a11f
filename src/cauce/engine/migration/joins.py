"""Where tokens that wait at joins go: to the flow that is theirs, at the gateway that is theirs."""

from __future__ import annotations

from cauce.engine.graph import Flow, Node
from cauce.engine.migration.correspondence import Correspondence, kind_of
from cauce.engine.migration.places import Places
from cauce.engine.state import State


def joins(found: Correspondence, state: State, placed: Places) -> dict[int, int]:
    """Give the new flow of each on which a token waits; what has none is noted."""
    flows: dict[int, int] = {}
    for key, activation in state.activations.items():
        for index in activation.joining:
            flow = found.source.flows[index]
            gateway = found.source.nodes[flow.target]
            target = _join(found, gateway, placed.get(key))
            moved = None if target is None else _flow(found, flow, target)
            if moved is not None:
                flows[index] = moved.index
    return flows


def _join(found: Correspondence, gateway: Node, around: Node | None) -> Node | None:
    target = found.of(gateway)
    if (
        target is not None
        and kind_of(target) == kind_of(gateway)
        and len(target.incoming) > 1
        and (around is None or target.parent == around.index)
    ):
        return target
    found.refuse(
        gateway.id,
        gateway.name,
        "JOIN_CHANGED",
        f"Expected «{found.goal(gateway.id)}» to be a joining {gateway.kind} in the same scope, as "
        "tokens wait at it. Map it to one, or let its tokens go on first.",
    )
    return None


def _flow(found: Correspondence, flow: Flow, target: Node) -> Flow | None:
    moved = found.flow(flow, target.incoming)
    if moved is None:
        found.refuse(
            flow.id,
            flow.name,
            "FLOW_MISSING",
            f"Expected a flow to «{target.id}» for the token that waits on «{flow.id}», there is "
            "none of that id, nor just one from the same element. Map it to a flow there.",
        )
    return moved
