"""What is kept beside the journal, to be found quickly: it must say what the journal gives."""

from __future__ import annotations

from typing import NamedTuple

from cauce.engine import State
from cauce.runtime.models import Instance, Task


class Wrong(NamedTuple):
    """What is wrong with an entry, or with the instance after its last: a code, and in words."""

    code: str
    reason: str


def wrong_rows(instance: Instance, state: State) -> Wrong | None:
    """Hold an instance's own columns and its open tasks to the state that its journal gives."""
    if instance.status != state.status:
        reason = f"the instance counts as {instance.status}, its journal says otherwise"
        return Wrong("STATUS_WRONG", reason)
    if instance.case.key != state.case_key:
        reason = f"the instance counts to {instance.case.key}, its journal says {state.case_key}"
        return Wrong("CASE_WRONG", reason)
    if instance.wake_at != state.wake_at():
        reason = f"the instance's next timer is due at {instance.wake_at}, its journal says "
        return Wrong("DUE_WRONG", f"{reason}{state.wake_at()}")
    return _wrong_tasks(instance, state)


def _wrong_tasks(instance: Instance, state: State) -> Wrong | None:
    names = ("key", "assignee", "due_at", "waiting_since", "asks", "form")
    shown = Task.objects.filter(instance=instance, closed_at=None).values_list(*names)
    rows = {key: tuple(terms) for key, *terms in shown}
    for key, task in state.tasks.items():
        if key not in rows:
            return Wrong("TASK_WRONG", f"its open task «{task.name}» is not in the list of tasks")
        terms = (task.assignee, task.due_at, task.waiting_since, task.asks, task.form)
        if rows[key] != terms:
            reason = f"its open task «{task.name}» is listed otherwise than its journal says"
            return Wrong("TASK_WRONG", reason)
    if len(rows) > len(state.tasks):
        return Wrong("TASK_WRONG", "a task is listed as open that is not, by its journal")
    return None
