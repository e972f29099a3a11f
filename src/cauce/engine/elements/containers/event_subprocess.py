"""How an event sub-process begins in the scope that it belongs to (BPMN 2.0.2, 13.5.4).

| event | then |
|---|---|
| its start happens, interrupting | all at work in the scope is withdrawn; no other start listens |
| its start happens, non-interrupting | it runs beside the rest; its start goes on listening |
"""

from __future__ import annotations

from cauce.engine import events as e
from cauce.engine.elements.containers.scope import listen
from cauce.engine.graph import Node
from cauce.engine.run import Run


def begin(run: Run, scope: int, start: Node) -> int:
    """Open the event sub-process of `start` in `scope`; give its activation."""
    node = run.graph.nodes[start.parent]
    if start.spec.interrupting:
        run.terminate_inside(scope)
        _stop_listening(run, scope)
    key = run.open(node, scope)
    if node.declared:
        run.set(key, dict.fromkeys(node.declared))
    listen(run, key, node)
    return key


def _stop_listening(run: Run, scope: int) -> None:
    starts = run.node_of(scope).event_starts
    state = run.state
    for wait in list(state.activations[scope].waits):
        found = (
            state.timers.get(wait) or state.subscriptions.get(wait) or state.conditions.get(wait)
        )
        if found is not None and found.node in starts:
            run.emit(e.SubscriptionClosed(wait, scope))
