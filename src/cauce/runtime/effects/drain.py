"""Delivering what is on its way, lane by lane, in the order of the rows.

The process that threw it does so right after its commit; the worker takes what is left. Whoever
comes first locks the lane's first row; the other waits for it, and finds it gone.
"""

from __future__ import annotations

import logging
import threading
from collections import deque

from django.db import DatabaseError, transaction

from cauce.runtime.store import store

log = logging.getLogger("cauce.deliveries")

_FIRST = (
    "SELECT i.id, i.target_id, i.payload FROM cauce_delivery i "
    "WHERE i.organisation_id = ? AND i.lane = ? ORDER BY i.id LIMIT 1"
)
_DELETE = "DELETE FROM cauce_delivery WHERE id = ?"
_FAILED = "UPDATE cauce_delivery SET attempts = attempts + 1, error = ? WHERE id = ?"

Lane = tuple[int, str]


class _Draining(threading.local):
    """The lanes that this thread still has to empty; whether it is at it."""

    def __init__(self) -> None:
        self.lanes: deque[Lane] = deque()
        self.busy = False


_draining = _Draining()


def drain(organisation: int, lane: str) -> None:
    """Deliver all that waits in a lane, and all that this puts into others.

    A delivery that fails stays, with its error; what is behind it waits for the worker's retry.
    """
    _draining.lanes.append((organisation, lane))
    if _draining.busy:
        return
    _draining.busy = True
    try:
        while _draining.lanes:
            where = _draining.lanes.popleft()
            while _deliver_first(where):
                pass
    finally:
        _draining.lanes.clear()
        _draining.busy = False


def _deliver_first(where: Lane) -> bool:
    from cauce.runtime.effects.carry import carry

    pk = 0
    try:
        with transaction.atomic():
            found = store().rows(_FIRST + store().for_update, where)
            if not found:
                return False
            pk, target, payload = found[0]
            if not store().run([(_DELETE, (pk,))])[0]:
                return True
            carry(where[0], where[1], target, bytes(payload))
    except DatabaseError:
        log.exception("the database refused delivery %s; the worker tries again", pk)
        return False
    except Exception as error:
        log.exception("delivery %s failed; it stays", pk)
        with transaction.atomic():
            store().run([(_FAILED, (repr(error), pk))])
        return False
    return True
