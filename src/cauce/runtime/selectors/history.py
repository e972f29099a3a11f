"""What happened in a case, newest first, a page of its journal at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.codec import decode_command, decode_events
from cauce.engine.graph import NONE, ROOT
from cauce.runtime.deployed import deployed
from cauce.runtime.models import JournalEntry, Task
from cauce.runtime.selectors.answered import Answered, answered
from cauce.runtime.selectors.opened import Opened, OpenedCase

PAGE = 50
"""Journal entries that one page tells of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryLine:
    """One thing that happened.

    `kind`: started, taken, returned, completed, declined, waiting, resumed, sent, received, timer,
    incident, given up (a delivery), moved (to another version), ended, cancelled or failed.
    `name` is what it happened to (a task, a message, an element of the drawing), `actor` a login
    (None: the system itself), `detail` what somebody wrote with it, `ticked` what they ticked,
    `took` how long a task was open.
    """

    kind: str
    name: str
    at: datetime
    actor: str | None
    detail: str = ""
    ticked: tuple[str, ...] = ()
    took: timedelta | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry:
    """One journal entry, read."""

    instance: Opened
    at: datetime
    actor: str | None
    events: list[e.Event]
    command: bytes


def lines_of(case: OpenedCase, *, page: int, entries: int) -> tuple[tuple[StoryLine, ...], bool]:
    """Tell a page of the journal (from 1), and whether there is more; three queries."""
    start = (page - 1) * entries
    rows = JournalEntry.objects.filter(instance__case=case.row)
    newest = rows.order_by("-recorded_at", "-instance_id", "-seq")
    found = newest.values_list(
        "instance_id", "definition_id", "recorded_at", "actor", "events", "command"
    )
    by_id = {one.row.pk: one for one in case.instances}
    read = [
        _Entry(
            instance=by_id[pk].on(version),
            at=at,
            actor=actor,
            events=decode_events(bytes(events)),
            command=bytes(command),
        )
        for pk, version, at, actor, events, command in found[start : start + entries + 1]
        if pk in by_id
    ]
    shown = read[:entries]
    tasks = _tasks_of(shown)
    lines = tuple(line for entry in shown for line in _told(entry, tasks))
    return lines, len(read) > entries


_Tasks = Mapping[tuple[int, int], Task]
_OF_TASKS = (e.TaskAssigned, e.TaskCompleted, e.TaskWaiting, e.TaskResumed)


def _tasks_of(entries: Iterable[_Entry]) -> _Tasks:
    wanted = {
        (entry.instance.row.pk, event.key)
        for entry in entries
        for event in entry.events
        if isinstance(event, _OF_TASKS)
    }
    rows = Task.objects.filter(
        instance__in={pk for pk, _ in wanted}, key__in={key for _, key in wanted}
    )
    return {(task.instance_id, task.key): task for task in rows}


def _told(entry: _Entry, tasks: _Tasks) -> list[StoryLine]:
    lines = []
    for event in reversed(entry.events):
        tell = _TELLERS.get(type(event))
        line = tell(entry, event, tasks) if tell is not None else None
        if line is not None:
            lines.append(line)
    return lines


def _line(entry: _Entry, kind: str, name: str, detail: str = "") -> StoryLine:
    return StoryLine(kind=kind, name=name, at=entry.at, actor=entry.actor, detail=detail)


_Teller = Callable[[_Entry, Any, _Tasks], StoryLine | None]


def _whole(kind: str) -> _Teller:
    """Tell of the instance as a whole."""

    def tell(entry: _Entry, event: Any, _tasks: _Tasks) -> StoryLine:
        detail = getattr(event, "reason", "") or getattr(event, "message", "")
        return _line(entry, kind, entry.instance.title, detail)

    return tell


def _message(kind: str) -> _Teller:
    def tell(entry: _Entry, event: Any, _tasks: _Tasks) -> StoryLine:
        return _line(entry, kind, entry.instance.titled(event.name))

    return tell


