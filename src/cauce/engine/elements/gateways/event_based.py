"""Event-based gateway: waits for the first of the events that follow it.

| event | then |
|---|---|
| a token arrives | every following catch event or receive task listens |
| one of them happens | the gateway completes, that one goes on, the others stop listening |

BPMN 2.0.2, 10.6.6 and 13.4.4.
"""

from __future__ import annotations

from cauce.engine.elements.triggers.base import prepare
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run
from cauce.engine.source import Source


def parse(source: Source) -> None:
    """Refuse the forms that begin a process: message start events say the same."""
    if source.flag("instantiate"):
        source.problem(
            "UNSUPPORTED_INSTANTIATE",
            "An event-based gateway that begins a process is not supported: draw a message start "
            "event for each of its messages instead.",
        )
    if source.attribute("eventGatewayType") not in {None, "Exclusive"}:
        source.problem(
            "INVALID_VALUE",
            "expected eventGatewayType Exclusive, as only a gateway that begins a process may wait "
            f"for all its events (10.6.6), came {source.attribute('eventGatewayType')}; remove it",
        )


def enter(run: Run, node: Node, scope: int, _flow: int) -> None:
    """Rest, and listen."""
    run.attempt(activate, run.open(node, scope), node)


def activate(run: Run, key: int, node: Node) -> None:
    """Let every event that follows listen for this gateway."""
    flows, nodes = run.graph.flows, run.graph.nodes
    targets = [nodes[flows[flow].target] for flow in node.outgoing]
    plans = [prepare(run, key, target) for target in targets]
    for plan in plans:
        run.emit(plan(run.state.next_key))


ELEMENT = Element(
    kind="eventBasedGateway", enter=enter, activate=activate, complete=activate, parse=parse
)
