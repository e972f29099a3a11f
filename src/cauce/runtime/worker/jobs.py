"""Jobs: work outside of the step, at least once, tried again later when it fails.

A job is claimed in one transaction, done outside of any in a thread of its own, and answered in
another: a worker that is killed in between, or a job that never ends, leaves it claimed until its
lock runs out. That counts as a failure of the work, and somebody does it again.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import Any

from django.db.models import QuerySet

from cauce.engine import BpmnError
from cauce.engine import commands as c
from cauce.engine.codec import decode_state
from cauce.engine.problems import told
from cauce.engine.variables import Names
from cauce.packages import load as read_package
from cauce.runtime import ports, setbacks
from cauce.runtime.answers import passes_over
from cauce.runtime.deployed import definition
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.models import Deployment, Instance, Job
from cauce.runtime.rows import lock_instance
from cauce.runtime.scope import within
from cauce.runtime.setbacks import Subject
from cauce.runtime.store import store
from cauce.runtime.transactions import one_transaction
from cauce.runtime.values import normalized
from cauce.runtime.whose import whose
from cauce.runtime.worker.each import attempt, note

log = logging.getLogger("cauce.jobs")

LOCK = timedelta(minutes=5)
"""How long one job may take."""


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Claimed:
    """A job that this worker has taken, until its lock runs out."""

    pk: int
    organisation: int
    instance: int
    key: int
    call: JobCall
    doing: Doing
    until: datetime

    def do(self) -> c.Command:
        """Do it; give the answer, which may be that it failed. Nothing it raises gets out."""
        try:
            with within(self.organisation):
                answer = normalized(self.doing(self.call), f"the answer of «{self.call.type}»")
            return c.CompleteJob(key=self.key, variables=answer)
        except BpmnError as error:
            return self._thrown(error)
        except BaseException as error:  # a handler's sys.exit() is its failure, not the worker's
            return self._failed(error)

    def _thrown(self, error: BpmnError) -> c.Command:
        try:
            values = normalized(error.variables, f"the variables of {error.code}")
        except Exception as wrong:
            return self._failed(wrong)
        return c.ThrowError(key=self.key, code=error.code, message=error.message, variables=values)

    def _failed(self, error: BaseException) -> c.Command:
        log.error("job %s (%s) failed", self.call.key, self.call.type, exc_info=error)
        message = told(f"{type(error).__name__}: {error}")
        return c.FailJob(key=self.key, message=message, retries=self.call.retries - 1)


def due_jobs(now: datetime) -> QuerySet[Job]:
    """Give the jobs that may be claimed now and that are done here; others wait for others."""
    free = Job.objects.filter(locked_until=None, due_at__lte=now, retries__gt=0)
    return free.filter(type__in=_known()).exclude(setbacks.held("job", now))


def release_lost() -> int:
    """Free the jobs whose lock has run out, and note that; nothing waits for it."""
    lost = Job.objects.filter(locked_until__lt=utcnow())
    for organisation in whose(lost):
        with within(organisation):
            _release(lost)
    return 0


def _release(lost: QuerySet[Job]) -> None:
    for pk, worker in list(lost.values_list("pk", "worker")):
        if lost.filter(pk=pk).update(locked_until=None):
            reason = f"the worker on «{worker}» took it and gave no answer within {LOCK}"
            note("job", pk, TimeoutError(reason), _subject)


def claim(organisation: int, pk: int) -> Claimed | None:
    """Take a free job; None where another was quicker, or where that fails, which is noted."""
    with within(organisation):
        return attempt("job", pk, partial(_claim, pk), _subject)


@one_transaction
def _claim(pk: int) -> Claimed | None:
    # Its instance is not locked: steps lock that first, and then its jobs.
    job = Job.objects.select_related("instance__case").filter(pk=pk).first()
    doing = None if job is None else _doing(job)
    if job is None or doing is None:
        return None
    until = utcnow() + LOCK
    free = due_jobs(utcnow()).filter(pk=pk)
    if not free.update(locked_until=until, worker=socket.gethostname()):
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
    return Claimed(
        pk=pk,
        organisation=job.organisation_id,
        instance=instance.pk,
        key=job.key,
        call=call,
        doing=doing,
        until=until,
    )


def answer(claimed: Claimed, command: c.Command) -> bool:
    """Give a job's answer to its instance; tell whether it was given. A failure is noted."""
    with within(claimed.organisation):
        if attempt("job", claimed.pk, partial(_answer, claimed, command), _subject):
            return True
        Job.objects.filter(pk=claimed.pk, locked_until=claimed.until).update(locked_until=None)
    return False


@one_transaction
def _answer(claimed: Claimed, command: c.Command) -> bool:
    row = lock_instance(store(), claimed.instance)
    if row is not None:
        # What was withdrawn meanwhile refuses the answer.
        execute(store(), row, command, utcnow())
        setbacks.overcome("job", claimed.pk)
    return True


def _doing(job: Job) -> Doing | None:
    doing = ports.jobs().get(job.type)
    package = definition(job.instance.definition_id).package
    if doing is None and package is not None and job.type in package.handlers:
        return partial(passes_over, package.handlers[job.type])
    return doing


def _known() -> list[str]:
    """Give the types that are done here."""
    packages = Deployment.objects.exclude(package="").values_list("package", flat=True).distinct()
    declared = (declared for name in packages for declared in _package_jobs(name))
    return sorted({*ports.jobs(), *declared})


@lru_cache(maxsize=256)
def _package_jobs(name: str) -> tuple[str, ...]:
    try:
        handlers = read_package(name).handlers
    except Exception:
        # Its instances say so, each as an incident of its own, as soon as they have to go on.
        log.exception("the package «%s» cannot be read: nobody here does its jobs", name)
        return ()
    return tuple(kind for kind, declared in handlers.items() if declared.kind != "handler")


def _subject(pk: int) -> Subject | None:
    job = Job.objects.filter(pk=pk).first()
    if job is None:
        return None
    return Subject(
        organisation=job.organisation_id,
        instance=job.instance_id,
        element_id=job.element_id,
        what=f"The job «{job.type}» was not answered",
    )
