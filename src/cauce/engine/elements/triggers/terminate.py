"""Terminate: ends its scope at once, with everything at work in it (BPMN 2.0.2, 10.5.3, 13.5.6).

| event | then |
|---|---|
| the end event is reached | all else in its scope is withdrawn; the scope completes normally |
"""

from __future__ import annotations

from cauce.engine.elements.triggers.base import Act, Trigger, parse_nothing
from cauce.engine.graph import Node
from cauce.engine.run import Run


def throw(_run: Run, _scope: int, _node: Node) -> Act:
    """Withdraw everything in the scope."""
    return Run.terminate_inside


TERMINATE = Trigger(
    kind="terminate", positions=frozenset({"end"}), parse=parse_nothing, throw=throw
)
