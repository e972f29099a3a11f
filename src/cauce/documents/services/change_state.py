"""Record that a document was observed, approved, validated or voided."""

from __future__ import annotations

from django.db import transaction

from cauce.documents import rules
from cauce.runtime.errors import Refused
from cauce.runtime.execute import utcnow
from cauce.runtime.store import store

# By hand: every answer to a review comes through here, inside its completion.
_FIND = (
    "SELECT i.id, i.name, i.state FROM cauce_document i JOIN cauce_case c ON c.id = i.case_id "
    "WHERE c.organisation_id = ? AND c.key = ? AND i.type = ?"
)
_CHANGE = "UPDATE cauce_document SET state = ?, changed_at = ? WHERE id = ?"


@transaction.atomic(savepoint=False)
def change_state(*, organisation: int, case_key: str, kind: str, state: str) -> None:
    """Bring the case's document of a type into a state.

    Raises Refused: UNKNOWN_DOCUMENT, DOCUMENT_STATE.
    """
    here = store()
    found = here.rows(_FIND + here.for_update, (organisation, case_key, kind))
    if not found:
        raise Refused(
            "UNKNOWN_DOCUMENT", f"The case {case_key} has no document {kind}: issue it first."
        )
    pk, name, before = found[0]
    rules.check(name, before, state)
    here.write([(_CHANGE, (state, here.value(utcnow()), pk))])
