"""Delivering what is on its way, lane by lane, in the order of the rows.

The process that threw it does so right after its commit; the worker takes what is left. Whoever
comes first locks the lane's first row; the other waits for it, and finds it gone.
"""

from __future__ import annotations

import logging
import threading
from collections import deque

from django.db import Error, transaction

from cauce.runtime.store import store

log = logging.getLogger("cauce.deliveries")

_FIRST = (
    "SELECT i.id, i.target_id, i.payload, i.attempts FROM cauce_delivery i "
    "WHERE i.organisation_id = ? AND i.lane = ? ORDER BY i.id LIMIT 1"
)
_ANY = "SELECT 1 FROM cauce_delivery WHERE organisation_id = ? AND lane = ? LIMIT 1"
_DELETE = "DELETE FROM cauce_delivery WHERE id = ?"
_FAILED = "UPDATE cauce_delivery SET attempts = attempts + 1 WHERE id = ?"

Lane = tuple[int, str]


class _Draining(threading.local):
    """The lanes that this thread still has to empty; whether it is at it."""

    def __init__(self) -> None:
        self.lanes: deque[Lane] = deque()
        self.busy = False


_draining = _Draining()


def drain(organisation: int, lane: str) -> None:
    """Deliver all that waits in a lane, and all that this puts into others.

    A delivery that fails stays, and what is behind it waits: until the worker has tried it again,
    and, where that fails for good, until a person has it tried again or gives it up.
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
    from cauce.runtime import setbacks
    from cauce.runtime.effects.carry import carry

    pk = 0
    try:
        with transaction.atomic():
            found = store().rows(_FIRST + store().for_update, where)
            if not found:
                # Where another emptied the row that this waited for, more may stand behind it.
                return bool(store().rows(_ANY, where))
            pk, target, payload, attempts = found[0]
            if attempts and setbacks.is_held("delivery", pk):
                return False
            if not store().run([(_DELETE, (pk,))])[0]:
                return True
            carry(where[0], where[1], target, bytes(payload))
            if attempts:
                setbacks.overcome("delivery", pk)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a handler's sys.exit() is its failure, not the sender's end
        if isinstance(error, Error) and not setbacks.database_answers():
            log.exception("the database is away; the worker tries delivery %s again", pk)
        else:
            log.exception("delivery %s failed; it stays", pk)
            _note_failure(pk, error)
        return False
    return True


def _note_failure(pk: int, error: BaseException) -> None:
    from cauce.runtime import setbacks
    from cauce.runtime.effects.subject import subject_of

    try:
        with transaction.atomic():
            subject = subject_of(pk)
            if subject is not None:
                store().run([(_FAILED, (pk,))])
                setbacks.failed("delivery", pk, subject, error)
    except Exception:
        log.exception("the failure of delivery %s could not be noted", pk)
