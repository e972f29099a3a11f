"""Conditional: happens when its condition becomes true (BPMN 2.0.2, 10.5.5 and 13.5.1).

| event | then |
|---|---|
| it begins to listen and the condition is true | it fires at once |
| a change of variables makes the condition true | it fires |
| the condition becomes false again | one that keeps listening may fire anew |
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from cauce.engine import events as e
from cauce.engine.elements.triggers.base import Plan, Position, Trigger
from cauce.engine.expressions import holds
from cauce.engine.graph import Node
from cauce.engine.run import Run
from cauce.engine.source import Source
from cauce.feel import Expression


def parse(event: Source, definition: Source, _position: Position) -> Expression | None:
    """Read the condition."""
    condition = definition.child("condition")
    if condition is None or not condition.text:
        event.problem(
            "CONDITION_MISSING", "A conditional event needs a bpmn:condition with a FEEL text."
        )
        return None
    return condition.expression(condition.text, "condition")


def plan(run: Run, owner: int, node: Node) -> Plan:
    """Begin to listen; the condition is looked at when the instance has come to rest."""
    run.touched = True

    def listen(key: int) -> e.Event:
        return e.ConditionOpened(key, owner, node.index)

    return listen


def fire_next(run: Run) -> bool:
    """Let the oldest condition that has become true fire; tell whether there was one."""
    if run.touched:
        run.turned = deque(_turned(run))
        run.touched = False
    while run.turned:
        key = run.turned.popleft()
        condition = run.state.conditions.get(key)
        if condition is not None:
            node = run.graph.nodes[condition.node]
            run.emit(e.ConditionChanged(key, node.index, True))
            node.element.fire(run, condition.owner, node, {})
            return True
    return False


def _turned(run: Run) -> Iterator[int]:
    """Give the conditions that have become true, oldest first; note those that no longer are.

    All are looked at in the same state: what the first one causes comes after.
    """
    for key, condition in run.state.conditions.items():
        node = run.graph.nodes[condition.node]
        true = holds(run, node.spec.definition, run.names(condition.owner))
        if true and not condition.holds:
            yield key
        elif condition.holds and not true:
            run.emit(e.ConditionChanged(key, node.index, False))


CONDITIONAL = Trigger(
    kind="conditional",
    positions=frozenset({"start", "event_start", "catch", "boundary"}),
    parse=parse,
    plan=plan,
)
