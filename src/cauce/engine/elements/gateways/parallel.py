"""Parallel gateway: waits for a token on every incoming flow, then sends one over each outgoing.

| event | then |
|---|---|
| a token arrives, another incoming flow has none | it waits on its flow |
| a token arrives and every incoming flow has one | one of each is consumed; every flow goes on |

Surplus tokens stay for the next round. BPMN 2.0.2, 10.6.4 and 13.4.1.
"""

from __future__ import annotations

from cauce.engine import events as e
from cauce.engine.elements.gateways.common import retrying
from cauce.engine.elements.gateways.flows import all_flows
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run


def enter(run: Run, node: Node, scope: int, flow: int) -> None:
    """Join where there are several incoming flows, then part."""
    if len(node.incoming) < 2:
        run.through(node, scope, all_flows)
        return
    run.emit(e.TokenArrived(scope, flow))
    join(run, node, scope)


def join(run: Run, node: Node, scope: int) -> None:
    """Go on as often as a token waits on every incoming flow."""
    joining = run.state.activations[scope].joining
    while all(incoming in joining for incoming in node.incoming):
        run.through(node, scope, all_flows, node.incoming)


ELEMENT = Element(
    kind="parallelGateway",
    enter=enter,
    activate=retrying(all_flows),
    complete=retrying(all_flows),
)
