"""Running an instance to rest: tokens, then inclusive joins, signals and conditions, in turn."""

from __future__ import annotations

from collections import deque
from typing import Any

from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.elements.gateways.joins import fire_inclusive_join
from cauce.engine.elements.triggers import conditional
from cauce.engine.elements.triggers.signal import listeners
from cauce.engine.problems import IncidentError
from cauce.engine.run import Delivery, Run


def settle(run: Run) -> None:
    """Go on until every token rests, nothing can join and no signal or condition is pending."""
    while True:
        drain(run)
        if fire_inclusive_join(run):
            continue
        if conditional.fire_next(run):
            continue
        _address(run)
        if not run.deliveries:
            return
        _deliver(run, run.deliveries[0])


def drain(run: Run) -> None:
    """Move every token until it rests."""
    while run.queue:
        move, scope, what, index = run.queue.popleft()
        run.in_flight[scope] -= 1
        if scope in run.state.activations:
            move(run, scope, what, index)


def _address(run: Run) -> None:
    # Receivers are those that listen now that the step has come to rest, before any is served.
    for signal, scope in run.signals:
        keys = deque(listeners(run.state, signal))
        run.deliveries.append(
            Delivery(name=signal.name, variables=signal.variables, keys=keys, scope=scope)
        )
    run.signals.clear()


def _deliver(run: Run, delivery: Delivery) -> None:
    """Let the next receiver have the signal; after the last its scope may end."""
    if delivery.keys:
        receive_signal(run, delivery.keys.popleft(), delivery.name, delivery.variables)
        return
    run.deliveries.popleft()
    if delivery.scope:
        run.held[delivery.scope] -= 1
        run.rest(delivery.scope)


def receive_signal(run: Run, key: int, name: str, variables: dict[str, Any]) -> None:
    """Let the subscription `key` receive a signal, where it still listens."""
    subscription = run.state.subscriptions.get(key)
    if subscription is None:
        return
    node = run.graph.nodes[subscription.node]
    run.emit(e.SignalReceived(key, node.index, name))
    command = c.DeliverSignal(keys=(key,), name=name, variables=variables)
    fire(run, subscription.owner, node.index, variables, command)


def fire(
    run: Run, owner: int, index: int, payload: dict[str, Any], command: c.Command | None = None
) -> None:
    """Let an awaited trigger of node `index` happen to the activation `owner`.

    A payload that cannot be taken over holds it, with the command that brought the payload.
    """
    node = run.graph.nodes[index]
    try:
        node.element.fire(run, owner, node, payload)
    except IncidentError as stop:
        run.incident(owner, stop, command=command)
