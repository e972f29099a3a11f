"""Doing the steps of a scenario: one small function per kind, in one literal table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cauce.engine.problems import Refused
from cauce.testing.instance import Instance
from cauce.testing.sandbox import Sandbox
from cauce.testing.scenarios import model
from cauce.testing.scenarios.checks import differences
from cauce.testing.scenarios.failure import StepFailed, Unexpected
from cauce.testing.scenarios.finding import is_named, matching, open_text, stopped
from cauce.testing.views import Task

MAX_TASKS = 1_000
"""Tasks that one `rest` step completes before it counts as running in a circle."""

OWN_CASE = "=case_key"


def do(
    sandbox: Sandbox, step: model.Step, given: Instance | None, *, check_forms: bool = False
) -> None:
    """Do a step; `given` is the instance that the scenario started.

    With `check_forms` each task's data is what somebody filled into its form. Raises StepFailed,
    and Refused where the sandbox refuses.
    """
    _DOERS[type(step)](_Ground(sandbox, given, check_forms), step)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What steps are done in."""

    sandbox: Sandbox
    given: Instance | None
    check_forms: bool

    def complete(self, task: Task, data: model.Data, by: str | None) -> None:
        task.instance.complete(task, data, by=by, check_form=self.check_forms)


def _task(ground: _Ground, step: model.DoTask) -> None:
    task = matching(ground.sandbox, step.task, step.process, step.where)[0]
    ground.complete(task, step.data, step.by)


def _each(ground: _Ground, step: model.DoEach) -> None:
    for task in matching(ground.sandbox, step.task, step.process, step.where):
        # Completing one may have withdrawn another.
        if task.key in task.instance.state.tasks:
            ground.complete(task, step.data, step.by)


def _rest(ground: _Ground, step: model.DoRest) -> None:
    for _ in range(MAX_TASKS):
        opened = [
            task
            for task in ground.sandbox.tasks()
            if step.process in {None, task.instance.process_id}
            and not any(is_named(task, name) for name in step.excluded)
        ]
        if step.until is not None and any(is_named(task, step.until) for task in opened):
            return
        if not opened:
            if step.until is not None:
                raise StepFailed(f"«{step.until}» to open", open_text(ground.sandbox))
            return
        task = opened[0]
        data = step.data.get(task.element_id, step.data.get(task.name, {}))
        ground.complete(task, data, step.by)
    raise StepFailed(f"rest within {MAX_TASKS} tasks", f"ever more: {open_text(ground.sandbox)}")


def _publish(ground: _Ground, step: model.Publish) -> None:
    ground.sandbox.publish(
        step.message,
        key=_own_case(step.key, ground.given),
        variables=step.variables,
        case_key=_own_case(step.case_key, ground.given),
        ttl=step.ttl,
    )


def _own_case(key: Any, given: Instance | None) -> Any:
    if key != OWN_CASE:
        return key
    if given is None:
        raise StepFailed("a given process, whose case =case_key is", "none")
    return given.case_key


def _signal(ground: _Ground, step: model.Broadcast) -> None:
    ground.sandbox.signal(step.signal, step.variables, key=_own_case(step.key, ground.given))


def _advance(ground: _Ground, step: model.Advance) -> None:
    ground.sandbox.advance(step.duration)


def _wait(ground: _Ground, step: model.Wait) -> None:
    task = matching(ground.sandbox, step.task, step.process, step.where)[0]
    task.instance.wait(task, asks=step.asks)


def _resume(ground: _Ground, step: model.Resume) -> None:
    task = matching(ground.sandbox, step.task, step.process, step.where)[0]
    task.instance.resume(task)


def _resolve(ground: _Ground, step: model.Resolve) -> None:
    instance, incident = stopped(ground.sandbox, step.element, step.process)
    if step.variables:
        instance.set_variables(step.variables)
    instance.resolve(incident)


def _refused(ground: _Ground, step: model.Refused) -> None:
    wanted = f"to be refused{f' with {step.code}' if step.code else ''}"
    try:
        _task(ground, step.attempt)
    except Refused as refused:
        if step.code in {None, refused.code}:
            return
        raise StepFailed(wanted, f"{refused.code}: {refused}") from refused
    raise StepFailed(wanted, "that it was taken")


def _expect(ground: _Ground, step: model.Expect) -> None:
    found = differences(step.outcome, ground.sandbox, ground.given)
    if found:
        raise Unexpected(found, step.outcome, step.line)


_DOERS: dict[type[model.Step], Callable[[_Ground, Any], None]] = {
    model.DoTask: _task,
    model.DoEach: _each,
    model.DoRest: _rest,
    model.Publish: _publish,
    model.Broadcast: _signal,
    model.Advance: _advance,
    model.Wait: _wait,
    model.Resume: _resume,
    model.Resolve: _resolve,
    model.Refused: _refused,
    model.Expect: _expect,
}
