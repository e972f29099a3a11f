"""The hot path: load, step, append, project; all in the caller's one transaction."""

from __future__ import annotations

from datetime import UTC, datetime

from cauce.engine import Env, Rejection, step
from cauce.engine import commands as c
from cauce.engine.codec import encode_command, encode_events, encode_state
from cauce.engine.limits import keep
from cauce.engine.state import ACTIVE
from cauce.engine.step import STEP_LIMIT
from cauce.runtime.deployed import definition, deployed
from cauce.runtime.effects import outgoing
from cauce.runtime.journal import SNAPSHOT_EVERY, Entry, state_digest
from cauce.runtime.projections import tasks, waits
from cauce.runtime.projections.open import NOTHING, Open
from cauce.runtime.rows import Row
from cauce.runtime.stepping import Step
from cauce.runtime.store import Statement, Store
from cauce.runtime.waking import announce

_UPDATE = (
    "UPDATE cauce_instance SET state = ?, version = ?, head = ?, wake_at = ?, status = ?, "
    "ended_at = coalesce(ended_at, ?) WHERE id = ? AND version = ?"
)
_APPEND = (
    "INSERT INTO cauce_journal (instance_id, seq, organisation_id, definition_id, recorded_at, "
    "actor, command, events, snapshot, state_digest, previous, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def utcnow() -> datetime:
    """Give the time, as the runtime sees it."""
    return datetime.now(tz=UTC)


def execute(store: Store, row: Row, command: c.Command, now: datetime) -> Rejection | None:
    """Carry out a command on a locked instance and write all that follows.

    Gives the engine's refusal, which has changed nothing.
    """
    found = deployed(row.organisation, row.epoch)
    process = definition(row.definition)
    fresh = not row.version
    state = row.taken_state()
    before = NOTHING if fresh else Open.of(state)
    env = Env(
        now=now,
        decide=found.decide,
        handlers=found.handlers_of(process),
        calendar=process.calendar,
        settings=process.settings,
    )
    events = step(process.graph, state, command, env)
    if isinstance(events, Rejection):
        # A move that is too long leaves the instance where it is: nobody waits for it.
        if events.code != STEP_LIMIT or isinstance(command, c.MigrateInstance):
            return events
        state = row.taken_state()
        events = keep(state, command, events.message, row.process)
    taken = Step(
        store=store,
        row=row,
        definition=process,
        deployed=found,
        state=state,
        before=before,
        events=events,
        now=now,
    )
    _write(taken, command)
    return None


def _write(taken: Step, command: c.Command) -> None:
    row, state = taken.row, taken.state
    encoded = encode_state(state)
    entry = _entry(taken, command, encoded)
    digest = entry.digest()
    ended = None if state.status == ACTIVE else taken.at
    wake_at = state.wake_at()
    # An instance that changed meanwhile, under a lock that should have kept it, has an entry of
    # this number: the journal's key refuses a second.
    statements: list[Statement] = [
        (
            _UPDATE,
            (encoded, entry.seq, digest, taken.store.value(wake_at), state.status, ended, row.id,
             row.version),
        ),
        (
            _APPEND,
            (entry.instance, entry.seq, entry.organisation, entry.definition,
             taken.at, entry.actor, entry.command, entry.events, entry.snapshot,
             entry.state_digest, entry.previous, digest),
        ),
    ]  # fmt: skip
    statements += tasks.statements(taken)
    statements += waits.subscriptions(taken)
    statements += waits.jobs(taken)
    statements += waits.incidents(taken)
    # What leaves the instance is read by others in the order of its rows.
    statements += outgoing.statements(taken)
    taken.store.write(statements)
    announce(taken, wake_at)
    row.state, row.version, row.head, row.status = encoded, entry.seq, digest, state.status


def _entry(taken: Step, command: c.Command, encoded: bytes) -> Entry:
    row = taken.row
    seq = row.version + 1
    return Entry(
        organisation=row.organisation,
        instance=row.id,
        seq=seq,
        definition=row.definition,
        recorded_at=taken.now,
        actor=command.actor,
        command=encode_command(command),
        events=encode_events(taken.events),
        snapshot=encoded if seq % SNAPSHOT_EVERY == 0 else None,
        state_digest=state_digest(encoded),
        previous=row.head,
    )
