"""Take a task, give it back, give it to somebody, wait for the client and go on."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from cauce.engine import commands as c
from cauce.runtime.deployed import deployed
from cauce.runtime.errors import Refused
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.rows import lock_task
from cauce.runtime.services.complete import as_uid
from cauce.runtime.store import store
from cauce.runtime.task_rights import check_open, check_rights


@transaction.atomic
def _handle(
    task: str | UUID, by: str | None, command: Callable[[int], c.Command], *, owned: bool
) -> None:
    here, now = store(), utcnow()
    row, found = lock_task(here, as_uid(task))
    check_open(found, now)
    if owned:
        check_rights(row, found, by, now)
    rejection = execute(here, row, command(found.key), now)
    if rejection is not None:
        raise Refused(rejection.code, rejection.message, **rejection.details)


@transaction.atomic
def claim(*, task: str | UUID, by: str) -> None:
    """Take a free task. Raises Refused: TASK_ALREADY_CLAIMED, NOT_ALLOWED."""
    here, now = store(), utcnow()
    row, found = lock_task(here, as_uid(task))
    check_open(found, now)
    if found.assignee is None:
        check_rights(row, found, by, now)
    elif not deployed(row.organisation, row.epoch).rights.is_member(by):
        raise Refused("NOT_ALLOWED", f"{by} does not work in this organisation.")
    rejection = execute(here, row, c.ClaimTask(key=found.key, actor=by), now)
    if rejection is not None:
        raise Refused(rejection.code, rejection.message, **rejection.details)


def release(*, task: str | UUID, by: str | None) -> None:
    """Give a taken task back to its roles. Raises Refused: NOT_ALLOWED."""
    _handle(task, by, lambda key: c.ReleaseTask(key=key, actor=by), owned=True)


def assign(*, task: str | UUID, to: str | None, by: str | None, reason: str | None = None) -> None:
    """Give a task to somebody of the organisation, or to nobody.

    Who may reassign others' tasks is the door's question; the journal says who did. Raises
    Refused: NOT_ALLOWED where four eyes keep the person from it.
    """

    def command(key: int) -> c.Command:
        return c.AssignTask(key=key, assignee=to, actor=by, reason=reason)

    _handle(task, by, command, owned=False)


def wait(*, task: str | UUID, by: str | None, asks: str | None = None) -> None:
    """Let a task wait for the client: its clock stops. Raises Refused: TASK_ALREADY_WAITING."""
    _handle(task, by, lambda key: c.WaitForClient(key=key, actor=by, asks=asks), owned=True)


def resume(*, task: str | UUID, by: str | None) -> None:
    """Let a task's clock run again. Raises Refused: TASK_NOT_WAITING."""
    _handle(task, by, lambda key: c.ResumeTask(key=key, actor=by), owned=True)
