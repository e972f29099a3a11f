"""One task as its page shows it: form, document, case and what happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from cauce.feel import to_string
from cauce.people import selectors as people
from cauce.runtime.selectors import TaskView
from cauce.runtime.selectors.barred import barred
from cauce.runtime.selectors.client_names import client_of
from cauce.runtime.selectors.one_task import Guide
from cauce.runtime.selectors.story import CaseStory, story
from cauce.runtime.selectors.titles import titles
from cauce.web.answers import merged
from cauce.web.case import Phases
from cauce.web.door import Door
from cauce.web.moments import exact, span
from cauce.web.sheet import Sheet, sheet_of
from cauce.web.telling import Sentence, tell, tell_barred
from cauce.web.titles import with_roles
from cauce.web.widgets import Widget, widgets_of
from cauce.web.words import say

LATEST = 6
"""Lines of the history that are shown beside a task."""
ENTRIES = 12
"""Journal entries that are read for them: not every one has something to tell."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Error:
    """What is wrong with a field: its input's id where the page shows one."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """A task's page. `holder` is "me", somebody's name, or empty where it is free.

    `barred` says why nobody may do it, where that is so.
    """

    id: str
    name: str
    title: str
    client: str
    process: str
    case_key: str
    age: str
    due_at: datetime | None
    waiting_since: datetime | None
    holder: str
    may_act: bool
    barred: str
    roles: str
    button: str
    note: str
    live_url: str
    guidance: tuple[Guide, ...]
    widgets: tuple[Widget, ...]
    errors: tuple[Error, ...]
    refusal: str
    phases: Phases
    facts: tuple[tuple[str, str], ...]
    history: tuple[Sentence, ...]
    paper: Sheet | None


def panel_of(
    view: TaskView,
    door: Door,
    *,
    query: str = "",
    answers: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
    refusal: str = "",
) -> Panel:
    """Give a task's page, with what somebody answered so far and what was wrong with it."""
    called = titles(organisation=door.organisation, language=door.language)
    view = replace(view, task=with_roles(view.task, called))
    task, now = view.task, timezone.now()
    told = story(
        organisation=door.organisation,
        case_key=task.case_key,
        language=door.language,
        entries=ENTRIES,
    )
    names = people.names(organisation=door.organisation)
    context = merged(view.seen, answers or {})
    widgets = (
        widgets_of(view.form, context, errors or {}, now, view.seen, language=door.language)
        if view.form is not None
        else []
    )
    held_by = "" if task.assignee is None else names.get(task.assignee, task.assignee)
    client = client_of(view.seen) or told.client
    return Panel(
        id=task.id,
        name=task.name,
        title=" · ".join(filter(None, (task.name, client or task.case_key, "Cauce"))),
        client=client,
        process=view.process_name,
        case_key=task.case_key,
        age=span(now - told.opened_at),
        due_at=task.due_at,
        waiting_since=task.waiting_since,
        holder="me" if task.assignee == door.login else held_by,
        may_act=view.may_act,
        barred=_barred(view, door),
        roles=", ".join(task.roles),
        button=next((w.button for w in widgets if w.button), view.button)
        or say("Completar y seguir", door.language),
        note="" if task.assignee else say("Al completarla queda a su nombre.", door.language),
        live_url=f"/tareas/{task.id}/formulario{query}",
        guidance=view.guidance,
        widgets=tuple(widgets),
        errors=tuple(_errors(widgets, errors or {}, door.language)),
        refusal=refusal,
        phases=Phases(all=told.phases),
        facts=_facts(view, told, door.language),
        history=tuple(tell(told.lines[:LATEST], names, door.language)),
        paper=sheet_of(view, door, names, called),
    )


def _barred(view: TaskView, door: Door) -> str:
    if view.may_act or view.task.assignee is not None:
        return ""
    found = barred(organisation=door.organisation, case_key=view.task.case_key)
    return tell_barred(found.get(view.task.id), door.language)


def _errors(widgets: list[Widget], errors: Mapping[str, str], language: str) -> list[Error]:
    left = dict(errors)
    found = []
    for widget, label in _called(widgets, language):
        text = left.pop(widget.key, None) if widget.key else None
        if text is not None:
            found.append(Error(id=widget.id, label=label, text=text))
    return found + [Error(id="", label=key, text=text) for key, text in left.items()]


def _called(widgets: list[Widget], language: str) -> Iterator[tuple[Widget, str]]:
    """Give every field with what the page calls it: one of a row with the row."""
    for widget in widgets:
        yield widget, widget.label or widget.key
        for number, row in enumerate(widget.rows, start=1):
            name = row.heading[0] if row.heading else say("Fila {number}", language, number=number)
            yield from ((cell, f"{name}, {cell.label or cell.key}") for cell in row.all)


def _facts(view: TaskView, told: CaseStory, language: str) -> tuple[tuple[str, str], ...]:
    client = view.seen.get("cliente")
    client = client if isinstance(client, Mapping) else {}
    b2b, abroad = view.seen.get("b2b"), client.get("internacional")
    yes = {True: say("sí", language), False: say("no", language)}
    kinds = {True: say("internacional", language), False: say("nacional", language)}
    rows = (
        (say("Cliente", language), told.client),
        (say("Tipo", language), kinds[abroad] if isinstance(abroad, bool) else ""),
        (say("País", language), to_string(client["pais"]) if client.get("pais") else ""),
        (say("Flujo B2B", language), yes[b2b] if isinstance(b2b, bool) else ""),
        (say("Proceso", language), view.process_name),
        (say("Le toca a", language), ", ".join(view.task.roles)),
        (say("Abierto", language), exact(told.opened_at, language)),
        (say("Se pidió", language), view.task.asks or ""),
    )
    return tuple(row for row in rows if row[1])
