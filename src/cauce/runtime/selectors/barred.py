"""Open tasks that nobody may do as things are: they would wait for ever, and nobody would see them.

Either nobody holds a role that a task is for, or everybody who does is kept from it by four eyes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from cauce.runtime.deployed import deployed
from cauce.runtime.execute import utcnow
from cauce.runtime.looking import one_look
from cauce.runtime.models import Task
from cauce.runtime.ports import Rights
from cauce.runtime.scope import in_organisation
from cauce.runtime.services.start import find_organisation
from cauce.runtime.texts import check_names

Reason = Literal["unheld", "four eyes"]


@one_look
@in_organisation
def barred(*, organisation: str, case_key: str) -> dict[str, Reason]:
    """Say why nobody may do a task, by the ids of the tasks of a case of which that is so.

    Two queries. What somebody has taken is theirs. Raises Refused: UNKNOWN_ORGANISATION,
    DATA_INVALID.
    """
    check_names(case_key=case_key)
    where = find_organisation(organisation)
    rights, now = deployed(where.pk, where.epoch).rights, utcnow()
    free = Task.objects.filter(
        organisation=where,
        instance__case__organisation=where,
        instance__case__key=case_key,
        closed_at=None,
        assignee=None,
    )
    found: dict[str, Reason] = {}
    for task in free.select_related("role_set"):
        takers = set(_takers(task, rights, now))
        if not takers:
            found[str(task.uid)] = "unheld"
        elif takers <= set(_logins(task.excluded)):
            found[str(task.uid)] = "four eyes"
    return found


def _takers(task: Task, rights: Rights, now: datetime) -> Iterator[str]:
    """Give whom a free task is for, four eyes aside."""
    roles, users = json.loads(task.role_set.roles), _logins(task.users)
    if not roles and not users:
        yield from rights.everybody()
    for role in roles:
        yield from rights.holders(role, now)
    yield from (login for login in users if rights.is_member(login))


def _logins(text: str) -> list[str]:
    return list(json.loads(text)) if text else []
