"""The document beside a task: its latest version, or what was issued before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from cauce.documents import rules
from cauce.documents import selectors as documents
from cauce.runtime.selectors import TaskView
from cauce.web.differences import marked
from cauce.web.door import Door
from cauce.web.moments import exact
from cauce.web.papers import paper
from cauce.web.telling import name_of
from cauce.web.titles import with_name
from cauce.web.words import say


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A version of a document beside a task.

    `note` is what its author wrote to those who read it: what was corrected, what to look at.
    `since` is the number of the version since which changes are marked; 0 where none are.
    """

    title: str
    state: str
    html: SafeString
    author: str
    note: str
    at: str
    since: int
    digest: str
    url: str


def sheet_of(
    view: TaskView, door: Door, names: Mapping[str, str], called: Mapping[str, str]
) -> Sheet | None:
    """Give the document that a task is about; until it is issued, the one issued last.

    What changed is marked while a new version of it is under review.
    """
    if view.document is None:
        return None
    issued = [
        document
        for document in documents.of_case(
            organisation=door.organisation, case_key=view.task.case_key
        )
        if document.versions
    ]
    own = next((document for document in issued if document.type == view.document), None)
    found = own or max(issued, key=lambda document: document.versions[-1].issued_at, default=None)
    if found is None:
        return None
    last = found.versions[-1]
    since = last.number - 1 if own is not None and own.state == rules.ISSUED else 0
    title = f"{with_name(found, called).name} v{last.number}"
    return Sheet(
        title=title if own is not None else say("Antes: {title}", door.language, title=title),
        state=found.state,
        html=text_of(door.organisation, found.id, last.number, since=since),
        author=name_of(last.issued_by, names, door.language),
        note=last.note if own is not None else "",
        at=exact(last.issued_at, door.language),
        since=since,
        digest=last.digest,
        url=f"/casos/{view.task.case_key}/documentos/{found.id}/{last.number}",
    )


def text_of(organisation: str, document: str, number: int, *, since: int = 0) -> SafeString:
    """Give a version's text for a page, what changed since another marked. `since` 0: clean."""

    def content(version: int) -> str:
        return documents.content(organisation=organisation, document=document, version=version)

    return paper(marked(content(since), content(number)) if since else content(number))
