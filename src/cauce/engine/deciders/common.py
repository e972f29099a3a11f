"""Refusals that several commands share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.engine import commands as c
from cauce.engine.problems import IncidentError, Rejection
from cauce.engine.run import Run
from cauce.engine.state import ACTIVE, State
from cauce.engine.variables import gains


def unknown(code: str, what: str, key: int, run: Run) -> Rejection:
    """Refuse a key that names nothing open."""
    if run.state.status != ACTIVE:
        return Rejection(
            code="INSTANCE_ENDED",
            message=f"The instance is {run.state.status}: nothing in it can be worked on any more.",
        )
    return Rejection(
        code=code, message=f"There is no open {what} {key} in this instance; look at what is open."
    )


def held_completions(state: State, task: int) -> list[int]:
    """Give the incidents that keep a completion of a task whose step was too long."""
    return [
        key
        for key, incident in state.incidents.items()
        if isinstance(incident.command, c.CompleteTask) and incident.command.key == task
    ]


def weights_of(run: Run, parts: Mapping[int, dict[str, Any]]) -> dict[int, int] | Rejection:
    """Give what values weigh, by scope, or refuse them beyond the limit of an instance."""
    try:
        return gains(run, parts)
    except IncidentError as stop:
        return Rejection(code=stop.code, message=stop.message)
