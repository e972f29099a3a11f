"""What comes next: the timer that is due first, the job that has waited longest.

Entries are pushed when something begins to wait, and dropped when they come to the top and wait
no longer: so each costs a logarithm, however many wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from heapq import heappop, heappush
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from cauce.engine import events as e
from cauce.engine.state import runs
from cauce.testing.instance import Instance

if TYPE_CHECKING:
    from cauce.testing.definitions import Version


class Alarm(NamedTuple):
    """A timer of an instance. `order`: since when, among all, it waits."""

    due: datetime
    order: int
    number: int
    key: int


class Chore(NamedTuple):
    """A job of an instance."""

    order: int
    number: int
    key: int


class Agenda:
    """The timers and jobs of all instances, in the order in which their turn comes."""

    def __init__(self, instances: list[Instance]) -> None:
        self._instances = instances
        self._alarms: list[Alarm] = []
        self._chores: dict[tuple[str, Version], list[Chore]] = {}
        """By what decides who answers them: their type, and whose process asks."""

    def note(self, instance: Instance, happened: Iterable[e.Event]) -> None:
        """Take in what the events of a step let wait."""
        for event in happened:
            for key in _TIMERS.get(type(event), _none)(event):
                self._note_timer(instance, key)
            if isinstance(event, e.JobCreated):
                self._note_job(instance, event.key)
            elif isinstance(event, e.IncidentResolved | e.InstanceMigrated):
                # It may have held any job, and another version may be answered by another.
                for key in instance.state.jobs:
                    self._note_job(instance, key)

    def clear(self) -> None:
        """Forget everything: for a world in which nothing takes its turn by itself."""
        self._alarms.clear()
        self._chores.clear()

    def next_timer(self) -> Alarm | None:
        """Give the running timer that is due first; of several the oldest."""
        while self._alarms and not self._is_running(self._alarms[0]):
            heappop(self._alarms)
        return self._alarms[0] if self._alarms else None

    def next_job(self, is_answered: Callable[[str, Version], bool]) -> tuple[Instance, int] | None:
        """Give the oldest job that can be done and whose type somebody answers."""
        tops = [
            chore
            for (kind, version), chores in self._chores.items()
            if is_answered(kind, version) and (chore := self._top(version, chores)) is not None
        ]
        first = min(tops, key=itemgetter(0), default=None)
        return None if first is None else (self._instances[first.number - 1], first.key)

    def _top(self, version: Version, chores: list[Chore]) -> Chore | None:
        while chores and not self._is_open(version, chores[0]):
            heappop(chores)
        return chores[0] if chores else None

    def _note_timer(self, instance: Instance, key: int) -> None:
        timer = instance.state.timers.get(key)
        if timer is not None:
            heappush(self._alarms, Alarm(timer.due, instance.order[key], instance.number, key))

    def _note_job(self, instance: Instance, key: int) -> None:
        job = instance.state.jobs.get(key)
        if job is not None:
            chores = self._chores.setdefault((job.type, instance.version), [])
            heappush(chores, Chore(instance.order[key], instance.number, key))

    def _is_running(self, alarm: Alarm) -> bool:
        instance = self._of(alarm)
        timer = None if instance is None else instance.state.timers.get(alarm.key)
        return timer is not None and timer.due == alarm.due and runs(timer)

    def _is_open(self, version: Version, chore: Chore) -> bool:
        instance = self._of(chore)
        return (
            instance is not None
            and instance.version is version
            and chore.key in instance.state.jobs
            and not instance.state.activations[chore.key].incident
        )

    def _of(self, entry: Alarm | Chore) -> Instance | None:
        """Give the active instance, where the entry is what waits there under that key now.

        One that was refused at its start is gone, and another may have its number.
        """
        if entry.number > len(self._instances):
            return None
        instance = self._instances[entry.number - 1]
        waits = instance.is_active and instance.order.get(entry.key) == entry.order
        return instance if waits else None


def _none(_event: e.Event) -> Iterable[int]:
    return ()


def _own(event: Any) -> Iterable[int]:
    return (event.key,)


_TIMERS: dict[type[e.Event], Callable[[Any], Iterable[int]]] = {
    e.TimerScheduled: _own,
    e.TimerFired: _own,
    e.TimerSuspended: _own,
    e.TaskResumed: lambda event: event.timers,
}
"""The timers that an event lets run, or run to another moment."""
