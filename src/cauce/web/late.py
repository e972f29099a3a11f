"""Who comes too late: who was first, and where to go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from cauce.runtime.selectors import TaskView
from cauce.web.inbox import Inbox
from cauce.web.moments import span
from cauce.web.words import say


@dataclass(frozen=True, kw_only=True, slots=True)
class Late:
    """What somebody who came too late is told. `next` is the id of a task to go on with."""

    title: str
    text: str
    case_key: str
    next: str | None


def late_of(view: TaskView, names: Mapping[str, str], listed: Inbox, language: str) -> Late:
    """Tell who took or completed a task, or that its case went another way."""
    title, text = _said(view, names, language)
    following = next((row.id for row in listed.rows if row.id != view.task.id), None)
    return Late(title=title, text=text, case_key=view.task.case_key, next=following)


def _said(view: TaskView, names: Mapping[str, str], language: str) -> tuple[str, str]:
    if view.closed_at is None:
        holder = view.task.assignee or ""
        title = say("{name} tomó esta tarea antes", language, name=names.get(holder, holder))
        return title, say("Pídale que la devuelva si le toca a usted.", language)
    if not view.completed:
        text = say("El caso tomó otro camino y la retiró.", language)
        return say("Esta tarea ya no hace falta", language), text
    by = view.closed_by
    who = say("El sistema", language) if by is None else names.get(by, by)
    ago = span(timezone.now() - view.closed_at)
    title = say("{name} completó esta tarea hace {ago}", language, name=who, ago=ago)
    return title, say("No hay nada que repetir: el caso ya siguió adelante.", language)
