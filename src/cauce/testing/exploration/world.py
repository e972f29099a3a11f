"""A world whose every next happening is a choice, and that can be copied at any moment."""

from __future__ import annotations

import copy
from collections import Counter, deque
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cauce.calendar import add_duration, parse_duration
from cauce.correlation import Signal, published
from cauce.engine import commands as c
from cauce.engine.events import Event
from cauce.testing.boundary import context
from cauce.testing.deliveries import deliver, deliver_kept
from cauce.testing.effects import Effect, Post, receivers
from cauce.testing.exploration.model import Message, RecordHandler
from cauce.testing.instance import Instance
from cauce.testing.views import Job
from cauce.testing.work import open_jobs
from cauce.testing.world import World

ENVIRONMENT = ""
"""The lane of what comes from outside."""

STARTS = ("message", "signal", "timer")
"""The kinds of start events that listen."""


class OpenWorld(World):
    """A world that delivers nothing by itself.

    What is thrown stands in `lanes`, one for each case that throws: in a lane nothing overtakes,
    between lanes every order is possible, as in the runtime.
    """

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self.lanes: dict[str, deque[Effect]] = {}
        self.records: dict[str, Any] = {}
        self.sent: Counter[str] = Counter()
        """How many messages of the environment have come, by title."""

    def fork(self) -> OpenWorld:
        """Copy all that can change; definitions and what is fixed in them stay shared."""
        for instance in self.instances:
            instance.journal.clear()
        self.work.calls.clear()
        self.agenda.clear()
        return copy.deepcopy(self, self._shared())

    def settle(self) -> None:
        """Leave everything as it is: what happens next is for the exploration to choose."""

    def send(self, message: Message) -> None:
        """Let a message or signal of the environment come."""
        self.sent[message.title] += 1
        variables = context(message.variables, "variables")
        if message.signal:
            signal = Signal(name=message.name, key=message.key, variables=variables)
            self._throw(ENVIRONMENT, receivers(self, signal, None))
            return
        given = published(
            id=f"{message.title}-{self.sent[message.title]}",
            name=message.name,
            key=message.key,
            case_key=message.case_key,
            variables=variables,
            expires_at=self._after(message.time_to_live),
            is_case=self.is_case,
        )
        deliver(self, Post(message=given))

    def deliver(self, lane: str) -> None:
        """Carry out the oldest effect of a lane."""
        effect = self.lanes[lane].popleft()
        if not self.lanes[lane]:
            del self.lanes[lane]
        deliver(self, effect)

    def offer_kept(self) -> bool:
        """Deliver the oldest kept message that somebody takes; tell whether there was one."""
        return deliver_kept(self)

    def jobs(self) -> list[Job]:
        """Give the open jobs, in the order of their instances."""
        return list(open_jobs(self))

    def do(self, job: Job) -> None:
        """Do a job, with the answer of its handler or sample."""
        self.execute(job.instance, c.CompleteJob(key=job.key, variables=self.work.answer(job)))

    def fire(self, instance: Instance, key: int) -> None:
        """Let a timer fire, at its time or, if that is past, late."""
        self.now = max(self.now, instance.state.timers[key].due)
        self.execute(instance, c.FireTimer(key=key))

    def rest(self) -> None:
        """Throw away the kept messages that nobody can want any more."""
        self.mailbox.discard(self.now, self.case_ended)

    def answer_with(self, handlers: Mapping[str, RecordHandler]) -> None:
        """Let handlers answer from the records of the world that asks."""
        for kind, handler in handlers.items():
            self.work.on_job(kind, _from_records(handler))

    def _after(self, time_to_live: str | None) -> datetime | None:
        if time_to_live is None:
            return None
        return add_duration(self.now, parse_duration(time_to_live))

    def _shared(self) -> dict[int, Any]:
        """Give what a copy does not copy, as deepcopy's memo wants it."""
        listening = [at for kind in STARTS for at in self.definitions.listening(kind)]
        versions = {at.version for at in listening}
        versions.update(instance.version for instance in self.instances)
        shared: list[object] = [self.definitions, self.sequence, *listening, *versions]
        for version in versions:
            shared += [version.graph, *version.graph.nodes]
        return {id(each): each for each in shared}

    def _take(self, instance: Instance, happened: list[Event]) -> None:
        super()._take(instance, happened)
        self._throw(instance.case_key, list(self.queue))
        self.queue.clear()

    def _throw(self, lane: str, effects: list[Effect]) -> None:
        if effects:
            self.lanes.setdefault(lane, deque()).extend(effects)


def _from_records(handler: RecordHandler) -> Any:
    def answer(job: Job) -> Mapping[str, Any] | None:
        world = job.instance._world
        assert isinstance(world, OpenWorld)
        return handler(world.records, job)

    return answer
