"""How events about tasks, timers, subscriptions, conditions, jobs and calls change a state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cauce.engine import events as e
from cauce.engine.state import Condition, Job, State, Subscription, Task, Timer


def _task_created(state: State, event: e.TaskCreated) -> None:
    state.tasks[event.key] = Task(
        event.name,
        event.roles,
        event.users,
        event.assignee,
        event.excluded,
        event.form,
        event.created_at,
        event.due_at,
        event.follow_up_at,
        event.priority,
        working_time=event.working_time,
    )


def _task_assigned(state: State, event: e.TaskAssigned) -> None:
    state.tasks[event.key].assignee = event.assignee


def _task_completed(state: State, event: e.TaskCompleted) -> None:
    del state.tasks[event.key]


def _task_waiting(state: State, event: e.TaskWaiting) -> None:
    task = state.tasks[event.key]
    task.waiting_since = event.since
    task.asks = event.asks
    task.time_left = event.time_left
    for key, left in event.timers.items():
        state.timers[key].time_left = left


def _task_resumed(state: State, event: e.TaskResumed) -> None:
    task = state.tasks[event.key]
    task.waiting_since = task.asks = task.time_left = None
    task.due_at = event.due_at
    for key, due in event.timers.items():
        timer = state.timers[key]
        if timer.anchor is not None:
            # The plan of a cycle moves with it: the pause between two occurrences stays.
            timer.anchor += due - timer.due
        timer.time_left = None
        timer.due = due


def _hang(state: State, event: Any) -> None:
    state.activations[event.owner].waits.append(event.key)
    state.next_key = event.key + 1


def _timer_scheduled(state: State, event: e.TimerScheduled) -> None:
    _hang(state, event)
    state.timers[event.key] = Timer(
        event.owner,
        event.node,
        event.due,
        event.cycle,
        event.at if event.cycle else None,
        event.left,
        event.working_time,
    )


def _timer_fired(state: State, event: e.TimerFired) -> None:
    timer = state.timers[event.key]
    if event.next_due is None:
        del state.timers[event.key]
        state.activations[timer.owner].waits.remove(event.key)
        return
    timer.due = event.next_due
    if timer.left > 0:
        timer.left -= 1


def _timer_suspended(state: State, event: e.TimerSuspended) -> None:
    state.timers[event.key].suspended = event.suspended


def _subscription_opened(state: State, event: e.SubscriptionOpened) -> None:
    _hang(state, event)
    state.subscriptions[event.key] = Subscription(
        event.owner, event.node, event.kind, event.name, event.correlation
    )


def _subscription_closed(state: State, event: e.SubscriptionClosed) -> None:
    state.activations[event.owner].waits.remove(event.key)
    state.subscriptions.pop(event.key, None)
    state.conditions.pop(event.key, None)
    state.timers.pop(event.key, None)


def _received(_state: State, _event: object) -> None:
    return None


def _condition_opened(state: State, event: e.ConditionOpened) -> None:
    _hang(state, event)
    state.conditions[event.key] = Condition(event.owner, event.node)


def _condition_changed(state: State, event: e.ConditionChanged) -> None:
    state.conditions[event.key].holds = event.holds


def _job_created(state: State, event: e.JobCreated) -> None:
    state.jobs[event.key] = Job(event.job_type, event.retries, dict(event.headers))


def _job_completed(state: State, event: e.JobCompleted) -> None:
    del state.jobs[event.key]


def _job_failed(state: State, event: e.JobFailed) -> None:
    state.jobs[event.key].retries = event.retries


def _process_called(state: State, event: e.ProcessCalled) -> None:
    state.calls[event.key] = event.process


WAITS: dict[type[e.Event], Callable[[State, Any], None]] = {
    e.TaskCreated: _task_created,
    e.TaskAssigned: _task_assigned,
    e.TaskCompleted: _task_completed,
    e.TaskWaiting: _task_waiting,
    e.TaskResumed: _task_resumed,
    e.TimerScheduled: _timer_scheduled,
    e.TimerFired: _timer_fired,
    e.TimerSuspended: _timer_suspended,
    e.SubscriptionOpened: _subscription_opened,
    e.SubscriptionClosed: _subscription_closed,
    e.MessageReceived: _received,
    e.SignalReceived: _received,
    e.ConditionOpened: _condition_opened,
    e.ConditionChanged: _condition_changed,
    e.JobCreated: _job_created,
    e.JobCompleted: _job_completed,
    e.JobFailed: _job_failed,
    e.ProcessCalled: _process_called,
}
