"""Who may act on a task, and what who comes too late is told."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from cauce.engine.state import Task
from cauce.runtime.deployed import deployed
from cauce.runtime.errors import Refused
from cauce.runtime.models import Task as TaskRow
from cauce.runtime.rows import Row, lock_task
from cauce.runtime.store import Store


class LockedTask(NamedTuple):
    """An open task: its instance, locked, its key there, and what the state says of it."""

    row: Row
    key: int
    task: Task


def lock_open_task(store: Store, uid: UUID, by: str | None, now: datetime) -> LockedTask:
    """Lock the instance of an open task.

    Raises Refused: UNKNOWN_TASK, TASK_ALREADY_COMPLETED or TASK_WITHDRAWN; NOT_ALLOWED where `by`
    does not work there, and so may not know who was quicker.
    """
    row, key = lock_task(store, uid)
    task = row.seen_state().tasks.get(key)
    if task is None:
        check_member(row, by)
        raise _too_late(uid, now)
    return LockedTask(row, key, task)


def _too_late(uid: UUID, now: datetime) -> Refused:
    how = ("closed_at", "closed_by", "completed")
    at, by, completed = TaskRow.objects.values_list(*how).get(uid=uid)
    ago = _ago(now, at or now)
    if completed:
        who = by or "The system"
        return Refused("TASK_ALREADY_COMPLETED", f"{who} completed this task {ago}.", by=by)
    return Refused("TASK_WITHDRAWN", f"This task was withdrawn {ago}: the case went another way.")


def check_member(row: Row, login: str | None) -> None:
    """Hold somebody to work in the organisation; None is nobody, or the system.

    Raises Refused: NOT_ALLOWED.
    """
    if login is not None and not deployed(row.organisation, row.epoch).rights.is_member(login):
        raise Refused("NOT_ALLOWED", f"{login} does not work in this organisation.")


def check_rights(found: LockedTask, by: str | None, now: datetime) -> None:
    """Hold an actor to the task's assignee, persons and roles; None is the system.

    Raises Refused: NOT_ALLOWED.
    """
    if by is None:
        return
    row, _key, task = found
    check_member(row, by)
    rights = deployed(row.organisation, row.epoch).rights
    if task.assignee is not None:
        if task.assignee != by:
            raise Refused(
                "NOT_ALLOWED",
                f"{task.assignee} has taken «{task.name}». Ask them to give it back.",
                assignee=task.assignee,
            )
        return
    if not (task.roles or task.users) or by in task.users:
        return
    if rights.roles(by, now) & set(task.roles):
        return
    raise Refused(
        "NOT_ALLOWED",
        f"«{task.name}» is for {', '.join(sorted(task.roles) or task.users)}; {by} holds no such "
        "role.",
    )


def _ago(now: datetime, then: datetime) -> str:
    seconds = max(0, int((now - then).total_seconds()))
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        count = seconds // size
        if count:
            return f"{count} {name}{'s' if count > 1 else ''} ago"
    return "just now"
