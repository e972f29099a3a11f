"""Prepare a document's draft."""

from __future__ import annotations

from django.db import transaction

from cauce.documents import rules
from cauce.documents.models import Document
from cauce.packages import DocumentType
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Case


@transaction.atomic(savepoint=False)
def draft(*, organisation: int, case_key: str, kind: DocumentType) -> Document:
    """Give the case's document of a type, made as a draft where it is new."""
    case = Case.objects.get(organisation=organisation, key=case_key)
    found, _ = Document.objects.get_or_create(
        case=case,
        type=kind.key,
        defaults={
            "organisation_id": organisation,
            "code": kind.code,
            "name": kind.name.es,
            "state": rules.DRAFT,
            "changed_at": utcnow(),
        },
    )
    return found
