"""The sandbox as its users see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cauce.calendar import (
    TimerTextError,
    add_duration,
    as_duration,
    parse_moment,
)
from cauce.correlation import Signal, published
from cauce.engine.problems import Refused
from cauce.engine.replay import replay
from cauce.forms import Form
from cauce.testing.boundary import context, value
from cauce.testing.clock import Clock
from cauce.testing.definitions import Source
from cauce.testing.effects import Post, receivers
from cauce.testing.instance import Instance
from cauce.testing.outlook import Awaited, Entry, awaited, entries, next_due
from cauce.testing.views import Call, Job, KeptMessage, Published, Step, Task
from cauce.testing.work import JobHandler, open_jobs
from cauce.testing.world import World

START: Final = "2026-03-02T09:00:00-03:00"
"""The moment at which a sandbox begins, unless it is told another: a Monday morning."""


class Sandbox:
    """Processes in memory, on a virtual clock: the same engine and order of effects as at work.

    `start`: the moment at which it begins, ISO 8601 or an aware datetime.
    """

    def __init__(self, start: str | datetime = START) -> None:
        begin = parse_moment(start) if isinstance(start, str) else start
        if begin.tzinfo is None:
            raise Refused("INVALID_VALUE", f"start: expected a moment with its zone, came {start}")
        self._world = World(begin.astimezone(UTC))
        self._clock = Clock()
        self._steps: list[Step] = []
        self._world.witness = self._steps.append
        self._started: dict[tuple[str, str], Instance] = {}
        self._published: dict[tuple[str, str], Published] = {}

    @property
    def now(self) -> datetime:
        """The virtual clock, in UTC."""
        return self._world.now

    @property
    def instances(self) -> list[Instance]:
        """Every instance so far, in the order they started."""
        return list(self._world.instances)

    @property
    def steps(self) -> Sequence[Step]:
        """All steps of all instances, in order: the journal of the sandbox."""
        return self._steps

    @property
    def stuck(self) -> list[Instance]:
        """The active instances that nothing could move any more."""
        return [instance for instance in self._world.active() if instance.stuck]

    def deploy(self, *sources: Source) -> None:
        """Deploy BPMN, DMN and form files together: each a path, or the bytes of one.

        Raises DeploymentError, with every problem, where one would not be executed faithfully.
        """
        self._world.definitions.deploy(sources)
        self._deployed()

    def load_package(self, package: str | Path) -> None:
        """Deploy a process package: the name of one of the catalogue, or a folder.

        Raises PackageError or DeploymentError.
        """
        self._world.definitions.load_package(package)
        self._deployed()

    def on_job(self, kind: str, handler: JobHandler) -> None:
        """Let `handler(job)` answer every job, and package handler, of a type.

        It gives the result's variables, or None; it may raise BpmnError, for error events to
        catch, or anything else: the job fails and is tried again, up to its retries. Jobs of the
        type that wait already are done now.
        """
        self._world.work.on_job(kind, handler)
        self._world.settle()

    def start(
        self,
        process_id: str,
        variables: Mapping[str, object] | None = None,
        start_event: str | None = None,
        case_key: str | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> Instance:
        """Start an instance of the latest version of a process, at its only none start event.

        `start_event` names another of its start events. A missing `case_key` is generated. With
        the `idempotency_key` of an earlier start of the process that one's instance is given.
        Raises Refused.
        """
        if idempotency_key is not None and (process_id, idempotency_key) in self._started:
            return self._started[process_id, idempotency_key]
        version = self._world.definitions.latest(process_id)
        instance = self._world.start(
            version,
            context(variables, "variables"),
            start_event=start_event,
            case_key=case_key,
        )
        if idempotency_key is not None:
            self._started[process_id, idempotency_key] = instance
        self._world.settle()
        return instance

    def publish(
        self,
        message: str,
        key: object = None,
        variables: Mapping[str, object] | None = None,
        case_key: str | None = None,
        ttl: str | timedelta | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> Published:
        """Publish a message to the one who waits for it with that key, or to a start event.

        Without `key`, `case_key` is the key. `ttl`: how long it is kept if nobody takes it, ISO
        8601 or a timedelta; without one until its case ends, without a case for good. With the
        `idempotency_key` of an earlier message of that name nothing happens again.
        """
        if idempotency_key is not None and (message, idempotency_key) in self._published:
            return self._published[message, idempotency_key]
        result = Published(message_id=f"p-{next(self._world.sequence)}")
        made = published(
            id=result.message_id,
            name=message,
            key=value(key, "key"),
            case_key=case_key,
            variables=context(variables, "variables"),
            expires_at=None if ttl is None else self._after(ttl, "ttl"),
            is_case=self._world.is_case,
        )
        if idempotency_key is not None:
            self._published[message, idempotency_key] = result
        self._world.queue.append(Post(message=made))
        self._world.settle()
        return result

    def signal(
        self, signal: str, variables: Mapping[str, object] | None = None, key: object = None
    ) -> None:
        """Throw a signal to all who listen to it; with `key`, to those who listen with that key."""
        thrown = Signal(
            name=signal, key=value(key, "key"), variables=context(variables, "variables")
        )
        self._world.queue.extend(receivers(self._world, thrown, None))
        self._world.settle()

    def advance(self, duration: str | timedelta) -> None:
        """Move the clock by an ISO 8601 duration or timedelta.

        What is due on the way happens one by one, at its time, and settles before the next.
        """
        until = self._after(duration, "advance")
        if until < self.now:
            raise Refused("INVALID_VALUE", f"advance: the clock only goes forward, came {duration}")
        self._clock.advance(self._world, until)

    def tasks(self) -> list[Task]:
        """Give the open user tasks of all instances, oldest first."""
        tasks = [task for instance in self._world.active() for task in instance.tasks()]
        return sorted(tasks, key=lambda task: task.instance.order[task.key])

    def jobs(self) -> list[Job]:
        """Give the jobs that wait, oldest first: nobody answers their type."""
        return sorted(open_jobs(self._world), key=lambda job: job.instance.order[job.key])

    def messages(self) -> list[KeptMessage]:
        """Give the kept messages, oldest first."""
        return [
            KeptMessage(
                name=message.name,
                key=message.key,
                case_key=message.case_key,
                variables=message.variables,
                expires_at=message.expires_at,
            )
            for message in self._world.mailbox
        ]

    def calls(self, kind: str) -> Sequence[Call]:
        """Give what the handlers and jobs of a type were asked, in order."""
        return list(self._world.work.calls.get(kind, ()))

    def all_calls(self) -> Mapping[str, Sequence[Call]]:
        """Give what every type was asked, by type."""
        return {kind: list(calls) for kind, calls in self._world.work.calls.items()}

    def form(self, task: Task) -> Form | None:
        """Give a task's form, if it has one."""
        return self._world.definitions.form(task.form)

    def entries(self) -> list[Entry]:
        """Give where processes can be started, in the order of deployment."""
        return entries(self._world)

    def awaited(self) -> list[Awaited]:
        """Give the messages and signals that instances listen for, oldest first."""
        return awaited(self._world)

    def next_due(self) -> datetime | None:
        """Give the moment at which the next timer of an instance is due, if one runs."""
        return next_due(self._world)

    def replay_check(self) -> None:
        """Raise AssertionError unless every instance's journal gives its state."""
        for instance in self._world.instances:
            again = replay(instance.journal)
            if again != instance.state:
                raise AssertionError(
                    f"Expected the journal of {instance!r} to give its state,\ncame {again!r}\n"
                    f"for  {instance.state!r}"
                )

    def _deployed(self) -> None:
        self._clock.watch(self._world)
        self._world.stir()
        self._world.settle()

    def _after(self, duration: str | timedelta, what: str) -> datetime:
        try:
            return add_duration(self.now, as_duration(duration))
        except (TimerTextError, OverflowError) as error:
            raise Refused("INVALID_VALUE", f"{what}: {error}") from error
