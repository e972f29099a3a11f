"""The task table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from cauce.engine import events as e
from cauce.runtime.projections.role_sets import role_set
from cauce.runtime.stepping import Step
from cauce.runtime.store import Statement
from cauce.runtime.uids import new_uid

_INSERT = (
    "INSERT INTO cauce_task (uid, organisation_id, instance_id, key, element_id, name, "
    "role_set_id, users, excluded, assignee, form, priority, created_at, due_at, waiting_since, "
    "asks, completed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_CLOSE = (
    "UPDATE cauce_task SET closed_at = ?, closed_by = ?, completed = ? "
    "WHERE instance_id = ? AND key = ? AND closed_at IS NULL"
)
_CHANGE = (
    "UPDATE cauce_task SET assignee = ?, due_at = ?, waiting_since = ?, asks = ? "
    "WHERE instance_id = ? AND key = ? AND closed_at IS NULL"
)
_MOVE = (
    "UPDATE cauce_task SET element_id = ?, name = ?, role_set_id = ?, users = ?, excluded = ?, "
    "form = ? WHERE instance_id = ? AND key = ? AND closed_at IS NULL"
)


def statements(step: Step) -> Iterator[Statement]:
    """Close what is no longer open, insert what is new, change what changed."""
    before, now_open = step.before.tasks, step.state.tasks
    for key in before:
        if key not in now_open:
            by = {event.key: event.actor for event in step.of(e.TaskCompleted)}
            yield _CLOSE, (step.at, by.get(key), key in by, step.row.id, key)
    for key, task in now_open.items():
        if key not in before:
            yield _INSERT, _values(step, key, task)
    if step.of(e.InstanceMigrated):
        for key in before & now_open.keys():
            yield _MOVE, _terms(step, key, now_open[key])
        return
    changed = {
        *(event.key for event in step.of(e.TaskAssigned)),
        *(event.key for event in step.of(e.TaskWaiting)),
        *(event.key for event in step.of(e.TaskResumed)),
    }
    for key in changed & before & now_open.keys():
        task = now_open[key]
        moments = (step.store.value(task.due_at), step.store.value(task.waiting_since))
        yield _CHANGE, (task.assignee, *moments, task.asks, step.row.id, key)


def _terms(step: Step, key: int, task: Any) -> tuple[Any, ...]:
    node = step.node(key)
    return (
        node.id,
        task.name or node.id,
        role_set(step.store, step.row.organisation, task.roles),
        _listed(task.users),
        _listed(task.excluded),
        task.form,
        step.row.id,
        key,
    )


def _listed(logins: tuple[str, ...]) -> str:
    return json.dumps(logins) if logins else ""


def _values(step: Step, key: int, task: Any) -> tuple[Any, ...]:
    value = step.store.value
    node = step.node(key)
    return (
        value(new_uid()),
        step.row.organisation,
        step.row.id,
        key,
        node.id,
        task.name or node.id,
        role_set(step.store, step.row.organisation, task.roles),
        _listed(task.users),
        _listed(task.excluded),
        task.assignee,
        task.form,
        task.priority,
        step.at,
        value(task.due_at),
        value(task.waiting_since),
        task.asks,
        False,
    )
