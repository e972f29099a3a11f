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
from functools import lru_cache, partial
from typing import Any

from django.db.models import Q

from cauce.engine import BpmnError
from cauce.engine import commands as c
from cauce.engine.codec import decode_state
from cauce.engine.variables import Names
from cauce.packages import load as read_package
from cauce.runtime import ports
from cauce.runtime.answers import passes_over
from cauce.runtime.deployed import definition
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.models import Deployment, Instance, Job
from cauce.runtime.rows import lock_instance
from cauce.runtime.store import store
from cauce.runtime.transactions import one_transaction
from cauce.runtime.values import normalized
from cauce.runtime.worker.each import each

log = logging.getLogger("cauce.jobs")

LOCK = timedelta(minutes=5)
"""How long a worker may take for one job."""
BATCH = 100
"""Jobs that one round takes on."""


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
    due = Job.objects.filter(free, due_at__lte=now, retries__gt=0, type__in=_known())
    return each(due.order_by("pk").values_list("pk", flat=True)[:BATCH], _do)


def _known() -> list[str]:
    """Give the types that are done here; others wait for workers elsewhere."""
    packages = Deployment.objects.exclude(package="").values_list("package", flat=True).distinct()
    declared = (declared for name in packages for declared in _package_jobs(name))
    return sorted({*ports.jobs(), *declared})


@lru_cache(maxsize=256)
def _package_jobs(name: str) -> tuple[str, ...]:
    handlers = read_package(name).handlers
    return tuple(kind for kind, declared in handlers.items() if declared.kind != "handler")


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
    _answer(instance, command)
    return True


@one_transaction
def _answer(instance: int, command: c.Command) -> None:
    row = lock_instance(store(), instance)
    if row is not None:
        # What was withdrawn meanwhile refuses the answer.
        execute(store(), row, command, utcnow())


@one_transaction
def _claim(pk: int) -> tuple[int, int, JobCall, Doing] | None:
    """Take a free job. Its instance is not locked: steps lock that first, and then its jobs."""
    job = Job.objects.select_related("instance__case").filter(pk=pk).first()
    doing = None if job is None else _doing(job)
    now = utcnow()
    free = Q(locked_until__isnull=True) | Q(locked_until__lt=now)
    claim = Job.objects.filter(free, pk=pk, due_at__lte=now, retries__gt=0)
    if job is None or doing is None:
        return None
    if not claim.update(locked_until=now + LOCK, worker=socket.gethostname()):
        return None
    instance = Instance.objects.get(pk=job.instance_id)
    state = decode_state(bytes(instance.state))
    found = state.jobs.get(job.key)
    if found is None:
        return None
    call = JobCall(
        key=f"{instance.uid}:{job.key}",
        type=job.type,
        element_id=job.element_id,
        variables=Names(state, job.key).all(),
        headers=found.headers,
        retries=found.retries,
        case_key=job.instance.case.key,
    )
    return instance.pk, job.key, call, doing


def _doing(job: Job) -> Doing | None:
    doing = ports.jobs().get(job.type)
    package = definition(job.instance.definition_id).package
    if doing is None and package is not None and job.type in package.handlers:
        return partial(passes_over, package.handlers[job.type])
    return doing
