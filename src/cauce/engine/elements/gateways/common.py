"""What gateways share: a token passes at once, or, held by an incident, when it is resolved."""

from __future__ import annotations

from collections.abc import Callable

from cauce.engine.graph import Element, Node
from cauce.engine.run import Choose, Run


def passing(kind: str, choose: Choose) -> Element:
    """Make a gateway that takes each token on its own, over the flows that `choose` gives."""

    def enter(run: Run, node: Node, scope: int, _flow: int) -> None:
        run.through(node, scope, choose)

    return Element(kind=kind, enter=enter, activate=retrying(choose), complete=retrying(choose))


def retrying(choose: Choose) -> Callable[[Run, int, Node], None]:
    """Make the work of a gateway's activation: choose again, then end it."""

    def activate(run: Run, key: int, node: Node) -> None:
        flows = choose(run, node, run.state.activations[key].scope)
        run.finish(key, node, flows)

    return activate
