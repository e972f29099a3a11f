"""Messages that nobody could take yet: kept, offered again, and dropped when their time is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from cauce.correlation import Message, key_text, lane
from cauce.engine.state import ACTIVE
from cauce.runtime.effects.parcels import of_message, write
from cauce.runtime.stepping import Step
from cauce.runtime.store import Rows, Statement, Store, with_key

_KEEP = (
    "INSERT INTO cauce_kept_message (organisation_id, name, correlation, case_key, lane, payload, "
    "expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_FIND = (
    "SELECT id, lane FROM cauce_kept_message WHERE organisation_id = ? AND name = ? "
    "AND {key} AND (expires_at IS NULL OR expires_at > ?) ORDER BY id"
)
_NAMED = (
    "SELECT id, lane FROM cauce_kept_message WHERE organisation_id = ? AND name = ? "
    "AND (expires_at IS NULL OR expires_at > ?)"
)
_OFFER = (
    "INSERT INTO cauce_delivery (organisation_id, lane, kind, payload, created_at, attempts) "
    "SELECT organisation_id, lane, 'message', payload, ?, 0 FROM cauce_kept_message WHERE id = ?"
)
_REMOVE = "DELETE FROM cauce_kept_message WHERE id = ?"
_CASE_ENDED = (
    "DELETE FROM cauce_kept_message WHERE organisation_id = ? AND case_key = ? "
    "AND expires_at IS NULL AND NOT EXISTS (SELECT 1 FROM cauce_instance i "
    "JOIN cauce_case c ON c.id = i.case_id WHERE c.organisation_id = ? AND c.key = ? "
    "AND i.status = 'active') "
    # What is on its way in the case may begin another instance of it.
    "AND NOT EXISTS (SELECT 1 FROM cauce_delivery d WHERE d.organisation_id = ? AND d.lane = ?)"
)


ANY = "*"
"""In place of a key: whoever deploys a start for that message."""


def lock_name(organisation: int, name: str, text: str | None) -> str:
    """Name the lock between who listens and what is kept, for one message name and key."""
    return f"{organisation}:{name}:{text}"


def keep(store: Store, organisation: int, message: Message) -> Statement:
    """Give the statement that keeps a message."""
    return (
        _KEEP,
        (
            organisation,
            message.name,
            key_text(message.key),
            message.case_key,
            lane(message) or "",
            write(of_message(message)),
            store.value(message.expires_at),
        ),
    )


def offered(step: Step) -> Iterator[tuple[Statement, set[str]]]:
    """Put kept messages on their way again that somebody may take after this step.

    Gives statements with the lanes that they put something into.
    """
    organisation = step.row.organisation
    takers = list(dict.fromkeys(_takers(step)))
    if takers:
        found = _guarded(
            step.store,
            [lock_name(organisation, name, text) for name, text in takers],
            [with_key(_FIND, text, organisation, name, step.at) for name, text in takers],
        )
        for pk, where in sorted(found):
            yield from ((statement, {where}) for statement in offer(step.store, pk, step.now))
    if step.state.status != ACTIVE:
        yield drop_ended(organisation, step.state.case_key), set()


def offered_to_starts(store: Store, organisation: int, names: set[str], now: datetime) -> list[str]:
    """Put kept messages of these names on their way again: something new may start by them.

    Gives the lanes that they are in, the oldest message's first.
    """
    moment = store.value(now)
    rows = _guarded(
        store,
        [lock_name(organisation, name, ANY) for name in names],
        [(_NAMED, (organisation, name, moment)) for name in names],
    )
    rows.sort()
    for pk, _lane in rows:
        store.run(offer(store, pk, now))
    return list(dict.fromkeys(where for _pk, where in rows))


def _guarded(store: Store, locks: list[str], queries: list[Statement]) -> Rows:
    """Read what is kept under its locks, on one trip."""
    if not queries:
        return []
    lock = store.lock(*locks)
    return [row for rows in store.answers([*lock, *queries])[len(lock) :] for row in rows]


def offer(store: Store, pk: int, now: datetime) -> tuple[Statement, Statement]:
    """Give the statements that put a kept message on its way again."""
    return (_OFFER, (store.value(now), pk)), (_REMOVE, (pk,))


def drop_ended(organisation: int, case_key: str) -> Statement:
    """Give the statement that drops what was kept until a case ended, where it has."""
    return _CASE_ENDED, (organisation, case_key, organisation, case_key, organisation, case_key)


def _takers(step: Step) -> Iterator[tuple[str, str | None]]:
    for key, found in step.listening.items():
        if key not in step.before.subscriptions and found.kind == "message":
            yield found.name, key_text(found.correlation)
    if step.state.status != ACTIVE and step.row.message_key is not None:
        for at in step.deployed.starts("message"):
            if at.definition.graph.id == step.row.process:
                yield at.listener.name, step.row.message_key
