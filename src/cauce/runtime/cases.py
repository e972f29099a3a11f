"""Opening a case, or finding the one that an instance joins."""

from __future__ import annotations

from datetime import datetime

from cauce.runtime.store import store

DEFAULT_PREFIX = "CASE"

_FIND = "SELECT id FROM cauce_case WHERE organisation_id = ? AND key = ?"
_OPEN = (
    "INSERT INTO cauce_case (organisation_id, key, origin, opened_at) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (organisation_id, key) DO NOTHING"
)
_NEXT = (
    "INSERT INTO cauce_case_series (organisation_id, name, last) VALUES (?, ?, 1) "
    "ON CONFLICT (organisation_id, name) DO UPDATE SET last = cauce_case_series.last + 1 "
    "RETURNING last"
)


def open_case(
    organisation: int,
    key: str | None,
    *,
    prefix: str | None,
    origin: str | None,
    now: datetime,
) -> tuple[int, str]:
    """Give the id and key of a case; without a key one is made, such as `SRV-2026-000123`."""
    here = store()
    if key is not None:
        found = here.rows(_FIND, (organisation, key))
        if found:
            return found[0][0], key
        _insert(organisation, key, origin, now)
        return here.rows(_FIND, (organisation, key))[0][0], key
    series = f"{prefix or DEFAULT_PREFIX}-{now.year}"
    while True:
        number = here.rows(_NEXT, (organisation, series))[0][0]
        key = f"{series}-{number:06d}"
        if _insert(organisation, key, origin, now):
            return here.rows(_FIND, (organisation, key))[0][0], key


def _insert(organisation: int, key: str, origin: str | None, now: datetime) -> bool:
    here = store()
    return bool(here.run([(_OPEN, (organisation, key, origin, here.value(now)))])[0])
