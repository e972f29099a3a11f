"""An event that happens: its payload is taken over and its tokens go on."""

from __future__ import annotations

from typing import Any

from cauce.engine import events as e
from cauce.engine.elements.activity import leave_activation
from cauce.engine.graph import Node
from cauce.engine.run import Run


def occur(run: Run, node: Node, scope: int, payload: dict[str, Any]) -> None:
    """Let an event happen in a scope, without having rested there before."""
    if node.outputs or node.data_outputs:
        key = run.open(node, scope)
        run.set(key, payload)
        run.attempt(leave_activation, key, node)
        return
    run.count()
    if payload:
        run.set_nearest(scope, payload)
    run.emit(e.ElementPassed(node.index, scope))
    run.leave(scope, node.outgoing)
