"""The cases, one case, and its documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.documents import selectors as documents
from cauce.people import selectors as people
from cauce.runtime import selectors
from cauce.runtime.errors import Refused
from cauce.runtime.selectors.listing import cases
from cauce.runtime.selectors.story import story
from cauce.web.door import Door, for_members
from cauce.web.moments import exact, span
from cauce.web.panel import Phases
from cauce.web.papers import paper
from cauce.web.telling import name_of, tell
from cauce.web.words import say


@dataclass(frozen=True, kw_only=True, slots=True)
class Open:
    """An open task of a case, with whose turn it is."""

    id: str
    name: str
    who: str
    due_at: datetime | None
    waiting: bool


@require_GET
@for_members
def show_cases(request: HttpRequest, door: Door) -> HttpResponse:
    """Show the latest cases."""
    values = {
        "place": "casos",
        "cases": cases(organisation=door.organisation),
        "waits": say("Espera un mensaje o un plazo", door.language),
    }
    return render(request, "web/cases.html", values)


@require_GET
@for_members
def show_case(request: HttpRequest, door: Door, key: str) -> HttpResponse:
    """Show a case: where it stands, what is open, its documents and all that happened."""
    try:
        told = story(organisation=door.organisation, case_key=key, language=door.language)
    except Refused as refusal:
        raise Http404(str(refusal)) from refusal
    names = people.names(organisation=door.organisation)
    tasks = selectors.open_tasks(organisation=door.organisation, case_key=key)
    values = {
        "place": "casos",
        "case": told,
        "age": span(timezone.now() - told.opened_at),
        "phases": Phases(all=told.phases),
        "lines": tell(told.lines, names, door.language),
        "documents": documents.of_case(organisation=door.organisation, case_key=key),
        "tasks": [_open(task, names) for task in tasks],
    }
    return render(request, "web/case.html", values)


def _open(task: selectors.OpenTask, names: dict[str, str]) -> Open:
    return Open(
        id=task.id,
        name=task.name,
        who=names.get(task.assignee or "", ", ".join(task.roles)),
        due_at=task.due_at,
        waiting=task.waiting_since is not None,
    )


@require_GET
@for_members
def show_document(
    request: HttpRequest, door: Door, key: str, document: UUID, number: int
) -> HttpResponse:
    """Show one version of a document of a case."""
    of_case = documents.of_case(organisation=door.organisation, case_key=key)
    found = next((one for one in of_case if one.id == str(document)), None)
    version = next((v for v in found.versions if v.number == number), None) if found else None
    if found is None or version is None:
        raise Http404("There is no such version of a document of this case.")
    source = documents.content(
        organisation=door.organisation, document=found.id, version=version.number
    )
    names = people.names(organisation=door.organisation)
    values = {
        "place": "casos",
        "case_key": key,
        "document": found,
        "version": version,
        "html": paper(source),
        "author": name_of(version.issued_by, names, door.language),
        "at": exact(version.issued_at, door.language),
    }
    return render(request, "web/document.html", values)
