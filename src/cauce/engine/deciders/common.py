"""Refusals that several commands share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.engine.problems import IncidentError, Rejection
from cauce.engine.run import Run
from cauce.engine.state import ACTIVE
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


def weights_of(run: Run, parts: Mapping[int, dict[str, Any]]) -> dict[int, int] | Rejection:
    """Give what values weigh, by scope, or refuse them beyond the limit of an instance."""
    try:
        return gains(run, parts)
    except IncidentError as stop:
        return Rejection(code=stop.code, message=stop.message)
