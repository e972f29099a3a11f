"""Complete a task."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from cauce.engine import commands as c
from cauce.engine.starts import SETTINGS
from cauce.engine.variables import Names
from cauce.forms.messages import message
from cauce.runtime.deployed import definition, deployed
from cauce.runtime.errors import Refused
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.scope import of_task
from cauce.runtime.store import store
from cauce.runtime.task_rights import LockedTask, check_rights, lock_open_task
from cauce.runtime.texts import unwritable
from cauce.runtime.transactions import one_transaction
from cauce.runtime.uids import read_uid
from cauce.runtime.values import as_feel, normalized

_DATA = "the form's data"


@of_task
@one_transaction
def complete(
    *,
    task: str | UUID,
    data: Mapping[str, object] | None = None,
    by: str | None = None,
    language: str = "es",
) -> None:
    """Complete an open task with its form's data; a free task is taken by completing it.

    Raises Refused: UNKNOWN_TASK, TASK_ALREADY_COMPLETED, TASK_WITHDRAWN, NOT_ALLOWED,
    FORM_INVALID with `.fields`, DATA_INVALID, VARIABLES_TOO_LARGE.
    """
    here, now = store(), utcnow()
    found = lock_open_task(here, as_uid(task), by, now)
    check_rights(found, by, now)
    values = _checked(found, data, language, now)
    command = c.CompleteTask(actor=by, key=found.key, data=values)
    rejection = execute(here, found.row, command, now)
    if rejection is not None:
        raise Refused(rejection.code, rejection.message, **rejection.details)


def as_uid(task: str | UUID) -> UUID:
    """Read a task's id. Raises Refused: UNKNOWN_TASK."""
    return read_uid(task, "a task", "UNKNOWN_TASK")


def _checked(
    found: LockedTask, data: Mapping[str, object] | None, language: str, now: datetime
) -> dict[str, Any]:
    row, key, task = found
    process = definition(row.definition)
    form = None
    if task.form is not None:
        form = deployed(row.organisation, row.epoch).form(task.form, process)
    if form is None:
        return normalized(data, _DATA)
    values = as_feel(data, _DATA)
    seen = {SETTINGS: process.settings, **Names(row.seen_state(), key).all()}
    result = form.validate(values, seen, language=language, now=now)
    spoilt = {place: message("unwritable", language, {}) for place in unwritable(values)}
    errors = {**result.errors, **spoilt}
    if errors:
        wrong = "; ".join(f"{name}: {text}" for name, text in errors.items())
        raise Refused("FORM_INVALID", f"«{task.name}»: {wrong}", fields=errors)
    return dict(result.values)
