"""Reading off a step's events what it asks of others, as rows of its own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db import transaction

from cauce.calendar import add_duration, parse_duration
from cauce.correlation import Signal, lane, thrown
from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.feel import to_wire
from cauce.runtime.effects import kept, signals
from cauce.runtime.effects.drain import drain
from cauce.runtime.effects.parcels import (
    CallParcel,
    Parcel,
    WithdrawParcel,
    of_command,
    of_message,
    write,
)
from cauce.runtime.stepping import Step
from cauce.runtime.store import Statement

INSERT = (
    "INSERT INTO cauce_delivery (organisation_id, lane, kind, target_id, payload, created_at, "
    "attempts) VALUES (?, ?, ?, ?, ?, ?, 0)"
)
_IS_CASE = "SELECT 1 FROM cauce_case WHERE organisation_id = ? AND key = ?"

Target = tuple[int | None, Parcel]


def statements(step: Step) -> Iterator[Statement]:
    """Give the deliveries that a step asks for, in the order of its events."""
    lanes = set()
    for event in step.events:
        read = _READERS.get(type(event))
        if read is None:
            continue
        for target, parcel in read(step, event):
            lanes.add(step.state.case_key)
            yield row(step, step.state.case_key, target, parcel)
    for statement, named in kept.offered(step):
        lanes.update(named)
        yield statement
    for name in sorted(lanes):
        transaction.on_commit(partial(drain, step.row.organisation, name))


def row(step: Step, name: str, target: int | None, parcel: Parcel) -> Statement:
    """Give the statement that writes one delivery."""
    kind = str(parcel.__struct_config__.tag)
    return INSERT, (step.row.organisation, name, kind, target, write(parcel), step.at)


def _message(step: Step, event: e.MessageThrown) -> Iterator[Target]:
    expires_at = None
    if event.time_to_live is not None:
        expires_at = add_duration(step.now, parse_duration(event.time_to_live))

    def is_case(key: str) -> bool:
        if key == step.state.case_key:
            return True
        return bool(step.store.rows(_IS_CASE, (step.row.organisation, key)))

    message = thrown(
        id=f"{step.row.uid}:{event.key}",
        name=event.name,
        key=event.correlation,
        sender=step.state.case_key,
        new_case=event.new_case,
        variables=event.variables,
        expires_at=expires_at,
        is_case=is_case,
    )
    assert lane(message) == step.state.case_key
    yield None, of_message(message)


def _signal(step: Step, event: e.SignalThrown) -> Iterator[Target]:
    signal = Signal(
        name=event.name,
        key=event.correlation,
        variables=event.variables,
        origin=step.state.case_key,
    )
    yield from signals.receivers(step.store, step.deployed, signal, step.now, sender=step.row.id)


def _called(step: Step, event: e.ProcessCalled) -> Iterator[Target]:
    yield step.row.id, CallParcel(event.key, event.process, to_wire(event.variables))


def _withdrawn(step: Step, event: e.CallWithdrawn) -> Iterator[Target]:
    yield step.row.id, WithdrawParcel(event.key)


def _to_caller(step: Step, command: Callable[[int], c.Command]) -> Iterator[Target]:
    if step.row.parent is not None:
        yield step.row.parent, of_command(command(step.row.call_key))


def _escalated(step: Step, event: e.EscalationThrown) -> Iterator[Target]:
    if event.escaped:
        yield from _to_caller(
            step,
            lambda key: c.ThrowEscalation(key=key, code=event.code, variables=event.variables),
        )


def _completed(step: Step, _event: e.InstanceCompleted) -> Iterator[Target]:
    variables = step.state.variables
    return _to_caller(step, lambda key: c.CompleteCall(key=key, variables=variables))


def _failed(step: Step, event: e.InstanceFailed) -> Iterator[Target]:
    return _to_caller(
        step,
        lambda key: c.ThrowError(
            key=key, code=event.code, message=event.message, variables=event.variables
        ),
    )


def _terminated(step: Step, event: e.InstanceTerminated) -> Iterator[Target]:
    message = f"The called instance of {step.row.process} was cancelled: {event.reason}"
    return _to_caller(
        step, lambda key: c.FailCall(key=key, code="CALLED_PROCESS_CANCELLED", message=message)
    )


_READERS: dict[type[e.Event], Callable[[Step, Any], Iterator[Target]]] = {
    e.MessageThrown: _message,
    e.SignalThrown: _signal,
    e.ProcessCalled: _called,
    e.CallWithdrawn: _withdrawn,
    e.EscalationThrown: _escalated,
    e.InstanceCompleted: _completed,
    e.InstanceFailed: _failed,
    e.InstanceTerminated: _terminated,
}
