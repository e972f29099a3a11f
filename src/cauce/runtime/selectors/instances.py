"""A case as its instances stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cauce.engine import events as e
from cauce.engine.codec import decode_events, decode_state
from cauce.engine.graph import Node
from cauce.runtime.deployed import definition
from cauce.runtime.errors import Refused
from cauce.runtime.looking import one_look
from cauce.runtime.models import Case, Incident, Instance, JournalEntry
from cauce.runtime.scope import in_organisation
from cauce.runtime.selectors.incidents import waiting_for_a_person
from cauce.runtime.services.start import find_organisation
from cauce.runtime.texts import check_names


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


@one_look
@in_organisation
def case(*, organisation: str, case_key: str) -> CaseView:
    """Give a case with its instances. Raises Refused: UNKNOWN_CASE, DATA_INVALID."""
    check_names(case_key=case_key)
    where = find_organisation(organisation)
    found = Case.objects.filter(organisation=where, key=case_key).first()
    if found is None:
        raise Refused("UNKNOWN_CASE", f"Expected the key of a case, came «{case_key}».")
    instances = list(Instance.objects.filter(case=found).order_by("pk"))
    passed: dict[int, list[Node]] = {}
    entries = JournalEntry.objects.filter(instance__in=instances).order_by("instance_id", "seq")
    for instance, version, data in entries.values_list("instance_id", "definition_id", "events"):
        # Each entry is read by the version that it is of: an instance may have moved.
        nodes = definition(version).graph.nodes
        passed.setdefault(instance, []).extend(_passed(nodes, decode_events(bytes(data))))
    incidents: dict[int | None, list[OpenIncident]] = {}
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
            _instance(i, passed.get(i.pk, []), tuple(incidents.get(i.pk, ()))) for i in instances
        ),
    )


def _instance(
    instance: Instance, passed: list[Node], incidents: tuple[OpenIncident, ...]
) -> InstanceView:
    return InstanceView(
        id=str(instance.uid),
        process_id=instance.process,
        status=instance.status,
        path=tuple(node.id for node in passed),
        ends=tuple(node.id for node in passed if node.kind == "endEvent"),
        variables=decode_state(bytes(instance.state)).variables,
        incidents=incidents,
    )


def _passed(nodes: Sequence[Node], events: Iterable[e.Event]) -> Iterator[Node]:
    """Give the flow nodes that completed, in order."""
    for event in events:
        if isinstance(event, e.ElementPassed | e.ElementCompleted):
            yield nodes[event.node]
