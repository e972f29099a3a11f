"""Sets of roles, each one row: a task names its roles by one number."""

from __future__ import annotations

import json

from cauce.runtime.store import Store

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
    text = json.dumps(sorted(set(roles)), ensure_ascii=False)
    rows = store.rows(_FIND, (organisation, text))
    if rows:
        # Only what another transaction has committed may be kept: this one may still be undone.
        _kept[wanted] = rows[0][0]
        return int(rows[0][0])
    store.run([(_ADD, (organisation, text))])
    return int(store.rows(_FIND, (organisation, text))[0][0])


def forget() -> None:
    """Drop what is kept (a test's database has gone, say)."""
    _kept.clear()
