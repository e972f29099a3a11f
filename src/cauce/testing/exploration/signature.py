"""What makes two worlds the same for an exploration: all but keys, numbers and the clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cauce.engine.state import ROOT_KEY, Activation, State
from cauce.testing import effects as fx

if TYPE_CHECKING:
    from cauce.testing.exploration.world import OpenWorld
    from cauce.testing.instance import Instance

Signature = tuple[Any, ...]


def signature(world: OpenWorld) -> Signature:
    """Give a value that is equal for worlds from which the same can follow.

    Of a timer it matters that it runs, not when it is due: a timer may fire at any moment.
    """
    return (
        tuple(sorted(_instance(instance) for instance in world.active())),
        tuple(sorted(_ended(instance) for instance in world.instances if not instance.is_active)),
        tuple(
            (name, tuple(_effect(effect) for effect in lane))
            for name, lane in sorted(world.lanes.items())
        ),
        tuple((m.name, repr(m.key), _shown(m.variables)) for m in world.mailbox),
        tuple(sorted(world.sent.items())),
        _shown(world.records),
    )


def _instance(instance: Instance) -> Signature:
    state = instance.state
    return (
        instance.process_id,
        instance.case_key,
        repr(instance.message_key),
        _shown(state.variables),
        _activation(state, ROOT_KEY),
        _visits(instance),
        tuple(sorted(set(instance.ends))),
        tuple(sorted((i.code, i.element_id) for i in state.incidents.values())),
    )


def _ended(instance: Instance) -> Signature:
    return (
        instance.process_id,
        instance.case_key,
        instance.status,
        tuple(sorted(set(instance.ends))),
    )


def _activation(state: State, key: int) -> Signature:
    activation = state.activations[key]
    return (
        activation.node,
        _shown(activation.variables),
        tuple(sorted(activation.joining.items())),
        tuple(sorted(_waits(state, activation))),
        _loop(state, key),
        tuple(
            sorted(
                _activation(state, other)
                for other, inner in state.activations.items()
                if inner.scope == key
            )
        ),
    )


def _waits(state: State, activation: Activation) -> Iterator[Signature]:
    for key in activation.waits:
        if (timer := state.timers.get(key)) is not None:
            yield "timer", timer.node, timer.left, ""
        elif (subscription := state.subscriptions.get(key)) is not None:
            yield subscription.kind, subscription.node, 0, repr(subscription.correlation)
        elif (condition := state.conditions.get(key)) is not None:
            yield "condition", condition.node, int(condition.holds), ""


def _loop(state: State, key: int) -> Signature:
    loop = state.loops.get(key)
    return () if loop is None else (loop.started, loop.completed, _shown(loop.output))


def _visits(instance: Instance) -> Signature:
    """How often each task was completed: what bounds an exploration may ask for that."""
    return tuple(sorted(Counter(n.id for n in instance._path if n.kind == "userTask").items()))


def _effect(effect: fx.Effect) -> Signature:
    match effect:
        case fx.Post(message=message):
            return "post", message.name, repr(message.key), _shown(message.variables)
        case fx.Tell(instance=instance, command=command):
            return "tell", instance.process_id, instance.case_key, type(command).__name__
        case fx.StartBySignal(at=at):
            return "signal", at.version.graph.id, "", ""
        case fx.CallProcess(process=process):
            return "call", process, "", ""
        case fx.Withdraw(caller=caller):
            return "withdraw", caller.process_id, "", ""


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_shown(value[k])}" for k in sorted(value)) + "}"
    return repr(value)
