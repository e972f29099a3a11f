"""Delivering what is on its way, lane by lane, in the order of the rows.

The process that threw it does so right after its commit; the worker takes what is left. Whoever
comes first takes the lane's first row away; the other waits for it, and finds it gone.
"""

from __future__ import annotations

import logging
import threading
from collections import deque

from django.db import Error, transaction

from cauce.runtime.scope import within
from cauce.runtime.store import store

log = logging.getLogger("cauce.deliveries")

_TAKE = (
    "DELETE FROM cauce_delivery WHERE id = (SELECT min(id) FROM cauce_delivery "
    "WHERE organisation_id = ? AND lane = ?) RETURNING id, target_id, payload, attempts"
)
_MORE = "SELECT 1 FROM cauce_delivery WHERE organisation_id = ? AND lane = ? LIMIT 1"
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
            with within(where[0]):
                while _deliver_first(where):
                    pass
    finally:
        _draining.lanes.clear()
        _draining.busy = False


def _deliver_first(where: Lane) -> bool:
    """Deliver what stands first in a lane; tell whether more stood behind it, to go on with."""
    from cauce.runtime import setbacks
    from cauce.runtime.effects.carry import carry

    pk = 0
    try:
        with transaction.atomic():
            taken, more = store().answers([(_TAKE, where), (_MORE, where)])
            if not taken:
                # Another has taken the row that this waited for; it may have left those behind it.
                return bool(more)
            ((pk, target, payload, attempts),) = taken
            if attempts and setbacks.is_held("delivery", pk):
                transaction.set_rollback(True)
                return False
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
    return bool(more)


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
