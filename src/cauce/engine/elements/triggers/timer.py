"""Timer: a moment, a time span or a cycle (BPMN 2.0.2, 10.5.5 and Table 10.101).

| event | then |
|---|---|
| it begins to listen | a timer runs: to the moment, for the time span, to the next occurrence |
| it is due | it fires; a cycle that keeps listening runs to its next occurrence |

A text without `=` is ISO 8601. With `cauce:workingTime` a time span counts working time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from cauce.calendar import (
    Cycle,
    Duration,
    TimerTextError,
    add_duration,
    as_cycle,
    as_duration,
    as_moment,
)
from cauce.engine import events as e
from cauce.engine.elements.triggers.base import Plan, Position, Trigger
from cauce.engine.env import Env, Scope
from cauce.engine.expressions import FAILED
from cauce.engine.graph import Node
from cauce.engine.problems import IncidentError
from cauce.engine.run import Run
from cauce.engine.source import Dynamic, Source
from cauce.feel import to_string

FIELDS: dict[str, Literal["date", "duration", "cycle"]] = {
    "timeDate": "date",
    "timeDuration": "duration",
    "timeCycle": "cycle",
}


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Texts are tried out at deployment at this moment: whether a cycle is over is not their fault."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TimerSpec:
    """When a timer fires."""

    kind: Literal["date", "duration", "cycle"]
    text: Dynamic
    working_time: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """The first occurrence, and how the timer goes on: `left` times in all, -1 without end."""

    due: datetime
    cycle: str | None = None
    left: int = 1


def parse(event: Source, definition: Source, _position: Position) -> TimerSpec | None:
    """Read the one of timeDate, timeDuration and timeCycle that is given."""
    found = definition.children(*FIELDS)
    if len(found) != 1 or not found[0].text:
        event.problem(
            "TIMER_MISSING",
            "A timer needs exactly one of timeDate, timeDuration and timeCycle, with a text.",
        )
        return None
    kind = FIELDS[found[0].tag]
    text = definition.dynamic(found[0].text, found[0].tag)
    spec = TimerSpec(kind=kind, text=text, working_time=event.setting("workingTime") == "true")
    if spec.working_time and kind != "duration":
        event.problem("TIMER_WORKING_TIME", "Only a timeDuration can count working time.")
    if isinstance(text, str):
        try:
            _read(spec, text, Env(now=EPOCH))
        except TimerTextError as error:
            event.problem("TIMER_TEXT", str(error))
    return spec


def plan(run: Run, owner: int, node: Node) -> Plan:
    """Compute when the timer is due, as seen from the activation that listens."""
    due = first_due(node.spec.definition, run.env, run.names(owner), node.id)
    spec: TimerSpec = node.spec.definition
    once = node.kind not in {"boundaryEvent", "startEvent"} or node.spec.interrupting
    left = 1 if once else due.left
    now = run.env.now

    def schedule(key: int) -> e.Event:
        return e.TimerScheduled(
            key, owner, node.index, due.due, None if once else due.cycle, left, spec.working_time,
            now,
        )  # fmt: skip

    return schedule


def first_due(spec: TimerSpec, env: Env, names: Scope, element_id: str) -> Due:
    """Give the first occurrence from `env.now` on. Raises IncidentError: EXPRESSION_FAILED."""
    value = spec.text if isinstance(spec.text, str) else spec.text.evaluate(names, now=env.here())
    try:
        return _read(spec, value, env)
    except (TimerTextError, OverflowError) as error:
        shown = spec.text if isinstance(spec.text, str) else spec.text.text
        raise IncidentError(
            FAILED, f"The timer «{shown}» cannot run: {error}", element_id
        ) from error


def _read(spec: TimerSpec, value: object, env: Env) -> Due:
    if spec.kind == "date":
        return Due(due=as_moment(value, env.calendar.zone).astimezone(UTC))
    if spec.kind == "duration":
        return Due(due=add_working(env, as_duration(value), working_time=spec.working_time))
    cycle = as_cycle(value, env.calendar.zone)
    first = cycle.first(env.now)
    if first is None:
        raise TimerTextError("a cycle that is not over", value)
    left = -1 if cycle.repetitions is None else cycle.repetitions
    text = value if isinstance(value, str) else to_string(value)
    return Due(due=first.astimezone(UTC), cycle=text, left=left)


def add_working(env: Env, duration: Duration, *, working_time: bool) -> datetime:
    """Add a duration to now; in working time, where asked, a day is a working day."""
    if working_time:
        return env.calendar.due(env.now, duration)
    return add_duration(env.now.astimezone(env.calendar.zone), duration).astimezone(UTC)


def as_span(duration: Duration) -> timedelta:
    """Give a duration without months as a time span. Raises TimerTextError."""
    if duration.months:
        raise TimerTextError("a duration of days and time, as working time has no months", duration)
    return duration.time + timedelta(days=duration.days)


def next_due(cycle: str, left: int, due: datetime, anchor: datetime, env: Env) -> datetime | None:
    """Give the occurrence after `due`, which counts from the plan, not from when it was served."""
    if left == 1:
        return None
    again: Cycle = as_cycle(cycle, env.calendar.zone)
    following = again.next_after(due, anchor=anchor)
    return None if following is None else following.astimezone(UTC)


TIMER = Trigger(
    kind="timer",
    positions=frozenset({"start", "event_start", "catch", "boundary"}),
    parse=parse,
    plan=plan,
)
