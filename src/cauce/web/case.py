"""What the pages of cases show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils import timezone

from cauce.runtime.selectors import OpenTask
from cauce.runtime.selectors.barred import Reason
from cauce.runtime.selectors.phases import PhaseView
from cauce.runtime.selectors.standing import Standing
from cauce.runtime.selectors.story import CaseStory, ProcessView
from cauce.web.moments import span
from cauce.web.telling import Note, Sentence, tell, tell_barred, tell_failure, tell_wait
from cauce.web.words import say

VIEWS = {
    "abiertos": ("Abiertos", "open"),
    "atencion": ("Por atender", "attention"),
    "terminados": ("Terminados", "ended"),
    "todos": ("Todos", "all"),
}
"""By their key in the query string: the title in Spanish, and the selector's name."""

_ACTS = frozenset({"completed", "declined", "cancelled"})
"""What somebody does to a case, of all that is told of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """A view of the list of cases."""

    key: str
    title: str
    query: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Views:
    """The views, the one that is shown, and the query string that keeps it and the search."""

    all: tuple[View, ...]
    key: str
    selected: str
    search: str
    query: str


def case_views(key: str, search: str) -> Views:
    """Give the views of the list; open cases unless another is asked for."""
    key = key if key in VIEWS else "abiertos"
    return Views(
        all=tuple(
            View(key=name, title=title, query=_query(name, search))
            for name, (title, _) in VIEWS.items()
        ),
        key=key,
        selected=VIEWS[key][1],
        search=search,
        query=_query(key, search),
    )


def _query(key: str, search: str) -> str:
    given = {"vista": key if key != "abiertos" else "", "q": search}
    query = urlencode({name: text for name, text in given.items() if text})
    return f"?{query}" if query else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Phases:
    """A case's phases, the one it is in and the one that follows."""

    all: tuple[PhaseView, ...]

    @property
    def now(self) -> PhaseView | None:
        """The phase that the case is in."""
        return next((phase for phase in self.all if phase.state == "now"), None)

    @property
    def next(self) -> PhaseView | None:
        """The phase that comes after."""
        return next((p for p in self.all if self.now and p.number > self.now.number), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Open:
    """An open task of a case, with whose turn it is; `barred` says why nobody may do it."""

    id: str
    name: str
    who: str
    due_at: datetime | None
    waiting: bool
    barred: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CasePage:
    """A case's page. `age` says since when it is open, or how long it took.

    `closing` is what somebody did last in a case that has ended: one sentence or none.
    """

    key: str
    origin: str
    title: str
    client: str
    status: str
    outcome: str
    age: str
    closing: tuple[Sentence, ...]
    phases: Phases
    tasks: tuple[Open, ...]
    waits: tuple[Note, ...]
    asides: tuple[Note, ...]
    failures: tuple[Note, ...]
    stuck: tuple[str, ...]
    processes: tuple[ProcessView, ...]
    page: int
    has_older: bool


def case_of(
    told: CaseStory,
    stands: Standing,
    tasks: Sequence[tuple[OpenTask, Reason | None]],
    names: Mapping[str, str],
    language: str,
) -> CasePage:
    """Give a case's page; each task with why nobody may do it, where that is so."""
    return CasePage(
        key=told.key,
        origin=told.origin,
        title=told.title,
        client=told.client,
        status=told.status,
        outcome=told.outcomes[0] if told.status != "active" and told.outcomes else "",
        age=_age(told, language),
        closing=_closing(told, names, language),
        phases=Phases(all=told.phases),
        tasks=tuple(_open(task, reason, names, language) for task, reason in tasks),
        waits=tuple(tell_wait(wait, language) for wait in stands.waits if not wait.passing),
        asides=tuple(tell_wait(wait, language) for wait in stands.waits if wait.passing),
        failures=tuple(tell_failure(failure, language) for failure in stands.failures),
        stuck=stands.stuck,
        processes=told.processes,
        page=told.page,
        has_older=told.has_older,
    )


def _closing(told: CaseStory, names: Mapping[str, str], language: str) -> tuple[Sentence, ...]:
    if told.ended_at is None or told.page > 1:
        return ()
    acts = [line for line in told.lines if line.kind in _ACTS and line.actor is not None]
    return tuple(tell(acts[:1], names, language))


def _age(told: CaseStory, language: str) -> str:
    if told.ended_at is None:
        return say("Abierto hace {span}", language, span=span(timezone.now() - told.opened_at))
    return say("Duró {span}", language, span=span(told.ended_at - told.opened_at))


def _open(task: OpenTask, reason: Reason | None, names: Mapping[str, str], language: str) -> Open:
    return Open(
        id=task.id,
        name=task.name,
        who=names.get(task.assignee or "", ", ".join(task.roles)),
        due_at=task.due_at,
        waiting=task.waiting_since is not None,
        barred=tell_barred(reason, language),
    )
