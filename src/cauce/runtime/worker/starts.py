"""Timer start events: instances that the clock begins."""

from __future__ import annotations

import logging
from datetime import UTC

from django.db import transaction

from cauce.engine import Env
from cauce.engine.elements.triggers.timer import next_due
from cauce.runtime import setbacks
from cauce.runtime.begin import begin
from cauce.runtime.deployed import Definition, definition
from cauce.runtime.errors import Refused
from cauce.runtime.execute import utcnow
from cauce.runtime.models import StartTimer
from cauce.runtime.setbacks import Subject
from cauce.runtime.transactions import one_transaction
from cauce.runtime.worker.each import each

log = logging.getLogger("cauce.worker")

BATCH = 100
"""Starts that one round makes."""


def start_due() -> int:
    """Begin what is due; tell how many began."""
    now = utcnow()
    due = StartTimer.objects.filter(due_at__lte=now).exclude(setbacks.held("start", now))
    first = due.order_by("due_at", "pk").values_list("organisation_id", "pk")[:BATCH]
    return each("start", first, _start, _subject)


@one_transaction
def _start(pk: int) -> bool:
    timer = StartTimer.objects.select_for_update().filter(pk=pk, due_at__lte=utcnow()).first()
    if timer is None:
        return False
    found = definition(timer.artifact_id)
    try:
        with transaction.atomic():
            begin(
                organisation=timer.organisation_id,
                definition=found,
                start_event=timer.element_id,
                variables={},
            )
    except Refused as refused:
        log.warning("%s does not begin at %s: %s", found.graph.id, timer.element_id, refused)
    _go_on(timer, found)
    return True


def _go_on(timer: StartTimer, found: Definition) -> None:
    """Let a cycle wait for its next occurrence, by the plan; else the timer is done."""
    following = None
    if timer.cycle is not None:
        env = Env(now=utcnow(), calendar=found.calendar, settings=found.settings)
        due = timer.due_at.astimezone(UTC)
        following = next_due(timer.cycle, timer.left, due, timer.anchor.astimezone(UTC), env)
    if following is None:
        timer.delete()
        return
    timer.due_at = following
    if timer.left > 0:
        timer.left -= 1
    timer.save(update_fields=["due_at", "left"])


def _subject(pk: int) -> Subject | None:
    timer = StartTimer.objects.select_related("artifact").filter(pk=pk).first()
    if timer is None:
        return None
    return Subject(
        organisation=timer.organisation_id,
        instance=None,
        element_id=timer.element_id,
        what=f"The process «{timer.artifact.name}» could not begin by its timer",
    )
