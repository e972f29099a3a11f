"""The process itself: activation 1 of its instance (BPMN 2.0.2, 13.2).

| event | then |
|---|---|
| the instance starts | the scope begins |
| no token is left | the instance completes |
"""

from __future__ import annotations

from cauce.engine import events as e
from cauce.engine.elements.containers.scope import begin_scope
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run


def enter(_run: Run, node: Node, _scope: int, _flow: int) -> None:
    """Never: the process begins by command."""
    raise AssertionError(f"a token arrived at process {node.id}")


def activate(run: Run, key: int, node: Node) -> None:
    """Begin."""
    begin_scope(run, key, node, node.starts)


def complete(run: Run, _key: int, _node: Node) -> None:
    """End: no token is left."""
    run.emit(e.InstanceCompleted())


ELEMENT = Element(kind="process", enter=enter, activate=activate, complete=complete, is_scope=True)
