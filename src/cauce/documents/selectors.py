"""What can be asked about documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cauce.documents.models import Document, DocumentVersion
from cauce.runtime.errors import Refused
from cauce.runtime.looking import one_look
from cauce.runtime.scope import in_organisation
from cauce.runtime.texts import check_names


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionView:
    """One issued version, without its content."""

    number: int
    reference: str
    digest: str
    issued_by: str | None
    issued_at: datetime
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentView:
    """A document of a case with its versions, oldest first."""

    id: str
    type: str
    code: str
    name: str
    state: str
    versions: tuple[VersionView, ...]


@one_look
@in_organisation
def of_case(*, organisation: str, case_key: str) -> list[DocumentView]:
    """Give the documents of a case, by code; two queries. Raises Refused: DATA_INVALID."""
    check_names(organisation=organisation, case_key=case_key)
    found = Document.objects.filter(organisation__key=organisation, case__key=case_key)
    return [_view(document) for document in found.prefetch_related("versions").order_by("code")]


@one_look
@in_organisation
def content(*, organisation: str, document: str, version: int) -> str:
    """Give the HTML of a version. Raises Refused: UNKNOWN_DOCUMENT."""
    found = DocumentVersion.objects.filter(
        document__organisation__key=organisation, document__uid=document, number=version
    ).first()
    if found is None:
        raise Refused("UNKNOWN_DOCUMENT", f"There is no version {version} of this document.")
    return found.content


def _view(document: Document) -> DocumentView:
    versions = sorted(document.versions.all(), key=lambda version: version.number)
    return DocumentView(
        id=str(document.uid),
        type=document.type,
        code=document.code,
        name=document.name,
        state=document.state,
        versions=tuple(
            VersionView(
                number=version.number,
                reference=version.reference,
                digest=version.digest,
                issued_by=version.issued_by,
                issued_at=version.issued_at,
                note=version.note,
            )
            for version in versions
        ),
    )
