"""The tables of subscriptions, jobs and incidents."""

from __future__ import annotations

from collections.abc import Iterator

from cauce.correlation import key_text
from cauce.engine import events as e
from cauce.runtime.stepping import Step
from cauce.runtime.store import Statement

_SUBSCRIBE = (
    "INSERT INTO cauce_subscription (organisation_id, instance_id, key, kind, name, correlation) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
_UNSUBSCRIBE = "DELETE FROM cauce_subscription WHERE instance_id = ? AND key = ?"
_ADD_JOB = (
    "INSERT INTO cauce_job (organisation_id, instance_id, key, element_id, type, retries, due_at, "
    "created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_REMOVE_JOB = "DELETE FROM cauce_job WHERE instance_id = ? AND key = ?"
_RETRY_JOB = (
    "UPDATE cauce_job SET retries = ?, due_at = ?, locked_until = NULL, worker = NULL, error = ? "
    "WHERE instance_id = ? AND key = ?"
)
_MOVE_JOB = "UPDATE cauce_job SET element_id = ? WHERE instance_id = ? AND key = ?"
_RAISE = (
    "INSERT INTO cauce_incident (organisation_id, instance_id, key, code, element_id, message, "
    "raised_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_MOVE_INCIDENT = (
    "UPDATE cauce_incident SET element_id = ? WHERE instance_id = ? AND key = ? "
    "AND resolved_at IS NULL"
)
_RESOLVE = (
    "UPDATE cauce_incident SET resolved_at = ? WHERE instance_id = ? AND key = ? "
    "AND resolved_at IS NULL"
)


def subscriptions(step: Step) -> Iterator[Statement]:
    """Who listens."""
    now = step.listening
    for key in step.before.subscriptions:
        if key not in now:
            yield _UNSUBSCRIBE, (step.row.id, key)
    for key, found in now.items():
        if key not in step.before.subscriptions:
            yield (
                _SUBSCRIBE,
                (step.row.organisation, step.row.id, key, found.kind, found.name,
                 key_text(found.correlation)),
            )  # fmt: skip


def jobs(step: Step) -> Iterator[Statement]:
    """What machines have to do. An attempt that failed is due again later."""
    state, value = step.state, step.store.value
    if not (step.before.jobs or state.jobs):
        return
    for key in step.before.jobs:
        if key not in state.jobs:
            yield _REMOVE_JOB, (step.row.id, key)
    for key, job in state.jobs.items():
        if key not in step.before.jobs:
            yield (
                _ADD_JOB,
                (step.row.organisation, step.row.id, key, step.node(key).id, job.type,
                 job.retries, step.at, step.at),
            )  # fmt: skip
    if step.of(e.InstanceMigrated):
        for key in step.before.jobs & state.jobs.keys():
            yield _MOVE_JOB, (step.node(key).id, step.row.id, key)
    again = {event.key: None for event in step.of(e.JobCreated)}
    failed = {event.key: event.message for event in step.of(e.JobFailed)}
    for key, error in (again | failed).items():
        if key in step.before.jobs and key in state.jobs:
            due = value(step.retry_at(state.jobs[key].retries)) if error else step.at
            yield _RETRY_JOB, (state.jobs[key].retries, due, error, step.row.id, key)


def incidents(step: Step) -> Iterator[Statement]:
    """What failed."""
    state = step.state
    if not (step.before.incidents or state.incidents):
        return
    for key in step.before.incidents:
        if key not in state.incidents:
            yield _RESOLVE, (step.at, step.row.id, key)
    for key, found in state.incidents.items():
        if key not in step.before.incidents:
            yield (
                _RAISE,
                (step.row.organisation, step.row.id, key, found.code, found.element_id,
                 found.message, step.at),
            )  # fmt: skip
    if step.of(e.InstanceMigrated):
        for key in step.before.incidents & state.incidents.keys():
            yield _MOVE_INCIDENT, (state.incidents[key].element_id, step.row.id, key)
