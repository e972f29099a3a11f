"""What the process and its sub-processes share: beginning inside (BPMN 2.0.2, 13.3.4).

| event | then |
|---|---|
| a scope begins | its event sub-processes listen; tokens leave its start events |
| nothing in it is at work, on its way or waiting | it completes |
"""

from __future__ import annotations

from cauce.engine.graph import Node
from cauce.engine.run import Run, arrive


def begin_scope(run: Run, key: int, node: Node, starts: tuple[int, ...]) -> None:
    """Let the event sub-processes listen, then begin at the nodes `starts`."""
    listen(run, key, node)
    for start in starts:
        run.queue_move(arrive, key, run.graph.nodes[start], -1)
    if not starts:
        run.rest(key)


def listen(run: Run, key: int, node: Node) -> None:
    """Let the start events of the scope's event sub-processes listen."""
    nodes = (run.graph.nodes[index] for index in node.event_starts)
    plans = [n.spec.trigger.plan(run, key, n) for n in nodes if n.spec.trigger.listens]
    for plan in plans:
        run.emit(plan(run.state.next_key))
