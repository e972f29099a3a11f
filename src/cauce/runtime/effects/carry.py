"""Carrying out one delivery: a step of its one receiver, in the transaction that removes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.db import IntegrityError, transaction

from cauce.correlation import Deliver, Drop, Message, Start, StartPoint, Waiting, key_text, route
from cauce.engine import commands as c
from cauce.feel import from_wire
from cauce.runtime.begin import begin
from cauce.runtime.deployed import StartAt, definition, deployed
from cauce.runtime.effects import kept
from cauce.runtime.effects import parcels as p
from cauce.runtime.errors import Refused
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.models import Organisation
from cauce.runtime.rows import lock_instance
from cauce.runtime.store import store

_WAITING = (
    "SELECT id, instance_id, key FROM cauce_subscription WHERE organisation_id = ? AND name = ? "
    "AND correlation = ? AND kind = 'message' ORDER BY id"
)
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
    epoch = Organisation.objects.values_list("epoch", flat=True).get(pk=organisation)
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
    here, now = store(), utcnow()
    text = key_text(message.key)
    here.lock(kept.lock_name(organisation, message.name, text))
    points = _starts(organisation)

    def busy(process: str, key: str) -> bool:
        return bool(here.rows(_BUSY, (organisation, process, key)))

    waiting = [] if text is None else _waiting(organisation, message, text)
    while True:
        match route(message, waiting=waiting, starts=points, busy=busy, now=now):
            case Deliver(to=to):
                if _hand_over(to, message):
                    return
                waiting.remove(to)
            case Start(at=at, case_key=case_key, variables=variables):
                if _start(organisation, points[at], message, case_key, variables):
                    return
                here.run([kept.keep(here, organisation, message)])
                return
            case Drop():
                return
            case _:
                here.run([kept.keep(here, organisation, message)])
                return


def _waiting(organisation: int, message: Message, text: str) -> list[Waiting]:
    return [
        Waiting(instance=instance, key=key, name=message.name, correlation=message.key, order=order)
        for order, instance, key in store().rows(_WAITING, (organisation, message.name, text))
    ]


def _hand_over(to: Waiting, message: Message) -> bool:
    row = lock_instance(store(), to.instance)
    if row is None:
        return False
    command = c.DeliverMessage(
        key=to.key, message_id=message.id, name=message.name, variables=dict(message.variables)
    )
    return execute(store(), row, command, utcnow()) is None


def _start(
    organisation: int, at: StartAt, message: Message, case_key: str | None, variables: Any
) -> bool:
    """Start an instance; tell whether nobody else was quicker to start it with this key."""
    try:
        with transaction.atomic():
            begin(
                organisation=organisation,
                definition=at.definition,
                start_event=at.listener.node_id,
                variables=variables,
                case_key=case_key,
                origin=message.origin,
                message_key=key_text(message.key),
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
        variables=cast("dict[str, Any]", from_wire(parcel.variables)),
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
                variables=cast("dict[str, Any]", from_wire(parcel.variables)),
                case_key=caller.case_key,
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
