"""Work that is done outside of the process: by a handler inside the step, or as a job after it.

| event | then |
|---|---|
| the type is a handler of our records | it answers at once; its result is taken over |
| the handler fails | incident HANDLER_FAILED; trying again asks anew |
| any other type | a job is created, for whoever works on that type |
| a handler or job raises a BPMN error | error events catch it |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cauce.engine import events as e
from cauce.engine.elements.activity import leave_activation
from cauce.engine.elements.triggers.error import throw_error
from cauce.engine.env import Handler, HandlerCall
from cauce.engine.expressions import failure, value_of, whole
from cauce.engine.graph import Node
from cauce.engine.problems import BpmnError, IncidentError
from cauce.engine.run import Run
from cauce.engine.source import Dynamic, Source
from cauce.feel import normalize


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkSpec:
    """`zeebe:taskDefinition` with its headers."""

    type: Dynamic
    retries: Dynamic
    headers: tuple[tuple[str, str], ...] = ()


def parse_work(source: Source) -> WorkSpec | None:
    """Read the task definition, where there is one."""
    definition = source.extension("taskDefinition")
    if definition is None:
        return None
    name = definition.attribute("type")
    if name is None:
        source.problem("TASK_TYPE_MISSING", "zeebe:taskDefinition needs a type.")
        return None
    retries = definition.attribute("retries") or "3"
    headers = source.extension("taskHeaders")
    pairs = () if headers is None else _headers(headers)
    return WorkSpec(
        type=source.dynamic(name, "type"),
        retries=source.dynamic(retries, "retries"),
        headers=pairs,
    )


def _headers(source: Source) -> tuple[tuple[str, str], ...]:
    return tuple(
        (header.attribute("key") or "", header.attribute("value") or "")
        for header in source.children("header")
    )


def request(run: Run, key: int, node: Node, work: WorkSpec) -> None:
    """Ask for the work of an activation. Raises IncidentError."""
    names = run.names(key)
    name = value_of(run, work.type, names)
    if not isinstance(name, str) or not name:
        raise failure(run, work.type, names, "the type of the work", name)
    handler = run.env.handlers.get(name)
    if handler is None:
        retries = whole(run, work.retries, names, "retries")
        run.emit(e.JobCreated(key, node.index, name, max(retries, 1), dict(work.headers)))
        return
    call = HandlerCall(
        type=name,
        element_id=node.id,
        variables=names.all(),
        headers=dict(work.headers),
        case_key=run.state.case_key,
    )
    _ask(run, key, node, handler, call)


def _ask(run: Run, key: int, node: Node, handler: Handler, call: HandlerCall) -> None:
    try:
        answer = handler(call) or {}
        result: dict[str, Any] = {field: normalize(value) for field, value in answer.items()}
    except BpmnError as error:
        throw_error(run, key, node, error)
        return
    except Exception as error:
        raise IncidentError(
            "HANDLER_FAILED", f"The handler «{call.type}» failed: {error or type(error).__name__}"
        ) from error
    run.emit(e.HandlerAnswered(key, node.index, call.type))
    run.results(key, node, result)
    leave_activation(run, key, node)
