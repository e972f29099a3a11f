"""Carrying out one delivery: a step of its one receiver, in the transaction that removes it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from cauce.correlation import (
    Deliver,
    Drop,
    Message,
    Route,
    Start,
    StartPoint,
    Waiting,
    key_text,
    route,
)
from cauce.engine import commands as c
from cauce.runtime.begin import begin
from cauce.runtime.deployed import StartAt, definition, deployed
from cauce.runtime.effects import kept
from cauce.runtime.effects import parcels as p
from cauce.runtime.errors import Refused
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.rows import lock_instance
from cauce.runtime.store import store, with_key

log = logging.getLogger("cauce.deliveries")

MAX_TRIES = 1_000
"""Receivers that may refuse a message, or be quicker to begin, before that counts as a bug."""

_WAITING = (
    "SELECT id, instance_id, key FROM cauce_subscription WHERE organisation_id = ? AND name = ? "
    "AND {key} AND kind = 'message' ORDER BY id"
)
_EPOCH = "SELECT epoch FROM cauce_organisation WHERE id = ?"
_BUSY = (
    "SELECT 1 FROM cauce_instance WHERE organisation_id = ? AND process = ? AND message_key = ? "
    "AND status = 'active'"
)
_CALLED = "SELECT id FROM cauce_instance WHERE parent_id = ? AND call_key = ? AND status = 'active'"


def carry(organisation: int, lane: str, target: int | None, payload: bytes) -> None:
    """Carry out one delivery."""
    del lane
    parcel = p.read(payload)
    _CARRIERS[type(parcel)](organisation, target, parcel)


def _starts(organisation: int) -> dict[StartPoint, StartAt]:
    ((epoch,),) = store().rows(_EPOCH, (organisation,))
    return {
        StartPoint(
            process=at.definition.graph.id,
            event=at.listener.node_id,
            name=at.listener.name,
            condition=at.listener.condition,
            key_name=at.listener.key_name,
        ): at
        for at in deployed(organisation, epoch).starts("message")
    }


def _message(organisation: int, _target: int | None, parcel: p.MessageParcel) -> None:
    message = p.as_message(parcel)
    looking = _Looking(organisation=organisation, message=message, text=key_text(message.key))
    # Who begins to listen holds its instance and then asks for what is kept: so nothing that is
    # kept is locked here while an instance is. Nobody taking it is looked at again, locked.
    while not _taken(looking) and not _kept(looking):
        pass


@dataclass(frozen=True, kw_only=True, slots=True)
class _Looking:
    """A message that looks for its receiver, and who would not take it."""

    organisation: int
    message: Message
    text: str | None
    deaf: set[int] = field(default_factory=set)
    """Subscriptions, by their order."""
    closed: set[StartPoint] = field(default_factory=set)

    def route(self) -> Route:
        """Give who may take it now."""
        waiting = _waiting(self.organisation, self.message, self.text)
        return route(
            self.message,
            waiting=[found for found in waiting if found.order not in self.deaf],
            starts=self._starts(),
            busy=self._busy,
            now=utcnow(),
        )

    def _starts(self) -> Iterator[StartPoint]:
        for at in _starts(self.organisation):
            if at not in self.closed:
                yield at

    def _busy(self, process: str, key: str) -> bool:
        return bool(store().rows(_BUSY, (self.organisation, process, key)))


def _taken(looking: _Looking) -> bool:
    """Let whoever may take the message take it; tell whether somebody did."""
    for _ in range(MAX_TRIES):
        match looking.route():
            case Deliver(to=to):
                if _hand_over(to, looking.message):
                    return True
                looking.deaf.add(to.order)
            case Start(at=at) as start:
                try:
                    if _start(looking, start):
                        return True
                except Refused as refused:
                    log.warning("«%s» starts no %s: %s", looking.message.name, at.process, refused)
                    looking.closed.add(at)
            case _:
                return False
    raise RuntimeError(f"«{looking.message.name}» lost {MAX_TRIES} races to begin an instance")


def _kept(looking: _Looking) -> bool:
    """Keep the message, or drop it; tell whether meanwhile nobody came who may take it."""
    here, message = store(), looking.message
    try:
        with transaction.atomic():
            here.answers(
                here.lock(
                    kept.lock_name(looking.organisation, message.name, looking.text),
                    kept.lock_name(looking.organisation, message.name, kept.ANY),
                )
            )
            found = looking.route()
            if isinstance(found, Deliver | Start):
                # Undone, for the locks to go before an instance is locked.
                raise _SomebodyCame
            if not isinstance(found, Drop):
                here.write([kept.keep(here, looking.organisation, message)])
    except _SomebodyCame:
        return False
    return True


class _SomebodyCame(Exception):
    """Somebody began to listen."""


def _waiting(organisation: int, message: Message, text: str | None) -> list[Waiting]:
    found = store().rows(*with_key(_WAITING, text, organisation, message.name))
    return [
        Waiting(instance=instance, key=key, name=message.name, correlation=message.key, order=order)
        for order, instance, key in found
    ]


def _hand_over(to: Waiting, message: Message) -> bool:
    row = lock_instance(store(), to.instance)
    if row is None:
        return False
    command = c.DeliverMessage(
        key=to.key, message_id=message.id, name=message.name, variables=dict(message.variables)
    )
    return execute(store(), row, command, utcnow()) is None


def _start(looking: _Looking, start: Start) -> bool:
    """Start an instance; tell whether nobody else was quicker to start it with this key."""
    at = _starts(looking.organisation)[start.at]
    try:
        with transaction.atomic():
            begin(
                organisation=looking.organisation,
                definition=at.definition,
                start_event=at.listener.node_id,
                variables=start.variables,
                case_key=start.case_key,
                origin=looking.message.origin,
                message_key=looking.text,
            )
    except IntegrityError:
        return False
    return True


def _command(_organisation: int, target: int | None, parcel: p.CommandParcel) -> None:
    assert target is not None
    row = lock_instance(store(), target)
    if row is not None:
        # What no longer waits for it refuses it: it ended, or was interrupted, meanwhile.
        execute(store(), row, p.as_command(parcel), utcnow())


def _signal_start(organisation: int, _target: int | None, parcel: p.StartParcel) -> None:
    begin(
        organisation=organisation,
        definition=definition(parcel.definition),
        start_event=parcel.element_id,
        variables=parcel.variables,
        origin=parcel.origin,
    )


def _call(organisation: int, target: int | None, parcel: p.CallParcel) -> None:
    assert target is not None
    caller = lock_instance(store(), target)
    if caller is None or caller.status != "active":
        return
    found = deployed(organisation, caller.epoch)
    called = found.called(parcel.process, definition(caller.definition))
    if called is None:
        message = (
            f"Expected a deployed process «{parcel.process}», there is none. Deploy it, then "
            "resolve the incident."
        )
        _fail_call(caller, parcel.key, "CALLED_PROCESS_MISSING", message)
        return
    try:
        with transaction.atomic():
            begin(
                organisation=organisation,
                definition=called,
                start_event=None,
                variables=parcel.variables,
                case_key=caller.seen_state().case_key,
                parent=(caller.id, parcel.key),
            )
    except Refused as refused:
        _fail_call(caller, parcel.key, refused.code, str(refused))


def _fail_call(caller: Any, key: int, code: str, message: str) -> None:
    execute(store(), caller, c.FailCall(key=key, code=code, message=message), utcnow())


def _withdraw(_organisation: int, target: int | None, parcel: p.WithdrawParcel) -> None:
    for (pk,) in store().rows(_CALLED, (target, parcel.key)):
        row = lock_instance(store(), pk)
        if row is not None:
            reason = "the process that called it went on without it"
            execute(store(), row, c.CancelInstance(reason=reason), utcnow())


_CARRIERS: dict[type, Callable[[int, int | None, Any], None]] = {
    p.MessageParcel: _message,
    p.CommandParcel: _command,
    p.StartParcel: _signal_start,
    p.CallParcel: _call,
    p.WithdrawParcel: _withdraw,
}
