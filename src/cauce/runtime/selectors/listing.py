"""The cases of an organisation, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cauce.engine.codec import decode_state
from cauce.runtime.deployed import definition
from cauce.runtime.models import Case, Instance, Task
from cauce.runtime.selectors.client_names import client_of


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseRow:
    """A case in a list. `status`: active, failed, terminated or completed."""

    key: str
    client: str
    process: str
    opened_at: datetime
    status: str
    open_tasks: tuple[str, ...]


def cases(*, organisation: str, most: int = 200) -> list[CaseRow]:
    """Give the latest cases with what is open in each; three queries."""
    found = list(Case.objects.filter(organisation__key=organisation).order_by("-pk")[:most])
    instances: dict[int, list[Instance]] = {}
    for instance in Instance.objects.filter(case__in=found).order_by("pk"):
        instances.setdefault(instance.case_id, []).append(instance)
    tasks: dict[int, list[str]] = {}
    open_now = Task.objects.filter(instance__case__in=found, closed_at__isnull=True).order_by("pk")
    for case, name in open_now.values_list("instance__case_id", "name"):
        tasks.setdefault(case, []).append(name)
    return [_row(case, instances.get(case.pk, []), tasks.get(case.pk, [])) for case in found]


def _row(case: Case, instances: list[Instance], tasks: list[str]) -> CaseRow:
    names = (client_of(decode_state(bytes(i.state)).variables) for i in instances)
    graph = definition(instances[0].definition_id).graph if instances else None
    return CaseRow(
        key=case.key,
        client=next(filter(None, names), ""),
        process=(graph.name or graph.id) if graph else "",
        opened_at=case.opened_at,
        status=status_of(instances),
        open_tasks=tuple(tasks),
    )


def status_of(instances: list[Instance]) -> str:
    """Give a case's status: active while one instance is, else how they ended."""
    kinds = {instance.status for instance in instances}
    order = ("active", "failed", "terminated", "completed")
    return next((kind for kind in order if kind in kinds), "completed")
