"""What a delivery that is given up leaves behind: whoever waits for it is told."""

from __future__ import annotations

import logging

from django.db import transaction

from cauce.engine import commands as c
from cauce.runtime.effects import parcels as p
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.rows import lock_instance
from cauce.runtime.store import store

log = logging.getLogger("cauce.deliveries")

CODE = "CALL_GIVEN_UP"
_ANSWERS = (c.CompleteCall, c.FailCall, c.ThrowError)


def tell_caller(target: int | None, payload: bytes, reason: str) -> None:
    """Leave an incident at the call activity that would wait for ever: it can be called again.

    An instance that cannot be stepped cannot be told; the delivery is given up all the same.
    """
    try:
        key = _call(payload)
        if target is None or key is None:
            return
        with transaction.atomic():
            row = lock_instance(store(), target)
            if row is not None:
                message = f"What the call waited for was given up: {reason}"
                execute(store(), row, c.FailCall(key=key, code=CODE, message=message), utcnow())
    except Exception:
        log.exception("instance %s could not be told that a delivery was given up", target)


def _call(payload: bytes) -> int | None:
    """Give the activation of the call activity that waits for a delivery, if one does."""
    parcel = p.read(payload)
    if isinstance(parcel, p.CallParcel):
        return parcel.key
    if isinstance(parcel, p.CommandParcel):
        command = p.as_command(parcel)
        return command.key if isinstance(command, _ANSWERS) else None
    return None
