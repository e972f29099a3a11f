"""How an event sub-process begins in the scope that it belongs to (BPMN 2.0.2, 13.5.4).

| event | then |
|---|---|
| its start happens, interrupting | all at work in the scope is withdrawn; no other start listens |
| its start happens, non-interrupting | it runs beside the rest; its start goes on listening |
"""

from __future__ import annotations

from cauce.engine.elements.containers.scope import stop_listening
from cauce.engine.graph import Node
from cauce.engine.run import Run


def begin(run: Run, scope: int, start: Node) -> int:
    """Open the event sub-process of `start` in `scope`; give its activation."""
    node = run.graph.nodes[start.parent]
    if start.spec.interrupting:
        run.terminate_inside(scope)
        stop_listening(run, scope, run.node_of(scope).event_starts)
    key = run.open(node, scope)
    if node.declared:
        run.set(key, dict.fromkeys(node.declared))
    return key
