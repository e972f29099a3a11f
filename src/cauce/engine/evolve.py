"""The only code that changes a state: one small function per event, in one literal table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from cauce.engine import events as e
from cauce.engine.evolve_migration import MIGRATION
from cauce.engine.evolve_waits import WAITS
from cauce.engine.state import (
    COMPLETED,
    FAILED,
    ROOT_KEY,
    TERMINATED,
    Activation,
    Incident,
    LoopState,
    State,
)


def _instance_started(state: State, event: e.InstanceStarted) -> None:
    state.case_key = event.case_key
    state.caller = event.caller
    state.activations[ROOT_KEY] = Activation(0, 0)
    state.next_key = ROOT_KEY + 1


def _ended(status: str) -> Callable[[State, Any], None]:
    def apply(state: State, _event: object) -> None:
        state.status = status
        for part in (
            state.activations, state.tasks, state.timers, state.subscriptions, state.conditions,
            state.jobs, state.calls, state.loops, state.incidents,
        ):  # fmt: skip
            part.clear()

    return apply


def _consume(scope: Activation, flows: tuple[int, ...]) -> None:
    joining = scope.joining
    for flow in flows:
        left = joining[flow] - 1
        if left:
            joining[flow] = left
        else:
            del joining[flow]


def _activated(state: State, event: e.ElementActivated) -> None:
    state.activations[event.key] = Activation(
        event.node,
        event.scope,
        event.body,
        variables=dict(event.variables) if event.variables is not None else None,
        isolated=event.isolated,
    )
    state.next_key = event.key + 1
    scope = state.activations[event.scope]
    scope.children.append(event.key)
    if event.consumed:
        _consume(scope, event.consumed)


def _passed(state: State, event: e.ElementPassed) -> None:
    if event.consumed:
        _consume(state.activations[event.scope], event.consumed)


def _left(state: State, event: e.ElementCompleted | e.ElementTerminated | e.LoopCompleted) -> None:
    key = event.key
    activation = state.activations.pop(key)
    state.weight -= activation.weight
    parent = state.activations.get(activation.scope)
    if parent is not None:
        del parent.children[bisect_left(parent.children, key)]
    for wait in activation.waits:
        state.timers.pop(wait, None)
        state.subscriptions.pop(wait, None)
        state.conditions.pop(wait, None)
    state.tasks.pop(key, None)
    state.jobs.pop(key, None)
    state.calls.pop(key, None)
    state.loops.pop(key, None)
    if activation.incident:
        state.incidents.pop(activation.incident, None)


def _token_arrived(state: State, event: e.TokenArrived) -> None:
    joining = state.activations[event.scope].joining
    joining[event.flow] = joining.get(event.flow, 0) + 1


def _tokens_withdrawn(state: State, event: e.TokensWithdrawn) -> None:
    state.activations[event.scope].joining.clear()


def _variables_set(state: State, event: e.VariablesSet) -> None:
    state.weight += event.weight
    if event.scope <= ROOT_KEY:
        state.variables.update(event.values)
        return
    activation = state.activations[event.scope]
    if activation.variables is None:
        activation.variables = {}
    activation.variables.update(event.values)
    activation.weight += event.weight


def _loop_started(state: State, event: e.LoopStarted) -> None:
    output: list[Any] | None = None
    if event.collects:
        output = [None] * max(event.total, 0)
    state.loops[event.key] = LoopState(event.total, event.items, output=output)


def _loop_instance_started(state: State, event: e.LoopInstanceStarted) -> None:
    loop = state.loops[event.key]
    loop.started += 1
    loop.indexes[event.inner] = event.index


def _loop_instance_ended(state: State, event: e.LoopInstanceEnded) -> None:
    loop = state.loops[event.key]
    index = loop.indexes.pop(event.inner)
    if not event.completed:
        loop.terminated += 1
        return
    loop.completed += 1
    if loop.output is not None and loop.total >= 0:
        loop.output[index - 1] = event.output


def _incident_raised(state: State, event: e.IncidentRaised) -> None:
    state.incidents[event.key] = Incident(
        event.owner,
        event.code,
        event.element_id,
        event.message,
        event.leaving,
        event.command,
        event.handed,
    )
    state.next_key = event.key + 1
    if event.owner:
        state.activations[event.owner].incident = event.key


def _incident_resolved(state: State, event: e.IncidentResolved) -> None:
    incident = state.incidents.pop(event.key)
    if incident.owner:
        state.activations[incident.owner].incident = 0


def _numbered(state: State, event: e.MessageThrown | e.SignalThrown) -> None:
    state.next_key = event.key + 1


def _nothing(_state: State, _event: object) -> None:
    return None


APPLIERS: dict[type[e.Event], Callable[[State, Any], None]] = {
    e.InstanceStarted: _instance_started,
    e.InstanceCompleted: _ended(COMPLETED),
    e.InstanceTerminated: _ended(TERMINATED),
    e.InstanceFailed: _ended(FAILED),
    e.ElementActivated: _activated,
    e.ElementPassed: _passed,
    e.ElementCompleted: _left,
    e.ElementTerminated: _left,
    e.LoopCompleted: _left,
    e.TokenArrived: _token_arrived,
    e.TokensWithdrawn: _tokens_withdrawn,
    e.VariablesSet: _variables_set,
    e.LoopStarted: _loop_started,
    e.LoopInstanceStarted: _loop_instance_started,
    e.LoopInstanceEnded: _loop_instance_ended,
    e.IncidentRaised: _incident_raised,
    e.IncidentResolved: _incident_resolved,
    e.MessageThrown: _numbered,
    e.SignalThrown: _numbered,
    e.HandlerAnswered: _nothing,
    e.DecisionEvaluated: _nothing,
    e.ErrorThrown: _nothing,
    e.EscalationThrown: _nothing,
    e.CallWithdrawn: _nothing,
    e.DeliveryGivenUp: _nothing,
    **WAITS,
    **MIGRATION,
}


def evolve(state: State, event: e.Event) -> None:
    """Apply one event to the state."""
    APPLIERS[type(event)](state, event)
