"""A case's document of a type, locked. By hand: completions issue and change documents inside."""

from __future__ import annotations

from typing import NamedTuple

from cauce.runtime.store import Store

_FIND = (
    "SELECT i.id, i.name, i.state FROM cauce_document i JOIN cauce_case c ON c.id = i.case_id "
    "WHERE c.organisation_id = ? AND c.key = ? AND i.type = ?"
)


class DocumentRow(NamedTuple):
    """A document's row."""

    id: int
    name: str
    state: str


def lock_document(store: Store, organisation: int, case_key: str, kind: str) -> DocumentRow | None:
    """Lock the case's document of a type; None where there is none yet."""
    found = store.rows(_FIND + store.for_update, (organisation, case_key, kind))
    return DocumentRow(*found[0]) if found else None
