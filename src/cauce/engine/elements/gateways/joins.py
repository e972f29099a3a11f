"""When an inclusive gateway may join: the rule of BPMN 2.0.2, Table 13.3.

It fires when a token waits at one incoming flow at least, and for every token elsewhere in its
scope that could reach an empty incoming flow without visiting the gateway, that token could also
reach a non-empty one that way (so nothing is gained by waiting for it).

Reachability is computed once per gateway, as bit sets over the flows of the process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cauce.engine.elements.gateways.flows import every_true
from cauce.engine.elements.triggers.link import halves
from cauce.engine.graph import NONE, Graph, Node

if TYPE_CHECKING:
    from cauce.engine.run import Run

KIND = "inclusiveGateway"


def fire_inclusive_join(run: Run) -> bool:
    """Let the first inclusive gateway that may join do so; tell whether there was one.

    Only where tokens have moved can a join have become possible.
    """
    gateways = _joins(run.graph)
    if not gateways:
        return False
    while run.stirred:
        scope = next(iter(run.stirred))
        if any(_fire(run, gateway, scope) for gateway in gateways):
            return True
        del run.stirred[scope]
    return False


def _fire(run: Run, gateway: Node, scope: int) -> bool:
    activation = run.state.activations.get(scope)
    if activation is None or not activation.joining:
        return False
    waiting = tuple(flow for flow in gateway.incoming if flow in activation.joining)
    if not waiting or not _may_join(run, gateway, scope, waiting):
        return False
    run.through(gateway, scope, every_true, waiting)
    return True


def _may_join(run: Run, gateway: Node, scope: int, waiting: tuple[int, ...]) -> bool:
    reach = _reach(run.graph, gateway)
    empty = filled = 0
    for flow in gateway.incoming:
        if flow in waiting:
            filled |= reach[flow]
        else:
            empty |= reach[flow]
    for origin in _tokens(run, gateway, scope):
        if origin & empty and not origin & filled:
            return False
    return True


def _tokens(run: Run, gateway: Node, scope: int) -> list[int]:
    """Give, for each token elsewhere in the scope, the flows that it may take next."""
    exits = _exits(run.graph)
    activations = run.state.activations
    tokens = [exits[activations[key].node] for key in activations[scope].children]
    for flow in activations[scope].joining:
        if flow not in gateway.incoming:
            tokens.append(exits[run.graph.flows[flow].target])
    return tokens


def _joins(graph: Graph) -> tuple[Node, ...]:
    found: tuple[Node, ...] | None = graph.cache.get("inclusive joins")
    if found is None:
        found = tuple(n for n in graph.nodes if n.kind == KIND and len(n.incoming) > 1)
        graph.cache["inclusive joins"] = found
    return found


def _exits(graph: Graph) -> list[int]:
    """Give, for each node, the set of flows that a token resting there may leave over."""
    found: list[int] | None = graph.cache.get("exits")
    if found is None:
        found = []
        for node in graph.nodes:
            flows = set(node.outgoing)
            for boundary in node.boundaries:
                flows.update(graph.nodes[boundary].outgoing)
            found.append(sum(1 << flow for flow in flows))
        graph.cache["exits"] = found
    return found


def _reach(graph: Graph, gateway: Node) -> dict[int, int]:
    """Give, for each incoming flow, the set of flows from which it is reached without the gateway.

    A flow reaches itself.
    """
    key = ("reach", gateway.index)
    found: dict[int, int] | None = graph.cache.get(key)
    if found is None:
        found = {flow: _backwards(graph, gateway, flow) for flow in gateway.incoming}
        graph.cache[key] = found
    return found


def _backwards(graph: Graph, gateway: Node, flow: int) -> int:
    seen = {flow}
    front = [flow]
    while front:
        source = graph.nodes[graph.flows[front.pop()].source]
        if source is gateway:
            continue
        before = set(source.incoming)
        if source.attached_to != NONE:
            before.update(graph.nodes[source.attached_to].incoming)
        for throw in _link_throws(graph, source):
            before.update(throw.incoming)
        front.extend(before - seen)
        seen |= before
    return sum(1 << index for index in seen)


def _link_throws(graph: Graph, node: Node) -> list[Node]:
    if node.kind != "intermediateCatchEvent" or node.spec.trigger.kind != "link":
        return []
    return halves(graph, node).throws
