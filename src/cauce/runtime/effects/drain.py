"""Delivering what is on its way, lane by lane, in the order of the rows.

The process that threw it does so right after its commit; the worker takes what is left. Whoever
comes first locks the lane's first row; the other waits for it, and finds it gone.
"""

from __future__ import annotations

import logging
import threading
from collections import deque

from django.db import Error, connection, transaction

from cauce.runtime.store import store

log = logging.getLogger("cauce.deliveries")

_FIRST = (
    "SELECT i.id, i.target_id, i.payload FROM cauce_delivery i "
    "WHERE i.organisation_id = ? AND i.lane = ? ORDER BY i.id LIMIT 1"
)
_ANY = "SELECT 1 FROM cauce_delivery WHERE organisation_id = ? AND lane = ? LIMIT 1"
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
                # Where another emptied the row that this waited for, more may stand behind it.
                return bool(store().rows(_ANY, where))
            pk, target, payload = found[0]
            if not store().run([(_DELETE, (pk,))])[0]:
                return True
            carry(where[0], where[1], target, bytes(payload))
    except Error:
        log.exception("the database refused delivery %s; the worker tries again", pk)
        connection.close_if_unusable_or_obsolete()
        return False
    except Exception as error:
        log.exception("delivery %s failed; it stays", pk)
        _note_failure(pk, repr(error))
        return False
    return True


def _note_failure(pk: int, error: str) -> None:
    try:
        with transaction.atomic():
            store().run([(_FAILED, (error, pk))])
    except Error:
        log.exception("the failure of delivery %s could not be noted", pk)
