"""Issue a version of a document."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.db import transaction

from cauce.documents import rules
from cauce.documents.models import Document, DocumentVersion
from cauce.documents.rendering import EMPTY, render
from cauce.documents.services.draft import draft
from cauce.packages import DocumentType
from cauce.runtime.execute import utcnow


@transaction.atomic(savepoint=False)
def issue(
    *,
    organisation: int,
    case_key: str,
    kind: DocumentType,
    template: str | None,
    values: Mapping[str, Any],
    author: str | None,
    note: str = "",
) -> DocumentVersion:
    """Issue the next version, filled from the template. Raises Refused: DOCUMENT_STATE."""
    document = draft(organisation=organisation, case_key=case_key, kind=kind)
    document = Document.objects.select_for_update().get(pk=document.pk)
    rules.check(document.name, document.state, rules.ISSUED)
    number = document.versions.count() + 1
    reference = f"{case_key}/{kind.key}-v{number}"
    now = utcnow()
    known = {
        "nombre": document.name,
        "caso": case_key,
        "referencia": reference,
        "version": number,
        "fecha_emision": now.date(),
    }
    content = render(template or EMPTY, {**values, **known})
    version = DocumentVersion.objects.create(
        document=document,
        number=number,
        reference=reference,
        content=content,
        digest=sha256(content.encode()).hexdigest(),
        issued_by=author,
        issued_at=now,
        note=note,
    )
    document.state, document.changed_at = rules.ISSUED, now
    document.save(update_fields=["state", "changed_at"])
    return version
