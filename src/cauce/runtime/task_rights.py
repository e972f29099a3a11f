"""Who may act on a task, and what who comes too late is told."""

from __future__ import annotations

import json
from datetime import datetime

from cauce.runtime.deployed import deployed
from cauce.runtime.errors import Refused
from cauce.runtime.models import RoleSet, Task
from cauce.runtime.rows import Row, TaskRow
from cauce.runtime.unsettled import keeper


def check_open(task: TaskRow, now: datetime) -> None:
    """Hold a task to be open. Raises Refused: TASK_ALREADY_COMPLETED or TASK_WITHDRAWN."""
    if task.closed_at is None:
        return
    closed_at = Task.objects.values_list("closed_at", flat=True).get(pk=task.id) or now
    ago = _ago(now, closed_at)
    if task.completed:
        who = task.closed_by or "The system"
        raise Refused(
            "TASK_ALREADY_COMPLETED", f"{who} completed this task {ago}.", by=task.closed_by
        )
    raise Refused("TASK_WITHDRAWN", f"This task was withdrawn {ago}: the case went another way.")


def check_member(row: Row, login: str | None) -> None:
    """Hold somebody to work in the organisation; None is nobody, or the system.

    Raises Refused: NOT_ALLOWED.
    """
    if login is not None and not deployed(row.organisation, row.epoch).rights.is_member(login):
        raise Refused("NOT_ALLOWED", f"{login} does not work in this organisation.")


def check_rights(row: Row, task: TaskRow, by: str | None, now: datetime) -> None:
    """Hold an actor to the task's assignee, persons and roles; None is the system.

    Raises Refused: NOT_ALLOWED.
    """
    if by is None:
        return
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
    users = json.loads(task.users) if task.users else []
    roles = roles_of(task.role_set)
    if (not roles and not users) or by in users or rights.roles(by, now) & roles:
        return
    raise Refused(
        "NOT_ALLOWED",
        f"«{task.name}» is for {', '.join(sorted(roles) or users)}; {by} holds no such role.",
    )


_roles: dict[int, frozenset[str]] = {}


def roles_of(role_set: int) -> frozenset[str]:
    """Give the roles of a set; a set never changes."""
    found = _roles.get(role_set) or keeper(_roles).get(role_set)
    if found is None:
        text = RoleSet.objects.values_list("roles", flat=True).get(pk=role_set)
        found = keeper(_roles)[role_set] = frozenset(json.loads(text))
    return found


def forget() -> None:
    """Drop what is kept (a test's database has gone, say)."""
    _roles.clear()


def _ago(now: datetime, then: datetime) -> str:
    seconds = max(0, int((now - then).total_seconds()))
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        count = seconds // size
        if count:
            return f"{count} {name}{'s' if count > 1 else ''} ago"
    return "just now"
