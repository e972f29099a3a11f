"""The tasks that wait for somebody."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from cauce.runtime.deployed import Definition, deployed
from cauce.runtime.execute import utcnow
from cauce.runtime.looking import one_look
from cauce.runtime.models import RoleSet, Task
from cauce.runtime.scope import in_organisation
from cauce.runtime.selectors.opened import catalogue_of, readable
from cauce.runtime.services.start import find_organisation
from cauce.runtime.texts import check_names


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenTask:
    """An open task. `id` is its public id; `roles` and moments as the task has them.

    `readable` tells whether its process can still be loaded: else nobody can work on it.
    """

    id: str
    element_id: str
    name: str
    case_key: str
    process_id: str
    roles: tuple[str, ...]
    assignee: str | None
    created_at: datetime
    due_at: datetime | None
    waiting_since: datetime | None
    asks: str | None
    form: str | None
    priority: int
    readable: bool


@one_look
@in_organisation
def open_tasks(
    *,
    organisation: str,
    case_key: str | None = None,
    by: str | None = None,
    language: str = "es",
) -> list[OpenTask]:
    """Give the open tasks, oldest first; with `by` those that this person may complete now.

    Names are in `language` where the process's package says them in it. Raises Refused:
    UNKNOWN_ORGANISATION, DATA_INVALID.
    """
    check_names(case_key=case_key)
    where = find_organisation(organisation)
    tasks = Task.objects.filter(organisation=where, closed_at__isnull=True)
    if case_key is not None:
        tasks = tasks.filter(instance__case__key=case_key, instance__case__organisation=where)
    if by is not None:
        rights = deployed(where.pk, where.epoch).rights
        if not rights.is_member(by):
            return []
        tasks = _for_person(tasks, where.pk, by, rights.roles(by, utcnow()))
    rows = tasks.select_related("instance__case", "role_set").order_by("pk")
    rows = rows.defer("instance__state", "instance__head")
    shown = [task for task in rows if by is None or by not in _list(task.excluded)]
    processes = readable(task.instance.definition_id for task in shown)
    return [open_task(task, processes[task.instance.definition_id], language) for task in shown]


def _for_person(
    tasks: QuerySet[Task], organisation: int, by: str, roles: frozenset[str]
) -> QuerySet[Task]:
    sets = RoleSet.objects.filter(organisation=organisation).values_list("pk", "roles")
    named = {pk: set(json.loads(names)) for pk, names in sets}
    mine = Q(role_set__in=[pk for pk, names in named.items() if names & roles])
    anybody = Q(role_set__in=[pk for pk, names in named.items() if not names], users="")
    free = Q(assignee__isnull=True) & (mine | anybody | Q(users__contains=json.dumps(by)))
    return tasks.filter(Q(assignee=by) | free)


def open_task(task: Task, process: Definition | None, language: str) -> OpenTask:
    """Give what a row of the table says; None: its process cannot be loaded."""
    catalogue = catalogue_of(process, language)
    return OpenTask(
        id=str(task.uid),
        element_id=task.element_id,
        name=catalogue.get(task.name, task.name),
        case_key=task.instance.case.key,
        process_id=task.instance.process,
        roles=tuple(json.loads(task.role_set.roles)),
        assignee=task.assignee,
        created_at=task.created_at,
        due_at=task.due_at,
        waiting_since=task.waiting_since,
        asks=task.asks,
        form=task.form,
        priority=task.priority,
        readable=process is not None,
    )


def _list(text: str) -> list[str]:
    return list(json.loads(text)) if text else []
