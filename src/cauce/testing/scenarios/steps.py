"""Doing the steps of a scenario: one small function per kind, in one literal table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cauce.engine.problems import Refused
from cauce.testing.instance import Instance
from cauce.testing.sandbox import Sandbox
from cauce.testing.scenarios import model
from cauce.testing.scenarios.failure import StepFailed
from cauce.testing.scenarios.finding import is_named, matching, open_text

MAX_TASKS = 1_000
"""Tasks that one `rest` step completes before it counts as running in a circle."""

OWN_CASE = "=case_key"


def do(sandbox: Sandbox, step: model.Step, given: Instance | None) -> None:
    """Do a step; `given` is the instance that the scenario started.

    Raises StepFailed, and Refused where the sandbox refuses.
    """
    _DOERS[type(step)](sandbox, step, given)


def _task(sandbox: Sandbox, step: model.DoTask, _given: Instance | None) -> None:
    task = matching(sandbox, step.task, step.process, step.where)[0]
    task.instance.complete(task, step.data, by=step.by)


def _each(sandbox: Sandbox, step: model.DoEach, _given: Instance | None) -> None:
    for task in matching(sandbox, step.task, step.process, step.where):
        # Completing one may have withdrawn another.
        if task.key in task.instance.state.tasks:
            task.instance.complete(task, step.data, by=step.by)


def _rest(sandbox: Sandbox, step: model.DoRest, _given: Instance | None) -> None:
    for _ in range(MAX_TASKS):
        opened = [
            task
            for task in sandbox.tasks()
            if step.process in {None, task.instance.process_id}
            and not any(is_named(task, name) for name in step.excluded)
        ]
        if step.until is not None and any(is_named(task, step.until) for task in opened):
            return
        if not opened:
            if step.until is not None:
                raise StepFailed(f"«{step.until}» to open", open_text(sandbox))
            return
        task = opened[0]
        data = step.data.get(task.element_id, step.data.get(task.name, {}))
        task.instance.complete(task, data, by=step.by)
    raise StepFailed(f"rest within {MAX_TASKS} tasks", f"ever more: {open_text(sandbox)}")


def _publish(sandbox: Sandbox, step: model.Publish, given: Instance | None) -> None:
    sandbox.publish(
        step.message,
        key=_own_case(step.key, given),
        variables=step.variables,
        case_key=_own_case(step.case_key, given),
        ttl=step.ttl,
    )


def _own_case(key: Any, given: Instance | None) -> Any:
    if key != OWN_CASE:
        return key
    if given is None:
        raise StepFailed("a given process, whose case =case_key is", "none")
    return given.case_key


def _signal(sandbox: Sandbox, step: model.Broadcast, given: Instance | None) -> None:
    sandbox.signal(step.signal, step.variables, key=_own_case(step.key, given))


def _advance(sandbox: Sandbox, step: model.Advance, _given: Instance | None) -> None:
    sandbox.advance(step.duration)


def _wait(sandbox: Sandbox, step: model.Wait, _given: Instance | None) -> None:
    task = matching(sandbox, step.task, step.process, step.where)[0]
    task.instance.wait(task, asks=step.asks)


def _resume(sandbox: Sandbox, step: model.Resume, _given: Instance | None) -> None:
    task = matching(sandbox, step.task, step.process, step.where)[0]
    task.instance.resume(task)


def _refused(sandbox: Sandbox, step: model.Refused, given: Instance | None) -> None:
    wanted = f"to be refused{f' with {step.code}' if step.code else ''}"
    try:
        _task(sandbox, step.attempt, given)
    except Refused as refused:
        if step.code in {None, refused.code}:
            return
        raise StepFailed(wanted, f"{refused.code}: {refused}") from refused
    raise StepFailed(wanted, "that it was taken")


_DOERS: dict[type[model.Step], Callable[[Sandbox, Any, Instance | None], None]] = {
    model.DoTask: _task,
    model.DoEach: _each,
    model.DoRest: _rest,
    model.Publish: _publish,
    model.Broadcast: _signal,
    model.Advance: _advance,
    model.Wait: _wait,
    model.Resume: _resume,
    model.Refused: _refused,
}
