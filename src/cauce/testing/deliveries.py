"""Carrying out what instances asked of others: one delivery, one step of one instance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from cauce.correlation import Deliver, Message, Start, StartPoint, Waiting, key_text, route
from cauce.engine import commands as c
from cauce.engine.problems import Refused
from cauce.testing import effects as fx
from cauce.testing.instance import Instance

if TYPE_CHECKING:
    from cauce.testing.definitions import Listening, Version
    from cauce.testing.world import World


def deliver(world: World, effect: fx.Effect) -> None:
    """Carry out one effect."""
    _CARRIERS[type(effect)](world, effect)


def deliver_kept(world: World) -> bool:
    """Deliver the oldest kept message that somebody can take now; tell whether there was one."""
    for message in world.mailbox:
        if _offer(world, message):
            world.mailbox.take(message)
            return True
    return False


def _post(world: World, effect: fx.Post) -> None:
    message = effect.message
    if not _offer(world, message) and (
        message.expires_at is None or message.expires_at > world.now
    ):
        world.mailbox.keep(message)


def _offer(world: World, message: Message) -> bool:
    """Let the message's one receiver take it; tell whether there was one that could."""
    points = {_point(at): at for at in world.definitions.listening("message")}

    def busy(process: str, text: str) -> bool:
        return any(
            i.process_id == process and key_text(i.message_key) == text for i in world.active()
        )

    waiting = _waiting(world, message.name)
    match route(message, waiting=waiting, starts=points, busy=busy, now=world.now):
        case Deliver(to=to):
            return _hand_over(world, message, to)
        case Start() as start:
            return _start(world, message, points[start.at].version, start)
        case _:
            return False


def _hand_over(world: World, message: Message, to: Waiting) -> bool:
    command = c.DeliverMessage(
        key=to.key,
        message_id=message.id,
        name=message.name,
        variables=dict(message.variables),
    )
    return world.execute(world.instances[to.instance - 1], command) is None


def _start(world: World, message: Message, version: Version, start: Start) -> bool:
    try:
        world.start(
            version,
            start.variables,
            start_event=start.at.event,
            case_key=start.case_key,
            origin=message.origin,
            message_key=message.key,
        )
    except Refused:
        return False
    return True


def _point(at: Listening) -> StartPoint:
    return StartPoint(
        process=at.version.graph.id,
        event=at.listener.node_id,
        name=at.listener.name,
        condition=at.listener.condition,
        key_name=at.listener.key_name,
    )


def _waiting(world: World, name: str) -> Iterator[Waiting]:
    for instance in world.active():
        held = _held(instance)
        for key, subscription in instance.state.subscriptions.items():
            if subscription.kind == "message" and subscription.name == name and key not in held:
                yield Waiting(
                    instance=instance.number,
                    key=key,
                    name=name,
                    correlation=subscription.correlation,
                    order=instance.order[key],
                )


def _held(instance: Instance) -> set[int]:
    # A message whose step was too long is suspended, and so is the subscription that took it.
    return {
        incident.command.key
        for incident in instance.state.incidents.values()
        if isinstance(incident.command, c.DeliverMessage)
    }


def _tell(world: World, effect: fx.Tell) -> None:
    # What no longer waits for it refuses it: it ended, or was interrupted, meanwhile.
    if effect.instance.is_active:
        world.execute(effect.instance, effect.command)


def _start_by_signal(world: World, effect: fx.StartBySignal) -> None:
    world.start(
        effect.at.version,
        effect.signal.variables,
        start_event=effect.at.listener.node_id,
        origin=effect.signal.origin,
    )


def _call(world: World, effect: fx.CallProcess) -> None:
    caller = effect.caller
    if effect.key not in caller.state.calls:
        return
    version = world.definitions.called(effect.process, caller.version)
    if version is None:
        message = (
            f"Expected a deployed process «{effect.process}», there is none. Deploy it, then "
            "resolve the incident."
        )
        _fail_call(world, effect, "CALLED_PROCESS_MISSING", message)
        return
    try:
        world.start(
            version,
            effect.variables,
            case_key=caller.case_key,
            parent=caller,
            call=effect.key,
        )
    except Refused as refused:
        _fail_call(world, effect, refused.code, str(refused))


def _fail_call(world: World, effect: fx.CallProcess, code: str, message: str) -> None:
    world.execute(effect.caller, c.FailCall(key=effect.key, code=code, message=message))


def _withdraw(world: World, effect: fx.Withdraw) -> None:
    for child in world.active():
        if child.parent is effect.caller and child.call == effect.key:
            reason = f"{effect.caller.process_id}, which called it, went on without it"
            world.execute(child, c.CancelInstance(reason=reason))


_CARRIERS: dict[type[fx.Effect], Callable[[World, Any], None]] = {
    fx.Post: _post,
    fx.Tell: _tell,
    fx.StartBySignal: _start_by_signal,
    fx.CallProcess: _call,
    fx.Withdraw: _withdraw,
}
