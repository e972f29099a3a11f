"""Whom a delivery concerns, when it fails: where people look for what stands still."""

from __future__ import annotations

from uuid import UUID

from cauce.runtime.effects import parcels as p
from cauce.runtime.models import Delivery, Instance
from cauce.runtime.setbacks import Subject


def subject_of(pk: int) -> Subject | None:
    """Give the sender in the case whose lane stands still; without a case, the receiver.

    None where the delivery is no longer there.
    """
    row = Delivery.objects.filter(pk=pk).first()
    if row is None:
        return None
    parcel = readable(bytes(row.payload))
    found = _instance(row, parcel)
    return Subject(
        organisation=row.organisation_id,
        instance=None if found is None else found.pk,
        element_id="" if found is None else found.process,
        what=_what(row, parcel),
    )


def _instance(row: Delivery, parcel: p.Parcel | None) -> Instance | None:
    in_case = Instance.objects.filter(organisation=row.organisation_id, case__key=row.lane)
    sender = _sender(parcel)
    return (
        (None if sender is None else in_case.filter(uid=sender).first())
        or in_case.filter(delivery=row).first()
        or in_case.order_by("pk").first()
        or row.target
    )


def _sender(parcel: p.Parcel | None) -> UUID | None:
    """Give the instance that threw a message: the first part of its id, where it has two."""
    if not isinstance(parcel, p.MessageParcel):
        return None
    uid, _, key = parcel.id.partition(":")
    return UUID(uid) if key else None


def _what(row: Delivery, parcel: p.Parcel | None) -> str:
    match parcel:
        case p.MessageParcel(name=name):
            return f"The message «{name}» could not be delivered"
        case p.CallParcel(process=process):
            return f"The called process «{process}» could not begin"
        case p.StartParcel(element_id=element_id):
            return f"A signal could not begin a process at «{element_id}»"
        case p.WithdrawParcel():
            return "A called process could not be withdrawn"
        case p.CommandParcel():
            return "What another instance asked of it could not be carried out"
        case None:
            return f"A delivery ({row.kind}) could not be read"


def readable(payload: bytes) -> p.Parcel | None:
    """Read a parcel, where it can be read: it may be what fails."""
    try:
        return p.read(payload)
    except ValueError:
        return None
