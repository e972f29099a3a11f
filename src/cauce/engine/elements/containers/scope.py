"""What the process and its sub-processes share: beginning inside (BPMN 2.0.2, 13.3.4).

| event | then |
|---|---|
| a scope begins | its event sub-processes listen; tokens leave its start events |
| nothing in it is at work, on its way or waiting | it completes |
"""

from __future__ import annotations

from cauce.engine import events as e
from cauce.engine.elements.triggers.base import prepare
from cauce.engine.graph import Node
from cauce.engine.run import Run, arrive
from cauce.engine.state import Condition, Subscription, Timer


def begin_scope(run: Run, key: int, node: Node, starts: tuple[int, ...]) -> None:
    """Let the event sub-processes listen, then begin at the nodes `starts`."""
    listen(run, key, node)
    for start in starts:
        run.queue_move(arrive, key, run.graph.nodes[start], -1)
    if not starts:
        run.rest(key)


def listen(run: Run, key: int, node: Node) -> None:
    """Let the start events of the scope's event sub-processes listen, where they do not yet."""
    listening = {found.node for _, found in _waits(run, key)} if node.event_starts else set()
    nodes = (run.graph.nodes[index] for index in node.event_starts if index not in listening)
    plans = [prepare(run, key, start) for start in nodes if start.spec.trigger.listens]
    for plan in plans:
        run.emit(plan(run.state.next_key))


def stop_listening(run: Run, key: int, events: tuple[int, ...]) -> None:
    """Let the nodes `events` listen no more for the activation `key`."""
    for wait, found in _waits(run, key):
        if found.node in events:
            run.emit(e.SubscriptionClosed(wait, key))


def _waits(run: Run, key: int) -> list[tuple[int, Timer | Subscription | Condition]]:
    return [(wait, run.state.wait(wait)) for wait in run.state.activations[key].waits]
