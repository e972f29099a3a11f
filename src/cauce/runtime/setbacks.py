"""Work that fails: tried again later and later, and in the end an incident that a person resolves.

For what the runtime could not do at all: deliver, fire a timer, begin by one, get a job answered,
load a process that is to be started. The engine's own incidents stand in the state of an instance;
these do not, because the state may be what cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import Error, IntegrityError, connection, transaction
from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from cauce.engine.problems import told
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Artifact, Delivery, Incident, Instance, Job, StartTimer
from cauce.runtime.patience import back_off
from cauce.runtime.scope import within
from cauce.runtime.transactions import one_transaction
from cauce.runtime.whose import whose

Kind = Literal["delivery", "timer", "start", "job", "process"]

CODES: dict[Kind, str] = {
    "delivery": "DELIVERY_FAILED",
    "timer": "TIMER_FAILED",
    "start": "TIMER_START_FAILED",
    "job": "JOB_UNFINISHED",
    "process": "DEFINITION_BROKEN",
}
MOST_TRIES = 5
"""After so many failures a person is waited for: a quarter of an hour or so."""
LONGEST_MESSAGE = 2_000
"""Characters of an error that are kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """Whom a piece of work concerns, and what it is called in the message."""

    organisation: int
    instance: int | None
    element_id: str
    what: str


@one_transaction
def failed(kind: Kind, pk: int, subject: Subject, error: BaseException) -> None:
    """Note that a piece of work has failed, and when it is tried again."""
    now = utcnow()
    found = _open(kind).select_for_update().filter(work_id=pk).first()
    if found is None:
        found = Incident(
            organisation_id=subject.organisation,
            instance_id=subject.instance,
            key=0,
            code=CODES[kind],
            element_id=subject.element_id,
            raised_at=now,
            work=kind,
            work_id=pk,
            attempts=0,
        )
    found.attempts += 1
    enough = found.attempts >= MOST_TRIES
    found.retry_at = None if enough else now + back_off(found.attempts)
    message = told(f"{subject.what}: {type(error).__name__}: {error}")
    found.message = message[:LONGEST_MESSAGE]
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError:
        return  # somebody else failed at it at the same moment, and has noted it


def overcome(kind: Kind, pk: int) -> None:
    """Note that a piece of work that had failed is done; in its own transaction."""
    _open(kind).filter(work_id=pk).update(resolved_at=utcnow(), retry_at=None)


def held(kind: Kind, now: datetime) -> Exists:
    """Give the condition, on the table of the work, that it must wait."""
    return Exists(_held(kind, now).filter(work_id=OuterRef("pk")))


def is_held(kind: Kind, pk: int) -> bool:
    """Tell whether a piece of work must wait: for its time, or for a person."""
    return _held(kind, utcnow()).filter(work_id=pk).exists()


def troubled(kind: Kind) -> frozenset[int]:
    """Give the pieces of work that have failed and are not done yet."""
    keys = _open(kind).values_list("work_id", flat=True)
    return frozenset(key for key in keys if key is not None)


def next_try(now: datetime) -> datetime | None:
    """Give when the next piece of work that waits for its time is tried again."""
    later = Incident.objects.filter(resolved_at=None, retry_at__gt=now)
    first: datetime | None = later.aggregate(first=Min("retry_at"))["first"]
    return first


def delivery_of(incident: Incident) -> QuerySet[Delivery]:
    """Give the delivery that an incident is about: none, where it is about something else."""
    if incident.work != "delivery" or incident.work_id is None:
        return Delivery.objects.none()
    return Delivery.objects.filter(pk=incident.work_id)


def forget_withdrawn() -> None:
    """Close what stands for work that is no longer there: withdrawn, replaced or cancelled."""
    now = utcnow()
    theirs = OuterRef("work_id")
    left: dict[Kind, Exists] = {
        "delivery": Exists(Delivery.objects.filter(pk=theirs)),
        "timer": Exists(Instance.objects.filter(pk=theirs, wake_at__lte=now)),
        "start": Exists(StartTimer.objects.filter(pk=theirs)),
        "job": Exists(Job.objects.filter(pk=theirs)),
        "process": Exists(latest_processes().filter(pk=theirs)),
    }
    for kind, there in left.items():
        gone = _open(kind).exclude(there)
        for organisation in whose(gone):
            with within(organisation):
                gone.update(resolved_at=now, retry_at=None)


def latest_processes() -> QuerySet[Artifact]:
    """Give the latest version of each process of everybody: those that can still be started."""
    newer = Artifact.objects.filter(
        organisation=OuterRef("organisation"),
        kind="process",
        name=OuterRef("name"),
        version__gt=OuterRef("version"),
    )
    return Artifact.objects.filter(kind="process").exclude(Exists(newer))


def database_answers() -> bool:
    """Tell whether the database answers now: then it was the work that failed, and not all of it.

    Outside of any transaction; where the connection is broken a new one is tried.
    """
    try:
        connection.close_if_unusable_or_obsolete()
        connection.ensure_connection()
        if connection.is_usable():
            return True
        connection.close()
    except Error:
        return False
    return False


def _open(kind: Kind) -> QuerySet[Incident]:
    return Incident.objects.filter(work=kind, resolved_at=None)


def _held(kind: Kind, now: datetime) -> QuerySet[Incident]:
    return _open(kind).filter(Q(retry_at=None) | Q(retry_at__gt=now))
