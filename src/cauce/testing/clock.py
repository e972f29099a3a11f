"""The virtual clock: timers of instances, and of the processes that start by time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cauce.engine import commands as c
from cauce.engine.elements.triggers.timer import next_due
from cauce.engine.problems import IncidentError
from cauce.engine.starts import schedule
from cauce.testing.agenda import Alarm

if TYPE_CHECKING:
    from cauce.testing.definitions import Listening
    from cauce.testing.world import World


@dataclass(kw_only=True, slots=True)
class StartTimer:
    """A timer start event, and when it fires next."""

    at: Listening
    due: datetime
    order: int
    since: datetime
    """When it began to run: what its cycle counts from, where that names no start."""
    cycle: str | None = None
    left: int = 1


class Clock:
    """Fires what is due, one by one, by due time, then by age."""

    def __init__(self) -> None:
        self._starts: list[StartTimer] = []

    def watch(self, world: World) -> None:
        """Listen to the timer start events of the latest versions; older versions' end."""
        current = {at.identity: at for at in world.definitions.listening("timer")}
        self._starts = [start for start in self._starts if start.at.identity in current]
        known = {start.at.identity for start in self._starts}
        for identity, at in current.items():
            if identity in known:
                continue
            try:
                first = schedule(at.version.graph, at.listener, world.env(at.version))
            except IncidentError:
                continue  # a cycle that is over, or a moment that nothing gives: it never fires
            self._starts.append(
                StartTimer(
                    at=at,
                    due=first.due,
                    order=next(world.sequence),
                    since=world.now,
                    cycle=first.cycle,
                    left=first.left,
                )
            )

    def advance(self, world: World, until: datetime) -> None:
        """Move the clock; whatever is due on the way happens at its time, and settles first."""
        while (first := self._next(world)) is not None and first.due <= until:
            world.move(max(world.now, first.due))
            if isinstance(first, StartTimer):
                self._begin(world, first)
            else:
                world.execute(world.instances[first.number - 1], c.FireTimer(key=first.key))
            world.settle()
        world.move(until)

    def _next(self, world: World) -> Alarm | StartTimer | None:
        timer = world.agenda.next_timer()
        waiting: list[Alarm | StartTimer] = [*self._starts]
        if timer is not None:
            waiting.append(timer)
        return min(waiting, key=lambda alarm: (alarm.due, alarm.order), default=None)

    def _begin(self, world: World, start: StartTimer) -> None:
        at = start.at
        following = None
        if start.cycle is not None:
            env = world.env(at.version)
            following = next_due(start.cycle, start.left, start.due, start.since, env)
        if following is None:
            self._starts.remove(start)
        else:
            start.due = following
            start.left = max(start.left - 1, -1)
        world.start(at.version, {}, start_event=at.listener.node_id)
