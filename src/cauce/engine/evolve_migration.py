"""How the events of a move to another version change a state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cauce.engine import events as e
from cauce.engine.state import State


def _instance_migrated(state: State, event: e.InstanceMigrated) -> None:
    for activation in state.activations.values():
        activation.node = event.nodes[activation.node]
        waiting, activation.joining = activation.joining, {}
        for flow, tokens in waiting.items():
            moved = event.flows[flow]
            activation.joining[moved] = activation.joining.get(moved, 0) + tokens
    for waits in (state.timers, state.subscriptions, state.conditions):
        for wait in waits.values():
            wait.node = event.nodes[wait.node]
    for incident in state.incidents.values():
        incident.element_id = event.elements.get(incident.element_id, incident.element_id)


def _task_revised(state: State, event: e.TaskRevised) -> None:
    task = state.tasks[event.key]
    task.name, task.form = event.name, event.form
    task.roles, task.users, task.excluded = event.roles, event.users, event.excluded


MIGRATION: dict[type[e.Event], Callable[[State, Any], None]] = {
    e.InstanceMigrated: _instance_migrated,
    e.TaskRevised: _task_revised,
}
