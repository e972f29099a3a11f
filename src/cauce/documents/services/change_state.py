"""Record that a document was observed, approved, validated or voided."""

from __future__ import annotations

from django.db import transaction

from cauce.documents import rules
from cauce.documents.models import Document
from cauce.runtime.errors import Refused
from cauce.runtime.execute import utcnow


@transaction.atomic
def change_state(*, organisation: int, case_key: str, kind: str, state: str) -> None:
    """Bring the case's document of a type into a state.

    Raises Refused: UNKNOWN_DOCUMENT, DOCUMENT_STATE.
    """
    found = (
        Document.objects.select_for_update()
        .filter(organisation=organisation, case__key=case_key, type=kind)
        .first()
    )
    if found is None:
        raise Refused(
            "UNKNOWN_DOCUMENT", f"The case {case_key} has no document {kind}: issue it first."
        )
    rules.check(found.name, found.state, state)
    found.state, found.changed_at = state, utcnow()
    found.save(update_fields=["state", "changed_at"])
