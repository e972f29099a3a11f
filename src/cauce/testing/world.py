"""The world of a sandbox: its instances, the clock, and what is on its way between them.

Each call runs one instance to rest; then what was thrown is delivered in the order thrown, each
delivery running to rest; then jobs are done one at a time, oldest first.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from itertools import count
from typing import Any

from cauce.engine import Env, Rejection, commands, step
from cauce.engine.env import Handler
from cauce.engine.events import Event
from cauce.engine.limits import keep
from cauce.engine.migration import Summary, plan, summary
from cauce.engine.problems import Refused
from cauce.engine.replay import replay
from cauce.engine.step import STEP_LIMIT
from cauce.testing.agenda import Agenda
from cauce.testing.case_keys import CaseKeys
from cauce.testing.definitions import Definitions, Version
from cauce.testing.deliveries import deliver, deliver_kept
from cauce.testing.effects import Effect, effects_of
from cauce.testing.instance import Instance
from cauce.testing.mailbox import Mailbox
from cauce.testing.views import Step, Task, form_context
from cauce.testing.work import Work

MAX_DELIVERIES = 100_000
"""Deliveries and jobs that one call may cause before it counts as running in a circle."""


class NoRestError(RuntimeError):
    """One call caused ever more deliveries or jobs: instances probably feed each other."""


class World:
    """All that one sandbox holds. The facade in `sandbox` is what users see."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.definitions = Definitions()
        self.instances: list[Instance] = []
        self.witness: Callable[[Step], None] | None = None
        """Who is told of each step."""
        self.mailbox = Mailbox()
        self.work = Work(self.definitions, lambda: self.now)
        self.sequence: Iterator[int] = count(1)
        self.queue: deque[Effect] = deque()
        self.agenda = Agenda(self.instances)
        self._stirred = False
        """Whether somebody new may take a kept message, which goes before what is on its way."""
        self._case_keys = CaseKeys()
        self._cases: Counter[str] = Counter()
        """Active instances by case; a case that has ended counts 0."""
        self._active: dict[int, Instance] = {}

    def active(self) -> list[Instance]:
        """Give the active instances, oldest first."""
        return list(self._active.values())

    def is_case(self, key: str) -> bool:
        """Tell whether a text is the key of a case, open or ended."""
        return key in self._cases

    def case_ended(self, key: str) -> bool:
        """Tell whether no instance of a case is active any more."""
        return key in self._cases and not self._cases[key]

    def start(
        self,
        version: Version,
        variables: Mapping[str, Any],
        *,
        start_event: str | None = None,
        case_key: str | None = None,
        parent: Instance | None = None,
        call: int = 0,
        origin: str | None = None,
        message_key: str | None = None,
    ) -> Instance:
        """Start an instance and run it to rest. Raises Refused where it cannot start there."""
        if case_key is None:
            prefix = version.case_prefix
            case_key = self._case_keys.next(prefix, self.now.year, self._cases)
        instance = Instance(
            self,
            number=len(self.instances) + 1,
            version=version,
            case_key=case_key,
            parent=parent,
            call=call,
            origin=origin,
            message_key=message_key,
        )
        command = commands.StartInstance(
            case_key=case_key,
            start_event=start_event,
            variables=dict(variables),
            caller=parent is not None,
        )
        self.instances.append(instance)
        self._active[instance.number] = instance
        self._cases[case_key] += 1
        rejection = self.execute(instance, command)
        if rejection is not None:
            self._forget(instance)
            raise Refused(rejection.code, rejection.message, **rejection.details)
        return instance

    def command(self, instance: Instance, command: commands.Command) -> None:
        """Carry out a command that somebody gave, and all that it causes. Raises Refused."""
        rejection = self.execute(instance, command)
        if rejection is not None:
            raise Refused(rejection.code, rejection.message, **rejection.details)
        self.settle()

    def migrate(
        self, instance: Instance, mapping: Mapping[str, str], renew: Collection[str]
    ) -> Summary:
        """Move an instance to the latest version of its process. Raises Refused."""
        source, target = instance.version, self.definitions.latest(instance.process_id)
        planned = plan(source.graph, target.graph, instance.state, mapping=mapping, renew=renew)
        if isinstance(planned, Rejection):
            raise Refused(planned.code, planned.message, **planned.details)
        told = summary(source.graph, target.graph, instance.state, planned)
        instance.version = target
        try:
            self.command(instance, planned)
        except Refused:
            instance.version = source
            raise
        return told

    def execute(self, instance: Instance, command: commands.Command) -> Rejection | None:
        """Run one step; what it throws is queued. Gives the engine's refusal, if it refuses."""
        env = self.env(instance.version, self.work.handlers(instance))
        happened = step(instance.version.graph, instance.state, command, env)
        if isinstance(happened, Rejection):
            if happened.code != STEP_LIMIT:
                return happened
            instance.state = replay(instance.journal)
            if isinstance(command, commands.MigrateInstance):
                return happened
            happened = keep(instance.state, command, happened.message, instance.process_id)
        self._take(instance, happened)
        return None

    def env(self, version: Version, handlers: Mapping[str, Handler] | None = None) -> Env:
        """Give the surroundings of a process's steps at this moment."""
        return Env(
            now=self.now,
            decide=self.definitions.decide,
            handlers=handlers or {},
            calendar=version.calendar,
            settings=version.settings,
        )

    def settle(self) -> None:
        """Deliver what is on its way and do the jobs, until all rests."""
        for _ in range(MAX_DELIVERIES):
            if self._stirred and self.mailbox:
                self._stirred = deliver_kept(self)
            elif self.queue:
                deliver(self, self.queue.popleft())
            elif not self.work.do_next(self):
                self.mailbox.discard(self.now, self.case_ended)
                return
        raise NoRestError(
            f"One call caused more than {MAX_DELIVERIES} deliveries and jobs. Instances that start "
            "or answer each other without waiting for anything never come to rest."
        )

    def checked(self, task: Task, data: dict[str, Any]) -> dict[str, Any]:
        """Give what a task's form makes of the data; a task without a form takes any.

        Raises Refused: FORM_INVALID, with `.fields`.
        """
        form = self.definitions.form(task.form)
        if form is None:
            return data
        result = form.validate(data, form_context(task), now=self.now)
        if not result.is_valid:
            wrong = "; ".join(f"{name}: {text}" for name, text in result.errors.items())
            raise Refused(
                "FORM_INVALID", f"«{task.name}» ({form.id}): {wrong}", fields=dict(result.errors)
            )
        return dict(result.values)

    def stir(self) -> None:
        """Let kept messages be offered again: somebody new may listen."""
        self._stirred = True

    def move(self, now: datetime) -> None:
        """Set the clock; what was to be kept up to then is gone."""
        self.now = now
        self.mailbox.discard(now, self.case_ended)

    def _take(self, instance: Instance, happened: list[Event]) -> None:
        instance.record(happened, self.sequence)
        self.agenda.note(instance, happened)
        if self.witness is not None:
            self.witness(
                Step(at=self.now, instance=instance, version=instance.version, events=happened)
            )
        if not instance.is_active:
            self._leave(instance)
        self.queue.extend(effects_of(self, instance, happened))
        self._stirred = True

    def _forget(self, instance: Instance) -> None:
        self.instances.pop()
        self._leave(instance)
        if not any(other.case_key == instance.case_key for other in self.instances):
            del self._cases[instance.case_key]

    def _leave(self, instance: Instance) -> None:
        if self._active.pop(instance.number, None) is not None:
            self._cases[instance.case_key] -= 1
