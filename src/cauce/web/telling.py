"""The history of a case in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString

from cauce.runtime.selectors.story import StoryLine
from cauce.web.words import say

_SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "started": ("{who} inició {what}", "flow", "accent"),
    "taken": ("{who} tomó {what}", "person", ""),
    "returned": ("{who} devolvió {what}", "release", ""),
    "completed": ("{who} completó {what}", "check", "ok"),
    "waiting": ("{who} dejó {what} en espera del cliente", "clock", "warn"),
    "resumed": ("{who} retomó {what}", "clock", ""),
    "sent": ("Se envió {what}", "send", "accent"),
    "received": ("Llegó {what}", "inbox", "accent"),
    "timer": ("Se cumplió el plazo {what}", "clock", "warn"),
    "incident": ("Falla del sistema en {what}", "alert", "bad"),
    "ended": ("Terminó: {what}", "check", "ok"),
    "cancelled": ("{who} canceló {what}", "x", "bad"),
    "failed": ("Terminó con error {what}", "alert", "bad"),
}
"""By kind: the sentence, its icon and its tone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """One thing that happened, as a page shows it."""

    text: SafeString
    icon: str
    tone: str
    at: datetime
    quote: str


def tell(lines: Sequence[StoryLine], names: Mapping[str, str], language: str) -> list[Sentence]:
    """Say what happened, newest first. `names` are people's names by login."""
    return [_sentence(line, names, language) for line in reversed(lines)]


def _sentence(line: StoryLine, names: Mapping[str, str], language: str) -> Sentence:
    text, icon, tone = _SENTENCES[line.kind]
    taken = line.kind == "taken"
    login = line.detail if taken else line.actor
    who = name_of(login, names, language)
    return Sentence(
        text=format_html(
            say(text, language),
            who=format_html("<b>{}</b>", who),
            what=format_html("<b>{}</b>", line.name),
        ),
        icon=icon,
        tone=tone,
        at=line.at,
        quote="" if taken else line.detail,
    )


def name_of(login: str | None, names: Mapping[str, str], language: str) -> str:
    """Give a person's name for a sentence; nobody is the system."""
    if login is None:
        return say("El sistema", language)
    return names.get(login, login)
