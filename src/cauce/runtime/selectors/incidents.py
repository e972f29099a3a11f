"""What has failed and is open: of steps, and of the work around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cauce.runtime.errors import Refused
from cauce.runtime.looking import one_look
from cauce.runtime.models import Case, Delivery, Incident
from cauce.runtime.scope import across, within
from cauce.runtime.services.start import find_organisation
from cauce.runtime.setbacks import delivery_of
from cauce.runtime.texts import check_names


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentView:
    """An open failure.

    `element_id` is a process where the whole instance stands still. `instance_id` and `case_key`
    are None where it belongs to none. `retry_at` says when it is tried again by itself; None: it
    waits for a person. `behind` counts what waits behind a delivery; None: it is no delivery.
    """

    id: int
    organisation: str
    case_key: str | None
    process_id: str | None
    instance_id: str | None
    code: str
    element_id: str
    message: str
    raised_at: datetime
    attempts: int
    retry_at: datetime | None
    behind: int | None


@one_look
def incidents(
    *, organisation: str | None = None, case_key: str | None = None
) -> tuple[IncidentView, ...]:
    """Give what has failed and is open, oldest first; of everybody, or of one, or of a case.

    Raises Refused: UNKNOWN_ORGANISATION, UNKNOWN_CASE, DATA_INVALID.
    """
    check_names(case_key=case_key)
    with across() if organisation is None else within(organisation):
        return _found(organisation, case_key)


def _found(organisation: str | None, case_key: str | None) -> tuple[IncidentView, ...]:
    if organisation is not None:
        find_organisation(organisation)
    if case_key is not None and not Case.objects.filter(key=case_key).exists():
        raise Refused("UNKNOWN_CASE", f"Expected the key of a case, came «{case_key}».")
    found = Incident.objects.filter(resolved_at=None)
    if organisation is not None:
        found = found.filter(organisation__key=organisation)
    if case_key is not None:
        found = found.filter(instance__case__key=case_key)
    rows = found.select_related("organisation", "instance__case").order_by("pk")
    return tuple(_view(row) for row in rows)


def waiting_for_a_person(found: QuerySet[Incident]) -> QuerySet[Incident]:
    """Leave out what is resolved, and what is tried again by itself."""
    return found.filter(resolved_at=None, retry_at=None)


def _view(row: Incident) -> IncidentView:
    instance = row.instance
    return IncidentView(
        id=row.pk,
        organisation=row.organisation.key,
        case_key=None if instance is None else instance.case.key,
        process_id=None if instance is None else instance.process,
        instance_id=None if instance is None else str(instance.uid),
        code=row.code,
        element_id=row.element_id,
        message=row.message,
        raised_at=row.raised_at,
        attempts=row.attempts,
        retry_at=row.retry_at,
        behind=_behind(row) if row.work == "delivery" else None,
    )


def _behind(row: Incident) -> int:
    first = delivery_of(row).first()
    if first is None:
        return 0
    lane = Delivery.objects.filter(organisation=first.organisation_id, lane=first.lane)
    return lane.filter(pk__gt=first.pk).count()
