"""Waiting for the client: a task's clock and its boundary timers stop, and run again later.

What is left is kept as working time where the clock counts working time. The timers of a
multi-instance as a whole stop when all its open tasks wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from cauce.engine import events as e
from cauce.engine.elements.activity import is_inner
from cauce.engine.run import Run
from cauce.engine.state import Task, Timer


def stop(run: Run, key: int, asks: str | None) -> None:
    """Stop the clock of the open task `key`."""
    task = run.state.tasks[key]
    left = None if task.due_at is None else _left(run, task.due_at, working=task.working_time)
    run.emit(e.TaskWaiting(key, run.env.now, asks, left, _running(run, key)))


def stop_late(run: Run, key: int) -> None:
    """Stop the clocks that began to run at the task `key`, which waits already."""
    task = run.state.tasks[key]
    timers = _running(run, key)
    if timers and task.waiting_since is not None:
        run.emit(e.TaskWaiting(key, task.waiting_since, task.asks, task.time_left, timers))


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


def _running(run: Run, key: int) -> dict[int, timedelta]:
    """Give what is left to each timer of a task whose clock runs."""
    return {
        number: _left(run, timer.due, working=timer.working_time)
        for number, timer in _timers(run, key)
        if timer.time_left is None
    }


def _timers(run: Run, key: int, *, resuming: bool = False) -> list[tuple[int, Timer]]:
    activations, timers = run.state.activations, run.state.timers
    waits = list(activations[key].waits)
    if is_inner(run, key):
        body = activations[key].scope
        if resuming or all(task.waiting_since for task in _siblings(run, key, body)):
            waits += activations[body].waits
    return [(number, timers[number]) for number in waits if number in timers]


def _siblings(run: Run, key: int, body: int) -> Iterator[Task]:
    tasks = run.state.tasks
    for sibling in run.state.activations[body].children:
        if sibling != key and sibling in tasks:
            yield tasks[sibling]


def _left(run: Run, due: datetime, *, working: bool) -> timedelta:
    now = run.env.now
    if due <= now:
        return timedelta(0)
    return run.env.calendar.between(now, due) if working else due - now


def _due(run: Run, left: timedelta, *, working: bool) -> datetime:
    now = run.env.now
    return run.env.calendar.add(now, left) if working else now + left
