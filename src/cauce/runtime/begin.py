"""Starting an instance inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cauce.engine import commands as c
from cauce.runtime.cases import open_case
from cauce.runtime.deployed import Definition
from cauce.runtime.errors import Refused
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.journal import EMPTY
from cauce.runtime.rows import lock_instance
from cauce.runtime.store import store
from cauce.runtime.uids import new_uid

_INSERT = (
    "INSERT INTO cauce_instance (uid, organisation_id, case_id, definition_id, process, status, "
    "state, version, head, parent_id, call_key, message_key, started_at) "
    "VALUES (?, ?, ?, ?, ?, 'active', ?, 0, ?, ?, ?, ?, ?) RETURNING id"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Started:
    """What began: its public id, and the case that it serves."""

    instance_id: UUID
    case_key: str


def begin(
    *,
    organisation: int,
    definition: Definition,
    start_event: str | None,
    variables: Mapping[str, Any],
    case_key: str | None = None,
    origin: str | None = None,
    parent: tuple[int, int] | None = None,
    message_key: str | None = None,
    actor: str | None = None,
    now: datetime | None = None,
) -> Started:
    """Start an instance of a definition; its values are FEEL's.

    `parent`: the calling instance and the activation of its call activity. Raises Refused where
    it cannot begin there, IntegrityError where an active instance has that message key.
    """
    now = now or utcnow()
    here = store()
    prefix = definition.package.case_prefix if definition.package is not None else None
    case, key = open_case(organisation, case_key, prefix=prefix, origin=origin, now=now)
    uid = new_uid()
    caller, call_key = parent or (None, 0)
    values = (
        here.value(uid), organisation, case, definition.id, definition.graph.id, b"", EMPTY,
        caller, call_key, message_key, here.value(now),
    )  # fmt: skip
    pk = here.rows(_INSERT, values)[0][0]
    row = lock_instance(here, pk)
    assert row is not None
    command = c.StartInstance(
        actor=actor,
        case_key=key,
        start_event=start_event,
        variables=dict(variables),
        caller=parent is not None,
    )
    rejection = execute(here, row, command, now)
    if rejection is not None:
        raise Refused(rejection.code, rejection.message, **rejection.details)
    return Started(instance_id=uid, case_key=key)
