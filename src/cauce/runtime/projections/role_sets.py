"""Sets of roles, each one row: a task names its roles by one number."""

from __future__ import annotations

import json

from cauce.runtime.store import Store
from cauce.runtime.unsettled import keeper, unsettle

_FIND = "SELECT id FROM cauce_role_set WHERE organisation_id = ? AND roles = ?"
_ADD = (
    "INSERT INTO cauce_role_set (organisation_id, roles) VALUES (?, ?) "
    "ON CONFLICT (organisation_id, roles) DO NOTHING"
)

_kept: dict[tuple[int, tuple[str, ...]], int] = {}


def role_set(store: Store, organisation: int, roles: tuple[str, ...]) -> int:
    """Give the number of a set of roles, made where it is new."""
    wanted = (organisation, roles)
    found = _kept.get(wanted)
    if found is not None:
        return found
    found = keeper(_kept).get(wanted)
    if found is not None:
        return found
    text = json.dumps(sorted(set(roles)), ensure_ascii=False)
    rows = store.rows(_FIND, (organisation, text))
    if not rows:
        unsettle()
        store.run([(_ADD, (organisation, text))])
        rows = store.rows(_FIND, (organisation, text))
    keeper(_kept)[wanted] = number = int(rows[0][0])
    return number


def forget() -> None:
    """Drop what is kept (a test's database has gone, say)."""
    _kept.clear()
