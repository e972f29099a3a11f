"""Which open task, or which incident, a step means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.testing.instance import Instance
from cauce.testing.sandbox import Sandbox
from cauce.testing.scenarios.failure import StepFailed, shown
from cauce.testing.views import Incident, Task


def is_named(task: Task, name: str) -> bool:
    """Tell whether a task has that element id, or that name."""
    return name in {task.element_id, task.name}


def matching(
    sandbox: Sandbox,
    name: str,
    process: str | None = None,
    where: Mapping[str, Any] | None = None,
) -> list[Task]:
    """Give the open tasks of that name or element id, oldest first; at least one.

    `process`: of that process only; `where`: with these variables. Raises StepFailed.
    """
    opened = sandbox.tasks()
    found = [
        task
        for task in opened
        if is_named(task, name)
        and process in {None, task.instance.process_id}
        and all(task.variables.get(key) == value for key, value in (where or {}).items())
    ]
    if not found:
        filters = [f" of {process}"] if process else []
        filters += [f" with {key} = {shown(value)}" for key, value in (where or {}).items()]
        raise StepFailed(f"an open task «{name}»{''.join(filters)}", open_text(sandbox))
    return found


def open_text(sandbox: Sandbox) -> str:
    """Write what is open, for a failure to show."""
    return ", ".join(f"«{task.name}»" for task in sandbox.tasks()) or "no open task"


def stopped(
    sandbox: Sandbox, element: str, process: str | None = None
) -> tuple[Instance, Incident]:
    """Give the oldest incident of that element id, and its instance. Raises StepFailed."""
    incidents = [
        (instance, incident)
        for instance in sandbox.instances
        for incident in instance.incidents
        if process in {None, instance.process_id}
    ]
    for instance, incident in incidents:
        if incident.element_id == element:
            return instance, incident
    came = ", ".join(f"{i.code} at {i.element_id}" for _, i in incidents) or "no incident"
    raise StepFailed(f"an incident at {element}{f' of {process}' if process else ''}", came)
