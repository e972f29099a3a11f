"""Escalation: goes outwards until an event catches its code; uncaught it does nothing.

| event | then |
|---|---|
| it is thrown | the innermost event sub-process or boundary event that catches it fires |
| nothing catches it | the flow goes on; a calling activity gets the escalation |

BPMN 2.0.2, 10.5.6 and 13.5.4.
"""

from __future__ import annotations

from typing import Any

from cauce.engine import events as e
from cauce.engine.elements.triggers.base import Act, Position, Trigger
from cauce.engine.elements.triggers.catching import find_catcher
from cauce.engine.expressions import payload
from cauce.engine.graph import Node
from cauce.engine.run import Run
from cauce.engine.source import Source


def parse(event: Source, definition: Source, position: Position) -> str:
    """Read the escalation's code; an empty text catches all."""
    escalation = definition.reference("escalationRef")
    code = (escalation.attribute("escalationCode") if escalation is not None else None) or ""
    if position in {"throw", "end"} and not code:
        event.problem(
            "ESCALATION_CODE_MISSING",
            "An escalation event that throws needs escalationRef to a bpmn:escalation with an "
            "escalationCode.",
        )
    return code


def throw(run: Run, seen_from: int, node: Node) -> Act:
    """Throw the event's escalation out of its scope."""
    variables = payload(run, seen_from, node)

    def out(run: Run, scope: int) -> None:
        escalate(run, scope, node, node.spec.definition, variables)

    return out


def escalate(run: Run, key: int, node: Node, code: str, variables: dict[str, Any]) -> None:
    """Let an escalation come out of the activation `key`."""
    found = find_catcher(run, key, "escalation", code)
    run.emit(e.EscalationThrown(node.index, code, variables, found is None))
    if found is not None:
        owner, catcher = found
        catcher.element.fire(run, owner, catcher, variables)


ESCALATION = Trigger(
    kind="escalation",
    positions=frozenset({"event_start", "boundary", "throw", "end"}),
    parse=parse,
    throw=throw,
)
