"""Waiting for the client: a task's clock and its boundary timers stop, and run again later.

What is left is kept as working time where the clock counts working time. The timers of a
multi-instance as a whole stop when all its open tasks wait.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from cauce.engine import events as e
from cauce.engine.elements.activity import is_inner
from cauce.engine.run import Run
from cauce.engine.state import Task, Timer


def stop(run: Run, key: int, asks: str | None) -> None:
    """Stop the clock of the open task `key`."""
    task = run.state.tasks[key]
    left = None if task.due_at is None else _left(run, task.due_at, working=task.working_time)
    timers = {
        number: _left(run, timer.due, working=timer.working_time)
        for number, timer in _timers(run, key)
        if timer.time_left is None
    }
    run.emit(e.TaskWaiting(key, run.env.now, asks, left, timers))


def resume(run: Run, key: int) -> None:
    """Let the clock of the open task `key` run again."""
    task = run.state.tasks[key]
    due = task.due_at
    if task.time_left is not None:
        due = _due(run, task.time_left, working=task.working_time)
    timers = {
        number: _due(run, timer.time_left, working=timer.working_time)
        for number, timer in _timers(run, key, resuming=True)
        if timer.time_left is not None
    }
    run.emit(e.TaskResumed(key, due, timers))


def _timers(run: Run, key: int, *, resuming: bool = False) -> list[tuple[int, Timer]]:
    owners = {key}
    if is_inner(run, key):
        body = run.state.activations[key].scope
        if resuming or all(task.waiting_since for task in _siblings(run, key, body)):
            owners.add(body)
    return [(number, t) for number, t in run.state.timers.items() if t.owner in owners]


def _siblings(run: Run, key: int, body: int) -> list[Task]:
    tasks, activations = run.state.tasks, run.state.activations
    return [t for k, t in tasks.items() if k != key and activations[k].scope == body]


def _left(run: Run, due: datetime, *, working: bool) -> timedelta:
    now = run.env.now
    if due <= now:
        return timedelta(0)
    return run.env.calendar.between(now, due) if working else due - now


def _due(run: Run, left: timedelta, *, working: bool) -> datetime:
    now = run.env.now
    return run.env.calendar.add(now, left) if working else now + left
