"""What a delivery that is given up leaves: a journal entry, and an incident of who awaits it."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError, transaction

from cauce.engine import commands as c
from cauce.runtime.effects import parcels as p
from cauce.runtime.effects.subject import readable
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.models import Delivery
from cauce.runtime.rows import lock_instance
from cauce.runtime.store import store

log = logging.getLogger("cauce.deliveries")

CODE = "CALL_GIVEN_UP"
_ANSWERS = (c.CompleteCall, c.FailCall, c.ThrowError)


def record(delivery: Delivery, sender: int | None, reason: str, by: str | None) -> None:
    """Say it in the journal of the receiver, else of the sender; one instance is locked.

    A call activity that would wait for ever gets an incident: it can be called again. An instance
    that cannot be stepped cannot be told; the delivery is given up all the same. Raises what the
    database fails with by itself: then nothing is given up.
    """
    told = delivery.target_id if delivery.target_id is not None else sender
    if told is None:
        return
    parcel = readable(bytes(delivery.payload))
    try:
        with transaction.atomic():
            row = lock_instance(store(), told)
            if row is None:
                return
            given_up = c.GiveUpDelivery(
                kind=delivery.kind, name=_name(parcel), reason=reason, actor=by
            )
            execute(store(), row, given_up, utcnow())
            key = _call(parcel)
            if key is not None:
                message = f"What the call waited for was given up: {reason}"
                execute(store(), row, c.FailCall(key=key, code=CODE, message=message), utcnow())
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("instance %s could not be told that a delivery was given up", told)


def _name(parcel: p.Parcel | None) -> str:
    match parcel:
        case p.MessageParcel(name=name):
            return name
        case p.CallParcel(process=process):
            return process
    return ""


def _call(parcel: p.Parcel | None) -> int | None:
    """Give the activation of the call activity that waits for a delivery, if one does."""
    if isinstance(parcel, p.CallParcel):
        return parcel.key
    if isinstance(parcel, p.CommandParcel):
        command = p.as_command(parcel)
        return command.key if isinstance(command, _ANSWERS) else None
    return None
