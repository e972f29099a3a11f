"""The cases of an organisation, newest first, a page at a time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from cauce.engine.graph import ROOT
from cauce.runtime.deployed import Definition
from cauce.runtime.looking import one_look
from cauce.runtime.models import (
    Case,
    Delivery,
    Incident,
    Instance,
    Job,
    Subscription,
    Task,
)
from cauce.runtime.scope import in_organisation
from cauce.runtime.selectors.client_names import clients_of
from cauce.runtime.selectors.opened import catalogue_of, readable
from cauce.runtime.selectors.phases import last_steps
from cauce.runtime.texts import check_texts

PAGE = 50
SEARCHED = 500
"""The latest cases are searched in all that the list shows; older ones by their key alone."""

VIEWS = ("open", "attention", "ended", "all")


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseRow:
    """A case in a list. `status`: active, failed, terminated or completed.

    `stuck` tells that nothing can move it, `failing` that the system failed in it; `due_at` is
    the earliest deadline of its open tasks, `outcome` the end that it came to once it is over.
    `readable` tells whether its processes can be loaded.
    """

    key: str
    client: str
    process: str
    opened_at: datetime
    status: str
    outcome: str
    open_tasks: tuple[str, ...]
    due_at: datetime | None
    stuck: bool
    failing: bool
    readable: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CasePage:
    """A page (from 1) of cases; `attention` counts those that are stuck or failing."""

    rows: tuple[CaseRow, ...]
    page: int
    has_more: bool
    attention: int


@one_look
@in_organisation
def cases(
    *,
    organisation: str,
    view: str = "all",
    search: str = "",
    page: int = 1,
    language: str = "es",
) -> CasePage:
    """Give a page of the cases of a view (one of VIEWS) in which all words of a search occur.

    Nine queries at most, however many cases there are. Raises Refused: DATA_INVALID.
    """
    check_texts(search=search)
    failing = _failing(organisation)
    stuck = _stuck(organisation)
    found = _of_view(Case.objects.filter(organisation__key=organisation), view, failing | stuck)
    start = (page - 1) * PAGE
    if search.strip():
        candidates = _candidates(found, search)
        rows = [r for r in _rows(candidates, stuck, failing, language) if _matches(r, search)]
        shown, more = rows[start : start + PAGE], len(rows) > start + PAGE
    else:
        there = list(found.order_by("-pk")[start : start + PAGE + 1])
        shown, more = _rows(there[:PAGE], stuck, failing, language), len(there) > PAGE
    return CasePage(rows=tuple(shown), page=page, has_more=more, attention=len(failing | stuck))


def _failing(organisation: str) -> set[int]:
    rows = Incident.objects.filter(organisation__key=organisation, resolved_at__isnull=True)
    return {pk for pk in rows.values_list("instance__case_id", flat=True) if pk is not None}


def _stuck(organisation: str) -> set[int]:
    """Find active instances without anything that could move them, as `is_stuck` tells of one."""

    called = Instance.objects.filter(parent=OuterRef("pk"), status="active")
    mine = OuterRef("pk")
    resting = Instance.objects.filter(
        ~Exists(Task.objects.filter(instance=mine, closed_at__isnull=True)),
        ~Exists(Subscription.objects.filter(instance=mine)),
        ~Exists(Job.objects.filter(instance=mine)),
        ~Exists(Incident.objects.filter(instance=mine, resolved_at__isnull=True)),
        ~Exists(Delivery.objects.filter(target=mine)),
        ~Exists(called),
        organisation__key=organisation,
        status="active",
        wake_at__isnull=True,
    )
    return set(resting.values_list("case_id", flat=True))


def _of_view(found: QuerySet[Case], view: str, attention: set[int]) -> QuerySet[Case]:
    active = Exists(Instance.objects.filter(case=OuterRef("pk"), status="active"))
    if view == "attention":
        return found.filter(pk__in=attention)
    return {"open": found.filter(active), "ended": found.filter(~active)}.get(view, found)


def _candidates(found: QuerySet[Case], search: str) -> list[Case]:
    latest = list(found.order_by("-pk")[:SEARCHED])
    words = Q()
    for word in search.split():
        words &= Q(key__icontains=word)
    oldest = latest[-1].pk if latest else 0
    return latest + list(found.filter(words, pk__lt=oldest).order_by("-pk")[:SEARCHED])


def _rows(
    found: Sequence[Case], stuck: set[int], failing: set[int], language: str
) -> list[CaseRow]:
    instances: dict[int, list[Instance]] = {}
    for instance in Instance.objects.filter(case__in=found).defer("state", "head").order_by("pk"):
        instances.setdefault(instance.case_id, []).append(instance)
    names = clients_of(of[0].pk for of in instances.values())
    tasks: dict[int, list[Task]] = {}
    open_now = Task.objects.filter(instance__case__in=found, closed_at__isnull=True)
    fields = ("name", "due_at", "waiting_since", "instance__case", "instance__definition")
    for task in open_now.select_related("instance").only(*fields).order_by("pk"):
        tasks.setdefault(task.instance.case_id, []).append(task)
    processes = readable(one.definition_id for of in instances.values() for one in of)
    over = [one for of in instances.values() if status_of(of) != "active" for one in of]
    outcomes = _outcomes(over, processes, language)
    return [
        _row(
            case,
            instances.get(case.pk, []),
            tasks.get(case.pk, []),
            names,
            processes,
            outcome=_outcome(instances.get(case.pk, []), outcomes),
            stuck=case.pk in stuck,
            failing=case.pk in failing,
            language=language,
        )
        for case in found
    ]


def _row(
    case: Case,
    instances: list[Instance],
    tasks: list[Task],
    clients: Mapping[int, str],
    processes: Mapping[int, Definition | None],
    *,
    outcome: str,
    stuck: bool,
    failing: bool,
    language: str,
) -> CaseRow:
    first = instances[0] if instances else None
    process = None if first is None else processes[first.definition_id]
    title = process.graph.name if process is not None else ""
    title = title or (first.process if first is not None else "")
    running = [t.due_at for t in tasks if t.due_at is not None and t.waiting_since is None]
    return CaseRow(
        key=case.key,
        client=clients.get(first.pk, "") if first is not None else "",
        process=catalogue_of(process, language).get(title, title),
        opened_at=case.opened_at,
        status=status_of(instances),
        outcome=outcome,
        open_tasks=tuple(dict.fromkeys(_task_name(task, processes, language) for task in tasks)),
        due_at=min(running, default=None),
        stuck=stuck,
        failing=failing,
        readable=all(processes[one.definition_id] is not None for one in instances),
    )


def _outcomes(
    over: Sequence[Instance], processes: Mapping[int, Definition | None], language: str
) -> dict[int, str]:
    """Give what the end events are called that instances came to; the queries of `last_steps`."""
    versions = {one.pk: processes[one.definition_id] for one in over}
    found: dict[int, str] = {}
    for pk, completed in last_steps(versions).items():
        process = versions[pk]
        nodes = [] if process is None else [process.graph.nodes[index] for index in completed]
        names = [node.name for node in nodes if node.kind == "endEvent" and node.parent == ROOT]
        if names:
            found[pk] = catalogue_of(process, language).get(names[-1], names[-1])
    return found


def _outcome(instances: Sequence[Instance], outcomes: Mapping[int, str]) -> str:
    """Give the first outcome there is: of the process that the case began with, if it has one."""
    return next((outcomes[one.pk] for one in instances if one.pk in outcomes), "")


def _task_name(task: Task, processes: Mapping[int, Definition | None], language: str) -> str:
    catalogue = catalogue_of(processes[task.instance.definition_id], language)
    return catalogue.get(task.name, task.name)


def _matches(row: CaseRow, search: str) -> bool:
    text = plain(" ".join((row.key, row.client, row.process, row.outcome, *row.open_tasks)))
    return all(word in text for word in plain(search).split())


def plain(text: str) -> str:
    """Give a text without accents and capitals, to be searched."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def status_of(instances: Iterable[Instance]) -> str:
    """Give a case's status: active while one instance is, else how they ended."""
    kinds = {instance.status for instance in instances}
    order = ("active", "failed", "terminated", "completed")
    return next((kind for kind in order if kind in kinds), "completed")
