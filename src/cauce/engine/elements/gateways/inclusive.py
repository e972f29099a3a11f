"""Inclusive gateway: joins the tokens that can come, then takes every flow whose condition is true.

| event | then |
|---|---|
| a token arrives | it waits on its flow, until the instance has come to rest |
| no token can still arrive at an empty flow | one of each waiting is consumed; flows go on |
| no flow is true, no default | incident NO_FLOW; trying again chooses anew |

When it may join is in `joins.py`. BPMN 2.0.2, 10.6.3 and 13.4.3.
"""

from __future__ import annotations

from cauce.engine import events as e
from cauce.engine.elements.gateways.common import retrying
from cauce.engine.elements.gateways.flows import every_true
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run


def enter(run: Run, node: Node, scope: int, flow: int) -> None:
    """Wait with others, or part at once where there is a single incoming flow."""
    if len(node.incoming) < 2:
        run.through(node, scope, every_true)
    else:
        run.stirred[scope] = None
        run.emit(e.TokenArrived(scope, flow))


ELEMENT = Element(
    kind="inclusiveGateway",
    enter=enter,
    activate=retrying(every_true),
    complete=retrying(every_true),
)
