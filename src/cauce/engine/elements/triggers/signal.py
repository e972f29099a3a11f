"""Signal: goes to all who listen when the step that threw it has come to rest (BPMN 13.5.1).

| event | then |
|---|---|
| it begins to listen | a subscription opens, with a key where it has one |
| it is thrown | its scope stays open until it has been delivered inside the instance |
"""

from __future__ import annotations

from dataclasses import dataclass

from cauce.engine import events as e
from cauce.engine.elements.triggers.base import Act, Plan, Position, Trigger
from cauce.engine.expressions import payload, value_of
from cauce.engine.graph import Node
from cauce.engine.keys import fitting, key_of
from cauce.engine.run import Run
from cauce.engine.source import Dynamic, Source
from cauce.engine.state import State


@dataclass(frozen=True, kw_only=True, slots=True)
class SignalSpec:
    """A signal and, where it has one, the key that narrows who listens."""

    name: str
    correlation: Dynamic | None = None


def parse(event: Source, definition: Source, _position: Position) -> SignalSpec | None:
    """Read the signal that is referenced."""
    signal = definition.reference("signalRef")
    if signal is None:
        if definition.attribute("signalRef") is None:
            event.problem(
                "SIGNAL_MISSING",
                "A signal event needs signalRef: declare a bpmn:signal and refer to its id.",
            )
        return None
    key = event.setting("correlationKey")
    return SignalSpec(
        name=signal.name or signal.id,
        correlation=event.dynamic(key, "cauce:correlationKey") if key else None,
    )


def plan(run: Run, owner: int, node: Node) -> Plan:
    """Evaluate the key, as seen from the activation that listens."""
    spec: SignalSpec = node.spec.definition
    key = None
    if spec.correlation is not None:
        key = fitting(value_of(run, spec.correlation, run.names(owner)), spec.name)

    def subscribe(number: int) -> e.Event:
        return e.SubscriptionOpened(number, owner, node.index, "signal", spec.name, key)

    return subscribe


def throw(run: Run, seen_from: int, node: Node) -> Act:
    """Let the signal leave, and hold the scope open until it has been delivered."""
    spec: SignalSpec = node.spec.definition
    names = run.names(seen_from)
    variables = payload(run, seen_from, node)
    key = key_of(run, spec.correlation, names, spec.name)

    def send(run: Run, scope: int) -> None:
        event = e.SignalThrown(run.state.next_key, node.index, spec.name, key, variables)
        run.emit(event)
        run.signals.append((event, scope))
        run.held[scope] += 1

    return send


def listeners(state: State, signal: e.SignalThrown) -> list[int]:
    """Give the subscriptions of an instance that a signal reaches, oldest first."""
    return [
        key
        for key, subscription in state.subscriptions.items()
        if subscription.kind == "signal"
        and subscription.name == signal.name
        and (signal.correlation is None or subscription.correlation == signal.correlation)
    ]


SIGNAL = Trigger(
    kind="signal",
    positions=frozenset({"start", "event_start", "catch", "boundary", "throw", "end"}),
    parse=parse,
    plan=plan,
    throw=throw,
)
