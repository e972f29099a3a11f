"""Take a task, give it back, give it to somebody, wait for the client and go on."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from cauce.engine import commands as c
from cauce.runtime.errors import Refused
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.scope import of_task
from cauce.runtime.services.complete import as_uid
from cauce.runtime.store import store
from cauce.runtime.task_rights import check_member, check_rights, lock_open_task
from cauce.runtime.texts import check_texts
from cauce.runtime.transactions import one_transaction


@one_transaction
def _handle(task: str | UUID, by: str | None, command: Callable[[int], c.Command]) -> None:
    here, now = store(), utcnow()
    found = lock_open_task(here, as_uid(task), by, now)
    check_rights(found, by, now)
    rejection = execute(here, found.row, command(found.key), now)
    if rejection is not None:
        raise Refused(rejection.code, rejection.message, **rejection.details)


@of_task
@one_transaction
def claim(*, task: str | UUID, by: str) -> None:
    """Take a free task. Raises Refused: TASK_ALREADY_CLAIMED, NOT_ALLOWED."""
    here, now = store(), utcnow()
    found = lock_open_task(here, as_uid(task), by, now)
    if found.task.assignee is None:
        check_rights(found, by, now)
    else:
        check_member(found.row, by)
    rejection = execute(here, found.row, c.ClaimTask(key=found.key, actor=by), now)
    if rejection is not None:
        raise Refused(rejection.code, rejection.message, **rejection.details)


@of_task
def release(*, task: str | UUID, by: str | None) -> None:
    """Give a taken task back to its roles. Raises Refused: NOT_ALLOWED."""
    _handle(task, by, lambda key: c.ReleaseTask(key=key, actor=by))


@of_task
@one_transaction
def assign(*, task: str | UUID, to: str | None, by: str | None, reason: str | None = None) -> None:
    """Give a task to somebody of the organisation, or to nobody.

    Who may reassign others' tasks is the door's question; the journal says who did. Raises
    Refused: NOT_ALLOWED where either does not work there, or four eyes keep the person from it;
    DATA_INVALID.
    """
    check_texts(reason=reason)
    here, now = store(), utcnow()
    found = lock_open_task(here, as_uid(task), by, now)
    check_member(found.row, by)
    check_member(found.row, to)
    given = c.AssignTask(key=found.key, assignee=to, actor=by, reason=reason)
    rejection = execute(here, found.row, given, now)
    if rejection is not None:
        raise Refused(rejection.code, rejection.message, **rejection.details)


@of_task
def wait(*, task: str | UUID, by: str | None, asks: str | None = None) -> None:
    """Let a task wait for the client: its clock stops; `asks` says for what.

    Raises Refused: TASK_ALREADY_WAITING, DATA_INVALID.
    """
    check_texts(asks=asks)
    _handle(task, by, lambda key: c.WaitForClient(key=key, actor=by, asks=asks))


@of_task
def resume(*, task: str | UUID, by: str | None) -> None:
    """Let a task's clock run again. Raises Refused: TASK_NOT_WAITING."""
    _handle(task, by, lambda key: c.ResumeTask(key=key, actor=by))
