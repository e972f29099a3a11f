"""What a step wants outside of its instance, read off its events in the order thrown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cauce.calendar import add_duration, parse_duration
from cauce.correlation import Message, Signal, hears, starts_by, thrown
from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.testing.instance import Instance

if TYPE_CHECKING:
    from cauce.testing.definitions import Listening
    from cauce.testing.world import World


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A message to be routed."""

    message: Message


@dataclass(frozen=True, kw_only=True, slots=True)
class Tell:
    """A command for another instance; what it can no longer take is passed over."""

    instance: Instance
    command: c.Command


@dataclass(frozen=True, kw_only=True, slots=True)
class StartBySignal:
    """A signal starts an instance."""

    at: Listening
    signal: Signal


@dataclass(frozen=True, kw_only=True, slots=True)
class CallProcess:
    """A call activity asks for an instance."""

    caller: Instance
    key: int
    process: str
    variables: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdraw:
    """A call activity was interrupted: the instance it called ends."""

    caller: Instance
    key: int


Effect = Post | Tell | StartBySignal | CallProcess | Withdraw


def effects_of(world: World, instance: Instance, happened: list[e.Event]) -> list[Effect]:
    """Give what the events of one step of an instance ask of others, in order."""
    effects: list[Effect] = []
    for event in happened:
        read = _READERS.get(type(event))
        if read is not None:
            effects.extend(read(world, instance, event))
    return effects


def receivers(world: World, signal: Signal, sender: Instance | None) -> list[Effect]:
    """Give the deliveries of a signal to all who listen now, other than its sender."""
    effects: list[Effect] = []
    for instance in world.active():
        if instance is sender:
            continue
        keys = tuple(
            key
            for key, subscription in sorted(instance.state.subscriptions.items())
            if subscription.kind == "signal"
            and hears(signal, subscription.name, subscription.correlation)
        )
        if keys:
            command = c.DeliverSignal(keys=keys, name=signal.name, variables=dict(signal.variables))
            effects.append(Tell(instance=instance, command=command))
    for at in world.definitions.listening("signal"):
        listener = at.listener
        if starts_by(signal, listener.name, listener.correlation, world.now):
            effects.append(StartBySignal(at=at, signal=signal))
    return effects


def _message(world: World, instance: Instance, event: e.MessageThrown) -> list[Effect]:
    expires_at = None
    if event.time_to_live is not None:
        expires_at = add_duration(world.now, parse_duration(event.time_to_live))
    message = thrown(
        id=f"{instance.number}-{event.key}",
        name=event.name,
        key=event.correlation,
        sender=instance.case_key,
        new_case=event.new_case,
        variables=event.variables,
        expires_at=expires_at,
        is_case=world.is_case,
    )
    return [Post(message=message)]


def _signal(world: World, instance: Instance, event: e.SignalThrown) -> list[Effect]:
    signal = Signal(
        name=event.name,
        key=event.correlation,
        variables=event.variables,
        origin=instance.case_key,
    )
    return receivers(world, signal, instance)


def _called(_world: World, instance: Instance, event: e.ProcessCalled) -> list[Effect]:
    return [
        CallProcess(
            caller=instance, key=event.key, process=event.process, variables=event.variables
        )
    ]


def _withdrawn(_world: World, instance: Instance, event: e.CallWithdrawn) -> list[Effect]:
    return [Withdraw(caller=instance, key=event.key)]


def _escalated(_world: World, instance: Instance, event: e.EscalationThrown) -> list[Effect]:
    if not event.escaped:
        return []
    return _to_caller(
        instance,
        lambda key: c.ThrowEscalation(key=key, code=event.code, variables=event.variables),
    )


def _completed(_world: World, instance: Instance, _event: e.InstanceCompleted) -> list[Effect]:
    variables = instance.variables
    return _to_caller(instance, lambda key: c.CompleteCall(key=key, variables=variables))


def _failed(_world: World, instance: Instance, event: e.InstanceFailed) -> list[Effect]:
    return _to_caller(
        instance,
        lambda key: c.ThrowError(
            key=key, code=event.code, message=event.message, variables=event.variables
        ),
    )


def _terminated(_world: World, instance: Instance, event: e.InstanceTerminated) -> list[Effect]:
    message = f"The called instance of {instance.process_id} was cancelled: {event.reason}"
    return _to_caller(
        instance, lambda key: c.FailCall(key=key, code="CALLED_PROCESS_CANCELLED", message=message)
    )


def _to_caller(instance: Instance, command: Callable[[int], c.Command]) -> list[Effect]:
    if instance.parent is None:
        return []
    return [Tell(instance=instance.parent, command=command(instance.call))]


_READERS: dict[type[e.Event], Callable[[World, Instance, Any], list[Effect]]] = {
    e.MessageThrown: _message,
    e.SignalThrown: _signal,
    e.ProcessCalled: _called,
    e.CallWithdrawn: _withdrawn,
    e.EscalationThrown: _escalated,
    e.InstanceCompleted: _completed,
    e.InstanceFailed: _failed,
    e.InstanceTerminated: _terminated,
}
