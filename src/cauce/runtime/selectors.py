"""What can be asked about cases. Plain, frozen values; a fixed number of queries each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from cauce.engine import events as e
from cauce.engine.codec import decode_events, decode_state
from cauce.runtime.deployed import Definition, definition, deployed
from cauce.runtime.errors import Refused
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Case, Incident, Instance, JournalEntry, RoleSet, Task
from cauce.runtime.services.start import find_organisation


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenTask:
    """An open task. `id` is its public id; `roles` and moments as the task has them."""

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


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenIncident:
    """An open failure of the system."""

    id: int
    code: str
    element_id: str
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class InstanceView:
    """An instance of a case. `path` and `ends` come from the journal."""

    id: str
    process_id: str
    status: str
    path: tuple[str, ...]
    ends: tuple[str, ...]
    variables: dict[str, Any]
    incidents: tuple[OpenIncident, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseView:
    """A case with its instances, oldest first."""

    key: str
    origin: str | None
    opened_at: datetime
    instances: tuple[InstanceView, ...]


def open_tasks(
    *, organisation: str, case_key: str | None = None, by: str | None = None
) -> list[OpenTask]:
    """Give the open tasks, oldest first; with `by` those that this person may complete now."""
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
    return [_open_task(task) for task in rows if by is None or by not in _list(task.excluded)]


def _for_person(
    tasks: QuerySet[Task], organisation: int, by: str, roles: frozenset[str]
) -> QuerySet[Task]:
    sets = RoleSet.objects.filter(organisation=organisation).values_list("pk", "roles")
    mine = [pk for pk, names in sets if not (found := set(json.loads(names))) or found & roles]
    free = Q(assignee__isnull=True) & (Q(role_set__in=mine) | Q(users__contains=json.dumps(by)))
    return tasks.filter(Q(assignee=by) | free)


def _open_task(task: Task) -> OpenTask:
    return OpenTask(
        id=str(task.uid),
        element_id=task.element_id,
        name=task.name,
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
    )


def _list(text: str) -> list[str]:
    return list(json.loads(text)) if text else []


def case(*, organisation: str, case_key: str) -> CaseView:
    """Give a case with its instances. Raises Refused: UNKNOWN_CASE."""
    where = find_organisation(organisation)
    found = Case.objects.filter(organisation=where, key=case_key).first()
    if found is None:
        raise Refused("UNKNOWN_CASE", f"Expected the key of a case, came «{case_key}».")
    instances = list(Instance.objects.filter(case=found).order_by("pk"))
    events: dict[int, list[e.Event]] = {}
    entries = JournalEntry.objects.filter(instance__in=instances).order_by("instance_id", "seq")
    for instance, data in entries.values_list("instance_id", "events"):
        events.setdefault(instance, []).extend(decode_events(bytes(data)))
    incidents: dict[int, list[OpenIncident]] = {}
    for row in Incident.objects.filter(instance__in=instances, resolved_at=None).order_by("pk"):
        shown = OpenIncident(
            id=row.pk, code=row.code, element_id=row.element_id, message=row.message
        )
        incidents.setdefault(row.instance_id, []).append(shown)
    return CaseView(
        key=found.key,
        origin=found.origin,
        opened_at=found.opened_at,
        instances=tuple(
            _instance(i, events.get(i.pk, []), tuple(incidents.get(i.pk, ()))) for i in instances
        ),
    )


def _instance(
    instance: Instance, events: list[e.Event], incidents: tuple[OpenIncident, ...]
) -> InstanceView:
    process = definition(instance.definition_id)
    path = path_of(process, events)
    nodes = process.graph.by_id
    return InstanceView(
        id=str(instance.uid),
        process_id=instance.process,
        status=instance.status,
        path=path,
        ends=tuple(element for element in path if nodes[element].kind == "endEvent"),
        variables=decode_state(bytes(instance.state)).variables,
        incidents=incidents,
    )


def path_of(process: Definition, events: list[e.Event]) -> tuple[str, ...]:
    """Give the ids of the flow nodes that completed, in order."""
    nodes = process.graph.nodes
    return tuple(
        nodes[event.node].id
        for event in events
        if isinstance(event, e.ElementPassed | e.ElementCompleted)
    )
