"""Timers of instances: fired one by one, in the order they are due."""

from __future__ import annotations

from cauce.engine import commands as c
from cauce.engine.codec import decode_state
from cauce.engine.state import runs
from cauce.runtime import setbacks
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.models import Instance
from cauce.runtime.rows import lock_instance
from cauce.runtime.setbacks import Subject
from cauce.runtime.store import store
from cauce.runtime.transactions import one_transaction
from cauce.runtime.worker.each import each

BATCH = 100
"""Timers that one round fires."""


def fire_due() -> int:
    """Fire the timers that are due; tell how many."""
    now = utcnow()
    due = Instance.objects.filter(wake_at__lte=now).exclude(setbacks.held("timer", now))
    first = due.order_by("wake_at", "pk").values_list("organisation_id", "pk")[:BATCH]
    return each("timer", first, _fire_first, _subject)


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
    rejection = execute(store(), row, c.FireTimer(key=min(due)[1]), now)
    if rejection is not None:
        raise RuntimeError(f"{rejection.code}: {rejection.message}")
    return True


def _subject(pk: int) -> Subject | None:
    found = Instance.objects.filter(pk=pk).values_list("organisation_id", "process").first()
    if found is None:
        return None
    organisation, process = found
    return Subject(
        organisation=organisation,
        instance=pk,
        element_id=process,
        what="A timer that is due could not be fired",
    )
