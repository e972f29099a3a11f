"""A case as its instances stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cauce.engine import events as e
from cauce.engine.codec import decode_events, decode_state
from cauce.runtime.deployed import Definition, definition
from cauce.runtime.errors import Refused
from cauce.runtime.models import Case, Incident, Instance, JournalEntry
from cauce.runtime.selectors.incidents import waiting_for_a_person
from cauce.runtime.services.start import find_organisation


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
    of_these = Incident.objects.filter(instance__in=instances)
    for row in waiting_for_a_person(of_these).order_by("pk"):
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
