"""Error: interrupts outwards until an event catches its code (BPMN 2.0.2, 10.5.6, 13.5.3).

| event | then |
|---|---|
| it is thrown | the innermost event sub-process or boundary event that catches it takes over |
| nothing catches it | the instance fails; a calling activity gets the error |

A catch without a code catches every error, after those that name it.
"""

from __future__ import annotations

from cauce.engine import events as e
from cauce.engine.elements.triggers.base import Act, Position, Trigger
from cauce.engine.elements.triggers.catching import find_catcher
from cauce.engine.expressions import payload
from cauce.engine.graph import Node
from cauce.engine.problems import BpmnError
from cauce.engine.run import Run
from cauce.engine.source import Source
from cauce.engine.state import ROOT_KEY
from cauce.feel import normalize


def parse(event: Source, definition: Source, position: Position) -> str:
    """Read the error's code; an empty text catches all."""
    error = definition.reference("errorRef")
    code = (error.attribute("errorCode") if error is not None else None) or ""
    if position == "end" and not code:
        event.problem(
            "ERROR_CODE_MISSING",
            "An error end event needs errorRef to a bpmn:error with an errorCode.",
        )
    return code


def throw(run: Run, seen_from: int, node: Node) -> Act:
    """Throw the event's error out of its scope."""
    variables = payload(run, seen_from, node)

    def out(run: Run, scope: int) -> None:
        throw_error(run, scope, node, BpmnError(node.spec.definition, node.name, variables))

    return out


def throw_error(run: Run, key: int, node: Node, error: BpmnError) -> None:
    """Let an error come out of the activation `key`; uncaught it ends the instance as failed."""
    variables = {name: normalize(value) for name, value in error.variables.items()}
    run.emit(e.ErrorThrown(node.index, error.code, error.message))
    found = find_catcher(run, key, "error", error.code)
    if found is not None:
        owner, catcher = found
        catcher.element.fire(run, owner, catcher, variables)
        return
    run.terminate_inside(ROOT_KEY)
    run.emit(e.InstanceFailed(error.code, error.message, variables))


ERROR = Trigger(
    kind="error",
    positions=frozenset({"event_start", "boundary", "end"}),
    parse=parse,
    throw=throw,
)
