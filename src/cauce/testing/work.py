"""Jobs and handlers: who answers them, and what they were asked.

A type that a package declares as a handler answers inside the step. Every other type is a job:
it takes its turn, and where neither `on_job` nor a package answers it, it waits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cauce.engine import commands as c
from cauce.engine.env import Handler, HandlerCall
from cauce.engine.problems import BpmnError
from cauce.packages import Handler as Declared
from cauce.packages import sample_answer
from cauce.testing.boundary import context
from cauce.testing.instance import Instance
from cauce.testing.views import Call, Job

if TYPE_CHECKING:
    from cauce.testing.definitions import Definitions, Version
    from cauce.testing.world import World

JobHandler = Callable[[Job], Mapping[str, object] | None]


class Work:
    """Answers jobs and handlers: as `on_job` says, else with the sample of a package."""

    def __init__(self, definitions: Definitions, now: Callable[[], datetime]) -> None:
        self._definitions = definitions
        self._now = now
        self._given: dict[str, JobHandler] = {}
        self.calls: defaultdict[str, list[Call]] = defaultdict(list)

    def on_job(self, kind: str, handler: JobHandler) -> None:
        """Let `handler` answer all jobs, or the package's handler, of that type."""
        self._given[kind] = handler

    def handlers(self, instance: Instance) -> Mapping[str, Handler]:
        """Give the handlers proper, which answer inside a step of the instance."""

        def ask(call: HandlerCall) -> Mapping[str, Any]:
            job = Job(
                key=0,
                type=call.type,
                element_id=call.element_id,
                variables=call.variables,
                headers=call.headers,
                retries=1,
                instance=instance,
                case_key=call.case_key,
            )
            return self.answer(job)

        return dict.fromkeys(self._definitions.handler_types(instance.version), ask)

    def is_answered(self, kind: str, version: Version) -> bool:
        """Tell whether somebody answers the jobs of a type that a process asks for."""
        return kind in self._given or self._definitions.handler(kind, version) is not None

    def do_next(self, world: World) -> bool:
        """Do the oldest job that somebody answers; tell whether there was one."""
        oldest = world.agenda.next_job(self.is_answered)
        if oldest is None:
            return False
        instance, key = oldest
        job = instance.job(key)
        rejection = world.execute(instance, self._attempt(job))
        if rejection is not None:
            world.execute(instance, _failed(job, rejection.message))
        return True

    def answer(self, job: Job) -> dict[str, Any]:
        """Ask, and record what a package's declaration says it is asked (else all)."""
        declared = self._declared(job)
        if declared is None:
            self.calls[job.type].append(Call(job, job.variables))
        else:
            inputs = {name: job.variables.get(name) for name in declared.inputs}
            self.calls[job.type].append(Call(job, inputs))
            if job.type not in self._given:
                return sample_answer(declared, inputs, self._now())
        return context(self._given[job.type](job), f"the answer of «{job.type}»")

    def _declared(self, job: Job) -> Declared | None:
        return self._definitions.handler(job.type, job.instance.version)

    def _attempt(self, job: Job) -> c.Command:
        try:
            return self._outcome(job)
        except Exception as error:
            # Whatever a handler raises, or gives that no variable can hold: its job has failed.
            return _failed(job, f"{type(error).__name__}: {error}")

    def _outcome(self, job: Job) -> c.Command:
        try:
            return c.CompleteJob(key=job.key, variables=self.answer(job))
        except BpmnError as error:
            return c.ThrowError(
                key=job.key,
                code=error.code,
                message=error.message,
                variables=context(error.variables, f"the variables of {error.code}"),
            )


def _failed(job: Job, message: str) -> c.Command:
    return c.FailJob(key=job.key, message=message, retries=job.retries - 1)


def open_jobs(world: World) -> Iterator[Job]:
    """Give the jobs that can be done: none that an incident holds."""
    for instance in world.active():
        for key in instance.state.jobs:
            if not instance.state.activations[key].incident:
                yield instance.job(key)
