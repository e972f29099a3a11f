"""Messages that nobody could take yet: kept, offered again, and dropped when their time is over."""

from __future__ import annotations

from collections.abc import Iterator

from cauce.correlation import Message, key_text, lane
from cauce.engine.state import ACTIVE
from cauce.runtime.effects.parcels import of_message, write
from cauce.runtime.stepping import Step
from cauce.runtime.store import Statement, Store

_KEEP = (
    "INSERT INTO cauce_kept_message (organisation_id, name, correlation, case_key, lane, payload, "
    "expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_FIND = (
    "SELECT id, lane FROM cauce_kept_message WHERE organisation_id = ? AND name = ? "
    "AND correlation = ? ORDER BY id"
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
    "AND i.status = 'active')"
)


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
    for name, text in _takers(step):
        step.store.lock(lock_name(step.row.organisation, name, text))
        for pk, where in step.store.rows(_FIND, (step.row.organisation, name, text)):
            yield (_OFFER, (step.store.value(step.now), pk)), {where}
            yield (_REMOVE, (pk,)), set()
    if step.state.status != ACTIVE:
        case = (step.row.organisation, step.row.case_key)
        yield (_CASE_ENDED, (*case, *case)), set()


def _takers(step: Step) -> Iterator[tuple[str, str]]:
    for key, found in step.state.subscriptions.items():
        text = key_text(found.correlation)
        if key not in step.before.subscriptions and found.kind == "message" and text is not None:
            yield found.name, text
    if step.state.status != ACTIVE and step.row.message_key is not None:
        for at in step.deployed.starts("message"):
            if at.definition.graph.id == step.row.process:
                yield at.listener.name, step.row.message_key
