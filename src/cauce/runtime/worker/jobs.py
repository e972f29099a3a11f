"""Jobs: work outside of the step, at least once, tried again later when it fails.

A job is claimed in one transaction, done outside of any, and answered in another: a worker that
is killed in between leaves it claimed until its lock runs out, and it is done again.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from cauce.engine import BpmnError
from cauce.engine import commands as c
from cauce.engine.codec import decode_state
from cauce.engine.variables import Names
from cauce.runtime import ports
from cauce.runtime.answers import passes_over
from cauce.runtime.deployed import definition
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.models import Job
from cauce.runtime.rows import lock_instance
from cauce.runtime.store import store
from cauce.runtime.values import normalized

log = logging.getLogger("cauce.jobs")

LOCK = timedelta(minutes=5)
"""How long a worker may take for one job."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JobCall:
    """What is asked of whoever does a job. `key` is the same for every attempt at it."""

    key: str
    type: str
    element_id: str
    variables: Mapping[str, Any]
    headers: Mapping[str, str]
    retries: int
    case_key: str


Doing = Callable[[JobCall], Mapping[str, Any] | None]


def do_job() -> int:
    """Do the jobs that are due and that this worker knows how to do; tell how many."""
    now = utcnow()
    free = Q(locked_until__isnull=True) | Q(locked_until__lt=now)
    due = Job.objects.filter(free, due_at__lte=now, retries__gt=0).order_by("pk")
    return sum(_do(pk) for pk in due.values_list("pk", flat=True)[:100])


def _do(pk: int) -> bool:
    claimed = _claim(pk)
    if claimed is None:
        return False
    instance, key, call, doing = claimed
    try:
        answer = normalized(doing(call), f"the answer of «{call.type}»")
        command: c.Command = c.CompleteJob(key=key, variables=answer)
    except BpmnError as error:
        variables = normalized(error.variables, f"the variables of {error.code}")
        command = c.ThrowError(key=key, code=error.code, message=error.message, variables=variables)
    except Exception as error:
        log.exception("job %s (%s) failed", call.key, call.type)
        message = f"{type(error).__name__}: {error}"
        command = c.FailJob(key=key, message=message, retries=call.retries - 1)
    with transaction.atomic():
        row = lock_instance(store(), instance)
        if row is not None:
            # What was withdrawn meanwhile refuses the answer.
            execute(store(), row, command, utcnow())
    return True


@transaction.atomic
def _claim(pk: int) -> tuple[int, int, JobCall, Doing] | None:
    now = utcnow()
    free = Q(locked_until__isnull=True) | Q(locked_until__lt=now)
    job = Job.objects.select_for_update(skip_locked=_can_skip()).filter(free, pk=pk).first()
    if job is None:
        return None
    row = lock_instance(store(), job.instance_id)
    if row is None or row.status != "active":
        return None
    state = decode_state(row.state)
    found = state.jobs.get(job.key)
    doing = ports.jobs().get(job.type)
    if doing is None:
        package = definition(row.definition).package
        if package is None or job.type not in package.handlers:
            return None
        doing = partial(passes_over, package.handlers[job.type])
    if found is None or found.retries <= 0:
        return None
    job.locked_until, job.worker = now + LOCK, socket.gethostname()
    job.save(update_fields=["locked_until", "worker"])
    call = JobCall(
        key=f"{row.uid}:{job.key}",
        type=job.type,
        element_id=job.element_id,
        variables=Names(state, job.key).all(),
        headers=found.headers,
        retries=found.retries,
        case_key=row.case_key,
    )
    return row.id, job.key, call, doing


def _can_skip() -> bool:
    return connection.features.has_select_for_update_skip_locked
