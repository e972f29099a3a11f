"""Message: goes to one receiver, by name and key (BPMN 2.0.2, 10.5.5 and 13.5.1).

| event | then |
|---|---|
| it begins to listen | a subscription opens, with the value of the message's correlation key |
| it is thrown | the message leaves, with what the input mappings give, after the step |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cauce.calendar import TimerTextError, as_duration
from cauce.engine import events as e
from cauce.engine.elements.triggers.base import Act, Plan, Position, Trigger
from cauce.engine.expressions import FAILED, payload, value_of
from cauce.engine.graph import Node
from cauce.engine.keys import key_of
from cauce.engine.problems import IncidentError
from cauce.engine.run import Run
from cauce.engine.source import Dynamic, Source
from cauce.feel import Expression, to_string


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageSpec:
    """A message: what a catch listens for, what a throw sends."""

    name: str
    correlation: Dynamic | None = None
    condition: Expression | None = None
    """Of a start event: over the message's variables."""
    time_to_live: Dynamic | None = None
    new_case: bool = False
    key_name: str | None = None
    """Of a start event: the variable that the message's key is, where it names just one."""


def parse(event: Source, definition: Source, position: Position) -> MessageSpec | None:
    """Read the message that is referenced, and how it is addressed."""
    message = definition.reference("messageRef")
    if message is None:
        if definition.attribute("messageRef") is None:
            event.problem(
                "MESSAGE_MISSING",
                "A message event needs messageRef: declare a bpmn:message and refer to its id.",
            )
        return None
    name = message.name or message.id
    if position in {"throw", "end"}:
        return _thrown(event, name)
    starts = position == "start"
    condition = event.setting("condition") if starts else None
    subscription = message.extension("subscription")
    text = subscription.attribute("correlationKey") if subscription is not None else None
    correlation = message.dynamic(text, "correlationKey") if text else None
    return MessageSpec(
        name=name,
        correlation=None if starts else correlation,
        condition=event.expression(condition, "cauce:condition") if condition else None,
        key_name=_plain_name(correlation) if starts else None,
    )


def _plain_name(key: Dynamic | None) -> str | None:
    if key is None or isinstance(key, str) or key.names != {key.text.strip()}:
        return None
    return key.text.strip()


def _thrown(event: Source, name: str) -> MessageSpec:
    key, ttl = event.setting("correlationKey"), event.setting("timeToLive")
    if ttl and not ttl.startswith("="):
        try:
            as_duration(ttl)
        except TimerTextError as error:
            event.problem("TIME_TO_LIVE", f"cauce:timeToLive: {error}")
    return MessageSpec(
        name=name,
        correlation=event.dynamic(key, "cauce:correlationKey") if key else None,
        time_to_live=event.dynamic(ttl, "cauce:timeToLive") if ttl else None,
        new_case=event.setting("newCase") == "true",
    )


def plan(run: Run, owner: int, node: Node) -> Plan:
    """Evaluate the correlation key, as seen from the activation that listens."""
    spec: MessageSpec = node.spec.definition
    correlation = key_of(run, spec.correlation, run.names(owner), spec.name)

    def subscribe(key: int) -> e.Event:
        return e.SubscriptionOpened(key, owner, node.index, "message", spec.name, correlation)

    return subscribe


def throw(run: Run, seen_from: int, node: Node) -> Act:
    """Evaluate what is sent, and to whom; let it leave."""
    spec: MessageSpec = node.spec.definition
    names = run.names(seen_from)
    variables = payload(run, seen_from, node)
    key = key_of(run, spec.correlation, names, spec.name)
    ttl = _time_to_live(run, spec, names)

    def send(run: Run, _scope: int) -> None:
        number = run.state.next_key
        run.emit(e.MessageThrown(number, node.index, spec.name, key, variables, ttl, spec.new_case))

    return send


def _time_to_live(run: Run, spec: MessageSpec, names: Any) -> str | None:
    if spec.time_to_live is None:
        return None
    value = value_of(run, spec.time_to_live, names)
    try:
        as_duration(value)
    except TimerTextError as error:
        raise IncidentError(FAILED, f"The time to live of «{spec.name}»: {error}") from error
    return value if isinstance(value, str) else to_string(value)


MESSAGE = Trigger(
    kind="message",
    positions=frozenset({"start", "event_start", "catch", "boundary", "throw", "end"}),
    parse=parse,
    plan=plan,
    throw=throw,
)
