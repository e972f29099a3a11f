"""Record that a document was observed, approved, validated or voided."""

from __future__ import annotations

from cauce.documents import rules
from cauce.documents.rows import lock_document
from cauce.runtime.errors import Refused
from cauce.runtime.execute import utcnow
from cauce.runtime.scope import in_organisation
from cauce.runtime.store import store
from cauce.runtime.transactions import in_transaction

_CHANGE = (
    "UPDATE cauce_document SET state = ?, changed_at = ? WHERE type = ? AND case_id = "
    "(SELECT id FROM cauce_case WHERE organisation_id = ? AND key = ?) AND state IN ({states})"
)


@in_organisation
@in_transaction
def change_state(*, organisation: int, case_key: str, kind: str, state: str) -> None:
    """Bring the case's document of a type into a state.

    Raises Refused: UNKNOWN_DOCUMENT, DOCUMENT_STATE.
    """
    here, before = store(), rules.before(state)
    sql = _CHANGE.replace("{states}", ", ".join("?" * len(before)))
    change = (sql, (state, here.value(utcnow()), kind, organisation, case_key, *before))
    if here.run([change]) == [1]:
        return
    found = lock_document(here, organisation, case_key, kind)
    if found is None:
        raise Refused(
            "UNKNOWN_DOCUMENT", f"The case {case_key} has no document {kind}: issue it first."
        )
    rules.check(found.name, found.state, state)
    # Somebody has changed it meanwhile to what may become that; now it is locked.
    here.run([change])
