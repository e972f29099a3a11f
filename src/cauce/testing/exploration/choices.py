"""What may happen next in a world."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from cauce.engine import commands as c
from cauce.engine.state import runs
from cauce.testing import effects as fx
from cauce.testing.boundary import context
from cauce.testing.exploration.model import Behaviour, Message
from cauce.testing.exploration.world import OpenWorld

if TYPE_CHECKING:
    from cauce.testing.instance import Instance
    from cauce.testing.views import Task


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One thing that may happen. `act` does it in a copy of the world that offered it."""

    title: str
    act: Callable[[OpenWorld], None]
    sure: bool = True
    """Whether it is sure to happen some day, if nothing else does."""


def choices(world: OpenWorld, behaviour: Behaviour) -> Iterator[Choice]:
    """Give everything that may happen next."""
    yield from _deliveries(world)
    yield from _jobs(world)
    for instance in world.active():
        for task in instance.tasks():
            yield from _answers(world, task, behaviour)
        yield from _timers(world, instance, behaviour)
    yield from (_comes(message, sure=True) for message in behaviour.owed(world))
    yield from (_comes(message, sure=False) for message in behaviour.optional(world))


def _deliveries(world: OpenWorld) -> Iterator[Choice]:
    for lane, effects in world.lanes.items():
        yield Choice(title=f"deliver {_effect(effects[0])}", act=partial(_deliver, lane))
    if world.mailbox and world.fork().offer_kept():
        yield Choice(title="deliver a kept message", act=_offer)


def _deliver(lane: str, world: OpenWorld) -> None:
    world.deliver(lane)


def _offer(world: OpenWorld) -> None:
    world.offer_kept()


def _jobs(world: OpenWorld) -> Iterator[Choice]:
    for index, job in enumerate(world.jobs()):
        yield Choice(title=f"job {job.element_id} of {job.case_key}", act=partial(_do, index))


def _do(index: int, world: OpenWorld) -> None:
    world.do(world.jobs()[index])


def _answers(world: OpenWorld, task: Task, behaviour: Behaviour) -> Iterator[Choice]:
    for data in behaviour.answers(world, task):
        yield Choice(
            title=f"complete {task.name} of {task.instance.case_key} with {dict(data)}",
            act=partial(_complete, task.instance.number, task.key, context(data, "answers")),
        )


def _complete(number: int, key: int, data: dict[str, Any], world: OpenWorld) -> None:
    world.execute(world.instances[number - 1], c.CompleteTask(key=key, data=data, actor=None))


def _timers(world: OpenWorld, instance: Instance, behaviour: Behaviour) -> Iterator[Choice]:
    for key, timer in instance.state.timers.items():
        element = instance.version.graph.nodes[timer.node].id
        if runs(timer) and behaviour.fires(world, instance.process_id, element):
            yield Choice(
                title=f"timer {element} of {instance.case_key}",
                act=partial(_fire, instance.number, key),
            )


def _fire(number: int, key: int, world: OpenWorld) -> None:
    world.fire(world.instances[number - 1], key)


def _comes(message: Message, *, sure: bool) -> Choice:
    return Choice(
        title=f"{'signal' if message.signal else 'message'} {message.title}",
        act=partial(_send, message),
        sure=sure,
    )


def _send(message: Message, world: OpenWorld) -> None:
    world.send(message)


def _effect(effect: fx.Effect) -> str:
    match effect:
        case fx.Post(message=message):
            return f"message {message.name} {message.key or ''}".strip()
        case fx.Tell(instance=instance, command=command):
            return f"{type(command).__name__} to {instance.process_id} of {instance.case_key}"
        case fx.StartBySignal(at=at):
            return f"signal that starts {at.version.graph.id}"
        case fx.CallProcess(process=process):
            return f"call of {process}"
        case fx.Withdraw(caller=caller):
            return f"withdrawal by {caller.process_id}"
