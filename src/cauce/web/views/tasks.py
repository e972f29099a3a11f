"""The inbox and one task: look, take, give back, wait, complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.forms import describe
from cauce.people import selectors as people
from cauce.runtime import services
from cauce.runtime.errors import Refused
from cauce.runtime.selectors import TaskView
from cauce.runtime.selectors.client_names import client_of
from cauce.runtime.selectors.one_task import task as task_view
from cauce.web.answers import answers_of, merged
from cauce.web.door import Door, for_members, sent_only
from cauce.web.focus import after_rows
from cauce.web.inbox import Inbox, inbox, next_after
from cauce.web.late import late_of
from cauce.web.pages import is_partial, page
from cauce.web.panel import panel_of
from cauce.web.refusals import refused
from cauce.web.words import say

Answers = Mapping[str, Any]
_GONE = frozenset({"TASK_ALREADY_COMPLETED", "TASK_WITHDRAWN", "TASK_ALREADY_CLAIMED"})


@require_GET
@for_members
def show_inbox(request: HttpRequest, door: Door) -> HttpResponse:
    """Show the list; in part, the list alone."""
    values = {"place": "bandeja", "inbox": _inbox(request, door)}
    return page(request, "web/inbox.html", "web/parts/list.html", values)


@require_GET
@for_members
def show_task(request: HttpRequest, door: Door, task: str) -> HttpResponse:
    """Show a task beside the list; in part, the task alone."""
    view, listed = _task(door, task), _inbox(request, door)
    if view.closed_at is not None:
        return _late(request, door, view, listed, status=200)
    return _panel(request, door, view, listed)


@sent_only
@for_members
def act(request: HttpRequest, door: Door, task: str, verb: str) -> HttpResponse:
    """Take, give back, wait for the client, or go on; what is half written stays on the page."""
    asks = request.POST.get("pide", "").strip() or None
    acts: dict[str, Callable[[], None]] = {
        "tomar": lambda: services.claim(task=task, by=door.login),
        "devolver": lambda: services.release(task=task, by=door.login),
        "esperar": lambda: services.wait(task=task, by=door.login, asks=asks),
        "reanudar": lambda: services.resume(task=task, by=door.login),
    }
    answers = _answers(_task(door, task), request, door.language)
    try:
        acts[verb]()
    except Refused as refusal:
        return _refused(request, door, task, refusal, answers)
    listed = _inbox(request, door)
    if not is_partial(request):
        return HttpResponseRedirect(f"/tareas/{task}{listed.query}")
    return _panel(request, door, _task(door, task), listed, answers=answers, swap=True)


@sent_only
@for_members
def look_at_form(request: HttpRequest, door: Door, task: str) -> HttpResponse:
    """Show the form again as it stands for the answers so far; nothing is kept."""
    view, listed = _task(door, task), _inbox(request, door)
    panel = panel_of(view, door, query=listed.query, answers=_answers(view, request, door.language))
    values = {"place": "bandeja", "inbox": listed, "panel": panel, "quiet": True}
    values["renewed"] = is_partial(request)
    values["focus"] = after_rows(request.POST, panel.widgets)
    return page(request, "web/inbox.html", "web/parts/form.html", values)


@sent_only
@for_members
def complete(request: HttpRequest, door: Door, task: str) -> HttpResponse:
    """Complete a task and go on with the next."""
    view, before = _task(door, task), _inbox(request, door)
    answers = _answers(view, request, door.language)
    try:
        services.complete(task=task, data=answers, by=door.login, language=door.language)
    except Refused as refusal:
        return _refused(request, door, task, refusal, answers)
    after = _inbox(request, door)
    following = next_after(before, view.task, after)
    where = f"/tareas/{following}{after.query}" if following else f"/bandeja{after.query}"
    if not is_partial(request):
        return HttpResponseRedirect(where)
    done = " · ".join(filter(None, (view.task.name, client_of(view.seen))))
    toast = say("Completada: {name}", door.language, name=done)
    if following is None:
        values = {"inbox": after, "swap": True, "toast": toast, "finished": True}
        response = page(request, "web/inbox.html", "web/parts/done.html", values)
    else:
        response = _panel(request, door, _task(door, following), after, swap=True, toast=toast)
    response["HX-Push-Url"] = where
    return response


def _inbox(request: HttpRequest, door: Door) -> Inbox:
    return inbox(door, view=request.GET.get("vista", ""), search=request.GET.get("q", "").strip())


def _task(door: Door, task: str) -> TaskView:
    try:
        return task_view(
            organisation=door.organisation, task=task, by=door.login, language=door.language
        )
    except Refused as refusal:
        raise Http404(str(refusal)) from refusal


def _answers(view: TaskView, request: HttpRequest, language: str) -> Answers:
    if view.form is None:
        return {}
    now = timezone.now()
    first = answers_of(describe(view.form, view.seen, now=now), request.POST, language)
    # What is editable, and which options there are, may follow from the other answers.
    shown = describe(view.form, merged(view.seen, first), now=now)
    return answers_of(shown, request.POST, language)


def _panel(
    request: HttpRequest,
    door: Door,
    view: TaskView,
    listed: Inbox,
    *,
    answers: Answers | None = None,
    refusal: str = "",
    status: int = 200,
    swap: bool = False,
    toast: str = "",
) -> HttpResponse:
    values = {
        "place": "bandeja",
        "inbox": listed,
        "panel": panel_of(view, door, query=listed.query, answers=answers, refusal=refusal),
        "swap": swap and is_partial(request),
        "toast": toast,
    }
    return page(request, "web/inbox.html", "web/parts/panel.html", values, status)


def _refused(
    request: HttpRequest, door: Door, task: str, refusal: Refused, answers: Answers | None = None
) -> HttpResponse:
    view, listed = _task(door, task), _inbox(request, door)
    if refusal.code in _GONE or view.closed_at is not None:
        return _late(request, door, view, listed, status=409)
    if refusal.code == "FORM_INVALID":
        errors = cast("Mapping[str, str]", refusal.details["fields"])
        panel = panel_of(view, door, query=listed.query, answers=answers, errors=errors)
        values = {"place": "bandeja", "inbox": listed, "panel": panel}
        response = page(request, "web/inbox.html", "web/parts/form.html", values, status=422)
        response["HX-Retarget"] = "#formulario"
        return response
    if view.task.assignee not in {None, door.login}:
        return _late(request, door, view, listed, status=409)
    status = 403 if refusal.code == "NOT_ALLOWED" else 422
    said = refused(refusal, door.language)
    return _panel(
        request, door, view, listed, answers=answers, refusal=said, status=status, swap=True
    )


def _late(
    request: HttpRequest, door: Door, view: TaskView, listed: Inbox, *, status: int
) -> HttpResponse:
    names = people.names(organisation=door.organisation)
    values = {
        "place": "bandeja",
        "inbox": listed,
        "late": late_of(view, names, listed, door.language),
        "swap": is_partial(request),
    }
    return page(request, "web/inbox.html", "web/parts/late.html", values, status)