def _timer(entry: _Entry, event: e.TimerFired, _tasks: _Tasks) -> StoryLine:
    node = entry.instance.node(event.node)
    name = entry.instance.called(event.node)
    if node.attached_to != NONE:
        name = f"{entry.instance.called(node.attached_to)}: {name}"
    return _line(entry, "timer", name)


def _incident(entry: _Entry, event: e.IncidentRaised, _tasks: _Tasks) -> StoryLine:
    node = entry.instance.graph.by_id.get(event.element_id)
    name = event.element_id if node is None else entry.instance.called(node.index)
    return _line(entry, "incident", name, event.code)


def _given_up(entry: _Entry, event: e.DeliveryGivenUp, _tasks: _Tasks) -> StoryLine:
    name = entry.instance.titled(event.name) if event.name else entry.instance.title
    return _line(entry, "given up", name, event.reason)


def _task_name(entry: _Entry, task: Task | None) -> str:
    return "" if task is None else entry.instance.say(task.name)


def _assigned(entry: _Entry, event: e.TaskAssigned, tasks: _Tasks) -> StoryLine:
    name = _task_name(entry, tasks.get((entry.instance.row.pk, event.key)))
    if event.assignee is None:
        return _line(entry, "returned", name, event.reason or "")
    return _line(entry, "taken", name, event.assignee)


def _task(kind: str) -> _Teller:
    def tell(entry: _Entry, event: Any, tasks: _Tasks) -> StoryLine:
        name = _task_name(entry, tasks.get((entry.instance.row.pk, event.key)))
        return _line(entry, kind, name, getattr(event, "asks", None) or "")

    return tell


def _waiting(entry: _Entry, event: e.TaskWaiting, tasks: _Tasks) -> StoryLine | None:
    if event.since < entry.at:
        return None  # it waits already, and what began beside it waits with it
    return _task("waiting")(entry, event, tasks)


def _completed(entry: _Entry, event: e.TaskCompleted, tasks: _Tasks) -> StoryLine:
    task = tasks.get((entry.instance.row.pk, event.key))
    said = Answered() if task is None else _answer(entry, task)
    return StoryLine(
        kind="declined" if said.declined else "completed",
        name=_task_name(entry, task),
        at=entry.at,
        actor=event.actor,
        detail=said.reason,
        ticked=tuple(map(entry.instance.say, said.ticked)),
        took=None if task is None else entry.at - task.created_at,
    )


def _answer(entry: _Entry, task: Task) -> Answered:
    command = decode_command(entry.command)
    if task.form is None or not isinstance(command, c.CompleteTask):
        return Answered()
    where = entry.instance.row.organisation
    form = deployed(where.pk, where.epoch).form(task.form, entry.instance.process)
    return Answered() if form is None else answered(form, command.data)


def _ended(entry: _Entry, event: Any, _tasks: _Tasks) -> StoryLine | None:
    node = entry.instance.node(event.node)
    if node.kind != "endEvent" or node.parent != ROOT:
        return None
    return _line(entry, "ended", entry.instance.called(event.node))


_TELLERS: Mapping[type[e.Event], _Teller] = {
    e.InstanceStarted: _whole("started"),
    e.InstanceTerminated: _whole("cancelled"),
    e.InstanceFailed: _whole("failed"),
    e.InstanceMigrated: _whole("moved"),
    e.TaskAssigned: _assigned,
    e.TaskCompleted: _completed,
    e.TaskWaiting: _waiting,
    e.TaskResumed: _task("resumed"),
    e.MessageThrown: _message("sent"),
    e.MessageReceived: _message("received"),
    e.TimerFired: _timer,
    e.IncidentRaised: _incident,
    e.DeliveryGivenUp: _given_up,
    e.ElementPassed: _ended,
    e.ElementCompleted: _ended,
}
