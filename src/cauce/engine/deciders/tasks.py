"""Commands about user tasks."""

from __future__ import annotations

from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.deciders.common import held_completions, unknown, weights_of
from cauce.engine.elements import clock
from cauce.engine.elements.activity import leave_activation
from cauce.engine.problems import Rejection
from cauce.engine.run import Run
from cauce.engine.state import Task

UNKNOWN = "UNKNOWN_TASK"


def complete(run: Run, command: c.CompleteTask) -> Rejection | None:
    """Take over the form's data and go on."""
    key = command.key
    task = run.state.tasks.get(key)
    if task is None:
        return unknown(UNKNOWN, "task", key, run)
    node = run.node_of(key)
    data = command.data
    if node.spec.actor_variable is not None:
        data = {**data, node.spec.actor_variable: command.actor}
    refusal = _four_eyes(run, key, task, command.actor)
    if refusal is not None:
        return refusal
    parts = run.result_parts(key, node, data)
    weights = weights_of(run, parts)
    if isinstance(weights, Rejection):
        return weights
    if run.state.incidents:
        for held in held_completions(run.state, key):
            run.emit(e.IncidentResolved(held))
    run.emit(e.TaskCompleted(key, command.actor))
    run.put(parts, weights)
    leave_activation(run, key, node)
    return None


def _four_eyes(run: Run, key: int, task: Task, actor: str | None) -> Rejection | None:
    if actor is None or actor not in task.excluded:
        return None
    return Rejection(
        code="NOT_ALLOWED",
        message=f"{actor} cannot do «{run.node_of(key).name}»: four eyes, it takes somebody else "
        "than who did the work that is looked at here.",
        details={"excluded": list(task.excluded)},
    )


def claim(run: Run, command: c.ClaimTask) -> Rejection | None:
    """Take a free task."""
    task = run.state.tasks.get(command.key)
    if task is None:
        return unknown(UNKNOWN, "task", command.key, run)
    refusal = _four_eyes(run, command.key, task, command.actor)
    if refusal is not None:
        return refusal
    if task.assignee == command.actor:
        return None
    if task.assignee is not None:
        return Rejection(
            code="TASK_ALREADY_CLAIMED",
            message=f"{task.assignee} has taken this task. Ask them to give it back, or have it "
            "assigned.",
            details={"assignee": task.assignee},
        )
    run.emit(e.TaskAssigned(command.key, command.actor))
    return None


def release(run: Run, command: c.ReleaseTask) -> Rejection | None:
    """Give a task back to its roles."""
    task = run.state.tasks.get(command.key)
    if task is None:
        return unknown(UNKNOWN, "task", command.key, run)
    if task.assignee is not None:
        run.emit(e.TaskAssigned(command.key, None))
    return None


def assign(run: Run, command: c.AssignTask) -> Rejection | None:
    """Give a task to somebody."""
    task = run.state.tasks.get(command.key)
    if task is None:
        return unknown(UNKNOWN, "task", command.key, run)
    refusal = _four_eyes(run, command.key, task, command.assignee)
    if refusal is None and task.assignee != command.assignee:
        run.emit(e.TaskAssigned(command.key, command.assignee, command.reason))
    return refusal


def wait(run: Run, command: c.WaitForClient) -> Rejection | None:
    """Stop the task's clock."""
    task = run.state.tasks.get(command.key)
    if task is None:
        return unknown(UNKNOWN, "task", command.key, run)
    if task.waiting_since is not None:
        return Rejection(
            code="TASK_ALREADY_WAITING", message="The task waits for the client already."
        )
    clock.stop(run, command.key, command.asks)
    return None


def resume(run: Run, command: c.ResumeTask) -> Rejection | None:
    """Let the task's clock run again."""
    task = run.state.tasks.get(command.key)
    if task is None:
        return unknown(UNKNOWN, "task", command.key, run)
    if task.waiting_since is None:
        return Rejection(code="TASK_NOT_WAITING", message="The task does not wait for the client.")
    clock.resume(run, command.key)
    return None
