"""What may follow an event-based gateway (BPMN 2.0.2, 10.6.6)."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.engine.checks.facts import problem, trigger
from cauce.engine.graph import Graph, Node
from cauce.engine.problems import Problem

TRIGGERS = ("message", "timer", "signal", "conditional")


def check(graph: Graph) -> Iterable[Problem]:
    """Refuse a gateway that does not choose between events that it alone leads to."""
    for node in graph.nodes:
        if node.kind == "eventBasedGateway":
            yield from _gateway(graph, node)


def _gateway(graph: Graph, gateway: Node) -> Iterable[Problem]:
    targets = [graph.nodes[graph.flows[flow].target] for flow in gateway.outgoing]
    if len(targets) < 2:
        yield problem(
            "EVENT_GATEWAY_FEW",
            f"expected at least two events after an event-based gateway, came {len(targets)}"
            "; add one, or use the catch event alone",
            gateway,
        )
    for target in targets:
        yield from _target(gateway, target)
    receives = any(target.kind == "receiveTask" for target in targets)
    if receives and any(trigger(target) == "message" for target in targets):
        yield problem(
            "EVENT_GATEWAY_MIXED",
            "expected message catch events or receive tasks after an event-based gateway, came "
            "both; use one of the two",
            gateway,
        )


def _target(gateway: Node, target: Node) -> Iterable[Problem]:
    catches = target.kind == "intermediateCatchEvent" and trigger(target) in TRIGGERS
    if not catches and target.kind != "receiveTask":
        yield problem(
            "EVENT_GATEWAY_TARGET",
            f"expected catch events ({', '.join(TRIGGERS)}) or receive tasks after the "
            f"event-based gateway {gateway.id}, came {target.kind}; put a catch event between",
            target,
        )
    if target.kind == "receiveTask" and target.loop is not None:
        yield problem(
            "EVENT_GATEWAY_LOOP",
            "expected a receive task after an event-based gateway to run once, came a loop"
            "; put it inside a sub-process behind another event, or remove the loop",
            target,
        )
    if target.kind == "receiveTask" and target.boundaries:
        yield problem(
            "EVENT_GATEWAY_BOUNDARY",
            "expected a receive task after an event-based gateway to have no boundary events, "
            f"came {len(target.boundaries)}; use another event after the gateway",
            target,
        )
    if len(target.incoming) > 1:
        yield problem(
            "EVENT_GATEWAY_INCOMING",
            "expected one flow into an event after an event-based gateway, came "
            f"{len(target.incoming)}; merge the flows before the gateway",
            target,
        )
