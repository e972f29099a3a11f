"""A case in sentences: what happened in it, what it waits for, what failed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString

from cauce.runtime.selectors.barred import Reason
from cauce.runtime.selectors.standing import Failure, Wait
from cauce.runtime.selectors.story import StoryLine
from cauce.web.moments import exact, span
from cauce.web.refusals import failed
from cauce.web.words import say

_SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "started": ("{who} inició {what}", "flow", "accent"),
    "taken": ("{who} tomó {what}", "person", ""),
    "returned": ("{who} devolvió {what}", "release", ""),
    "completed": ("{who} completó {what}", "check", "ok"),
    "declined": ("{who} respondió que no en {what}", "x", "bad"),
    "waiting": ("{who} dejó {what} en espera del cliente", "clock", "warn"),
    "resumed": ("{who} retomó {what}", "clock", ""),
    "sent": ("Salió «{what}»", "send", ""),
    "received": ("Llegó «{what}»", "inbox", "accent"),
    "timer": ("Se cumplió el plazo {what}", "clock", "warn"),
    "incident": ("Falla del sistema en {what}", "alert", "bad"),
    "given up": ("{who} renunció a que llegara «{what}»", "x", "bad"),
    "moved": ("{who} llevó {what} a otra versión", "flow", ""),
    "ended": ("Terminó: {what}", "check", "ok"),
    "cancelled": ("{who} canceló {what}", "x", "bad"),
    "failed": ("Terminó con error {what}", "alert", "bad"),
}
"""By kind: the sentence, its icon and its tone."""

_WAITS: Mapping[str, tuple[str, str]] = {
    "message": ("Espera el mensaje {what}", "inbox"),
    "signal": ("Espera el aviso {what}", "inbox"),
    "moment": ("Espera hasta el {until}: {what}", "clock"),
    "condition": ("Espera que se cumpla {what}", "flow"),
    "process": ("Espera que termine {what}", "flow"),
    "work": ("El sistema tiene pendiente {what}", "flow"),
}
_ASIDE: Mapping[str, tuple[str, str]] = {
    "message": ("Puede llegar {what}", "inbox"),
    "signal": ("Puede llegar el aviso {what}", "inbox"),
    "moment": ("El {until}: {what}", "clock"),
    "condition": ("Puede cumplirse {what}", "flow"),
}

_BARRED: Mapping[Reason, str] = {
    "unheld": "Nadie tiene el rol que la hace. Pida a quien administra Cauce que lo dé a alguien.",
    "four eyes": "Debe hacerla alguien distinto de quien hizo lo que aquí se revisa, y nadie más "
    "tiene ese rol. Pida a quien administra Cauce que lo dé a alguien más.",
}

NOTED = timedelta(minutes=1)
"""How long a task must have been open for a sentence to say so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """One thing that happened, as a page shows it."""

    text: SafeString
    icon: str
    tone: str
    at: datetime
    quote: str
    ticked: str
    took: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Something that the case waits for, or that failed; `more` is for who mends it."""

    text: SafeString
    icon: str
    more: str = ""


def tell(lines: Sequence[StoryLine], names: Mapping[str, str], language: str) -> list[Sentence]:
    """Say what happened, in the order of the lines. `names` are people's names by login."""
    return [_sentence(line, names, language) for line in lines]


def _sentence(line: StoryLine, names: Mapping[str, str], language: str) -> Sentence:
    text, icon, tone = _SENTENCES[line.kind]
    taken = line.kind == "taken"
    login = line.detail if taken else line.actor
    who = name_of(login, names, language)
    quote = "" if taken else line.detail
    return Sentence(
        text=format_html(
            say(text, language),
            who=format_html("<b>{}</b>", who),
            what=format_html("<b>{}</b>", line.name),
        ),
        icon=icon,
        tone=tone,
        at=line.at,
        quote=failed(quote, language) if line.kind == "incident" else quote,
        ticked=", ".join(line.ticked),
        took="" if line.took is None or line.took < NOTED else span(line.took),
    )


def name_of(login: str | None, names: Mapping[str, str], language: str) -> str:
    """Give a person's name for a sentence; nobody is the system."""
    if login is None:
        return say("El sistema", language)
    return names.get(login, login)


def tell_wait(wait: Wait, language: str) -> Note:
    """Say what the case waits for, or listens for while it goes on."""
    text, icon = (_ASIDE if wait.passing else _WAITS).get(wait.kind, _WAITS[wait.kind])
    if wait.kind == "moment":
        what = format_html("<b>{}</b>", ": ".join(wait.names))
    else:
        what = _one_of([say("«{name}»", language, name=name) for name in wait.names], language)
    until = exact(wait.until, language)
    return Note(text=format_html(say(text, language), what=what, until=until), icon=icon)


def _one_of(names: Sequence[str], language: str) -> SafeString:
    """Join alternatives: `«a», «b» o «c»`."""
    bold = [format_html("<b>{}</b>", name) for name in names]
    if len(bold) == 1:
        return bold[0]
    before = format_html("{}" + ", {}" * (len(bold) - 2), *bold[:-1])
    return format_html(say("{first} o {last}", language), first=before, last=bold[-1])


def tell_barred(reason: Reason | None, language: str) -> str:
    """Say why nobody may do a task, and what to do about it; nothing where somebody may."""
    return "" if reason is None else say(_BARRED[reason], language)


def tell_failure(failure: Failure, language: str) -> Note:
    """Say what failed, where, and who goes on with it."""
    if failure.retry_at is None:
        then = say("Espera a que alguien la resuelva.", language)
    else:
        then = say(
            "Se intenta otra vez solo, el {at}.", language, at=exact(failure.retry_at, language)
        )
    text = format_html("<b>{}</b>: {} {}", failure.name, failed(failure.code, language), then)
    return Note(text=text, icon="alert", more=failure.message)
