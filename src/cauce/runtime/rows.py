"""An instance as its row has it, locked, with what is needed to step it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cauce.engine import State
from cauce.engine.codec import decode_state
from cauce.runtime.errors import Refused
from cauce.runtime.store import Store

_COLUMNS = (
    "i.id, i.uid, i.organisation_id, i.definition_id, i.process, i.status, "
    "i.state, i.version, i.head, i.parent_id, i.call_key, i.message_key, o.epoch"
)
_TABLES = "cauce_instance i JOIN cauce_organisation o ON o.id = i.organisation_id"
_BY_ID = " ".join(("SELECT", _COLUMNS, "FROM", _TABLES, "WHERE i.id = ?"))
_BY_TASK = " ".join(
    ("SELECT", _COLUMNS, ", t.key FROM", _TABLES,
     "JOIN cauce_task t ON t.instance_id = i.id WHERE t.uid = ?")
)  # fmt: skip


@dataclass(slots=True)
class Row:
    """An instance's row, column by column as it is read."""

    id: int
    stored_uid: UUID | str
    """As the database gives it: few steps tell others of their instance."""
    organisation: int
    definition: int
    process: str
    status: str
    state: bytes
    version: int
    head: bytes
    parent: int | None
    call_key: int
    message_key: str | None
    epoch: int
    _read: State | None = None

    @property
    def uid(self) -> UUID:
        """Give the id by which others know the instance."""
        found = self.stored_uid
        return UUID(hex=found) if isinstance(found, str) else found

    def seen_state(self) -> State:
        """Give the state to look at; it is read once."""
        if self._read is None:
            self._read = decode_state(self.state) if self.version else State()
        return self._read

    def taken_state(self) -> State:
        """Give the state to step, which changes it: what was looked at, if anything was."""
        state, self._read = self.seen_state(), None
        return state


def lock_instance(store: Store, pk: int) -> Row | None:
    """Lock an instance and read it; None where it is gone."""
    found = store.rows(_BY_ID + store.for_update, (pk,))
    return _row(found[0]) if found else None


def lock_task(store: Store, uid: UUID) -> tuple[Row, int]:
    """Lock the instance of a task; give it and the task's key. Raises Refused: UNKNOWN_TASK.

    The task is open where the state has it: what its row says may be as it was before a wait.
    """
    found = store.rows(_BY_TASK + store.for_update, (store.value(uid),))
    if not found and store.follow():
        found = store.rows(_BY_TASK + store.for_update, (store.value(uid),))
    if not found:
        raise Refused("UNKNOWN_TASK", f"Expected the id of a task, came {uid}; look at the list.")
    *values, key = found[0]
    return _row(values), key


def _row(values: Sequence[Any]) -> Row:
    row = Row(*values)
    row.state, row.head = bytes(row.state), bytes(row.head)
    return row
