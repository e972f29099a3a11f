"""Trying again what an incident stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.deciders.common import unknown
from cauce.engine.elements import activity
from cauce.engine.problems import Rejection
from cauce.engine.run import Run
from cauce.engine.state import Incident

Decider = Callable[[Run, Any], Rejection | None]


def resolving(deciders: Mapping[type[c.Command], Decider]) -> Decider:
    """Make the decider of ResolveIncident, which may repeat any other command."""

    def resolve(run: Run, command: c.ResolveIncident) -> Rejection | None:
        incident = run.state.incidents.get(command.key)
        if incident is None:
            return unknown("UNKNOWN_INCIDENT", "incident", command.key, run)
        run.emit(e.IncidentResolved(command.key))
        if incident.command is None:
            _again(run, incident)
            return None
        kept = incident.command
        if isinstance(kept, c.FireTimer) and kept.key in run.state.timers:
            run.emit(e.TimerSuspended(kept.key, False))
        # What the command was about may be gone by now: then there is nothing to repeat.
        deciders[type(kept)](run, kept)
        return None

    return resolve


def _again(run: Run, incident: Incident) -> None:
    key = incident.owner
    node = run.node_of(key)
    activation = run.state.activations[key]
    if activation.body:
        assert node.loop is not None
        node.loop.resume(run, key, node, leaving=incident.leaving)
    elif incident.leaving and activation.children:
        return  # an event sub-process began inside meanwhile: the scope ends after it
    elif incident.handed:
        activity.depart(run, key, node)
    elif incident.leaving:
        run.attempt(node.element.complete, key, node, leaving=True)
    elif key in run.state.jobs or key in run.state.calls:
        run.attempt(node.element.activate, key, node)
    elif node.element.is_activity:
        run.attempt(activity.begin, key, node)
    else:
        run.attempt(node.element.begin or node.element.activate, key, node)
