"""Prepare a document's draft."""

from __future__ import annotations

from cauce.documents import rules
from cauce.documents.rows import DocumentRow, lock_document
from cauce.packages import DocumentType
from cauce.runtime.execute import utcnow
from cauce.runtime.scope import in_organisation
from cauce.runtime.store import store
from cauce.runtime.transactions import in_transaction
from cauce.runtime.uids import new_uid

_MAKE = (
    "INSERT INTO cauce_document (uid, organisation_id, case_id, type, code, name, state, "
    "changed_at) SELECT ?, c.organisation_id, c.id, ?, ?, ?, ?, ? FROM cauce_case c "
    "WHERE c.organisation_id = ? AND c.key = ? ON CONFLICT (case_id, type) DO NOTHING"
)


@in_organisation
@in_transaction
def draft(*, organisation: int, case_key: str, kind: DocumentType) -> DocumentRow:
    """Give the case's document of a type, locked, made as a draft where it is new.

    Raises LookupError where there is no such case: a bug.
    """
    here = store()
    found = lock_document(here, organisation, case_key, kind.key)
    if found is None:
        values = (
            here.value(new_uid()), kind.key, kind.code, kind.name.es, rules.DRAFT,
            here.value(utcnow()), organisation, case_key,
        )  # fmt: skip
        here.run([(_MAKE, values)])
        found = lock_document(here, organisation, case_key, kind.key)
    if found is None:
        raise LookupError(f"there is no case {case_key}")
    return found
