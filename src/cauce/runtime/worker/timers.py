"""Timers of instances: fired one by one, in the order they are due."""

from __future__ import annotations

from cauce.engine import commands as c
from cauce.engine.codec import decode_state
from cauce.engine.state import runs
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.rows import lock_instance
from cauce.runtime.store import store
from cauce.runtime.transactions import one_transaction
from cauce.runtime.worker.each import each

_DUE = "SELECT id FROM cauce_instance WHERE wake_at <= ? ORDER BY wake_at, id LIMIT 1000"


def fire_due() -> int:
    """Fire the timers that are due; tell how many."""
    now = utcnow()
    due = store().rows(_DUE, (store().value(now),))
    return each((pk for (pk,) in due), _fire_first)


@one_transaction
def _fire_first(pk: int) -> bool:
    """Fire the timer of an instance that is due first; another worker may have been quicker."""
    row = lock_instance(store(), pk)
    now = utcnow()
    if row is None or row.status != "active":
        return False
    timers = decode_state(row.state).timers
    due = [(timer.due, key) for key, timer in timers.items() if runs(timer) and timer.due <= now]
    if not due:
        return False
    return execute(store(), row, c.FireTimer(key=min(due)[1]), now) is None
