"""The cases, one case with its history and its way, and its documents."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cauce.documents import selectors as documents
from cauce.people import selectors as people
from cauce.runtime import selectors
from cauce.runtime.errors import Refused
from cauce.runtime.selectors.barred import barred
from cauce.runtime.selectors.path import path
from cauce.runtime.selectors.standing import standing
from cauce.runtime.selectors.story import story
from cauce.runtime.selectors.titles import titles
from cauce.web.case import case_of, case_views
from cauce.web.door import Door, for_members
from cauce.web.moments import exact
from cauce.web.pages import page, page_number
from cauce.web.sheet import text_of
from cauce.web.telling import name_of, tell
from cauce.web.titles import with_name, with_roles


@require_GET
@for_members
def show_cases(request: HttpRequest, door: Door) -> HttpResponse:
    """Show a page of the cases of a view, or those in which the words searched for occur."""
    views = case_views(request.GET.get("vista", ""), request.GET.get("q", "").strip())
    found = selectors.cases(
        organisation=door.organisation,
        view=views.selected,
        search=views.search,
        page=page_number(request),
        language=door.language,
    )
    values = {"place": "casos", "found": found, "views": views}
    return page(request, "web/cases.html", "web/parts/cases.html", values)


@require_GET
@for_members
def show_case(request: HttpRequest, door: Door, key: str) -> HttpResponse:
    """Show a case: where it stands, its documents and what happened; in part, older history."""
    organisation, language, number = door.organisation, door.language, page_number(request)
    try:
        told = story(organisation=organisation, case_key=key, language=language, page=number)
        stands = standing(organisation=organisation, case_key=key, language=language)
        kept_from = barred(organisation=organisation, case_key=key)
    except Refused as refusal:
        raise Http404(str(refusal)) from refusal
    names = people.names(organisation=organisation)
    called = titles(organisation=organisation, language=language)
    tasks = selectors.open_tasks(organisation=organisation, case_key=key, language=language)
    turns = [(with_roles(task, called), kept_from.get(task.id)) for task in tasks]
    papers = documents.of_case(organisation=organisation, case_key=key)
    values = {
        "place": "casos",
        "case": case_of(told, stands, turns, names, language),
        "lines": tell(told.lines, names, language),
        "documents": [with_name(document, called) for document in papers],
    }
    return page(request, "web/case.html", "web/parts/history.html", values)


@require_GET
@for_members
def show_path(request: HttpRequest, door: Door, key: str, process: UUID) -> HttpResponse:
    """Show the way that one process of a case took."""
    try:
        found = path(
            organisation=door.organisation,
            case_key=key,
            instance=process,
            language=door.language,
            page=page_number(request),
        )
    except Refused as refusal:
        raise Http404(str(refusal)) from refusal
    values = {"place": "casos", "case_key": key, "path": found}
    return page(request, "web/path.html", "web/parts/path.html", values)


@require_GET
@for_members
def show_document(
    request: HttpRequest, door: Door, key: str, document: UUID, number: int
) -> HttpResponse:
    """Show one version of a document of a case, with what changed in it where that is asked."""
    of_case = documents.of_case(organisation=door.organisation, case_key=key)
    found = next((one for one in of_case if one.id == str(document)), None)
    version = next((v for v in found.versions if v.number == number), None) if found else None
    if found is None or version is None:
        raise Http404("There is no such version of a document of this case.")
    since = number - 1 if "cambios" in request.GET else 0
    names = people.names(organisation=door.organisation)
    called = titles(organisation=door.organisation, language=door.language)
    values = {
        "place": "casos",
        "case_key": key,
        "document": with_name(found, called),
        "version": version,
        "before": number - 1,
        "since": since,
        "html": text_of(door.organisation, found.id, number, since=since),
        "author": name_of(version.issued_by, names, door.language),
        "at": exact(version.issued_at, door.language),
    }
    return render(request, "web/document.html", values)
