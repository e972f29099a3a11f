"""Issue a version of a document."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from cauce.documents import rules
from cauce.documents.rendering import EMPTY, render
from cauce.documents.services.draft import draft
from cauce.packages import DocumentType
from cauce.runtime.execute import utcnow
from cauce.runtime.scope import in_organisation
from cauce.runtime.store import store
from cauce.runtime.transactions import in_transaction

_LAST = (
    "SELECT coalesce(max(number), 0), (SELECT name FROM cauce_organisation WHERE id = ?) "
    "FROM cauce_document_version WHERE document_id = ?"
)
_ADD = (
    "INSERT INTO cauce_document_version (organisation_id, document_id, number, reference, "
    "content, digest, issued_by, issued_at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ISSUED = "UPDATE cauce_document SET state = ?, changed_at = ? WHERE id = ?"


class Issued(NamedTuple):
    """The version that was issued."""

    number: int
    reference: str


@in_organisation
@in_transaction
def issue(
    *,
    organisation: int,
    case_key: str,
    kind: DocumentType,
    template: str | None,
    values: Mapping[str, Any],
    author: str | None,
    note: str = "",
) -> Issued:
    """Issue the next version, filled from the template. Raises Refused: DOCUMENT_STATE."""
    here, now = store(), utcnow()
    document = draft(organisation=organisation, case_key=case_key, kind=kind)
    rules.check(document.name, document.state, rules.ISSUED)
    last, house = here.rows(_LAST, (organisation, document.id))[0]
    number = last + 1
    reference = f"{case_key}/{kind.key}-v{number}"
    known = {
        "nombre": document.name,
        "empresa_nombre": house,
        "caso": case_key,
        "referencia": reference,
        "version": number,
        "fecha_emision": now.date(),
    }
    content = render(template or EMPTY, {**values, **known})
    digest, at = sha256(content.encode()).hexdigest(), here.value(now)
    version = (document.id, number, reference, content, digest, author, at, note)
    here.write(
        [
            (_ADD, (organisation, *version)),
            (_ISSUED, (rules.ISSUED, at, document.id)),
        ]
    )
    return Issued(number, reference)
