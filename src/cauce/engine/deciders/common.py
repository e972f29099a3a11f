"""Refusals that several commands share."""

from __future__ import annotations

from typing import Any

from cauce.engine.problems import Rejection
from cauce.engine.run import Run
from cauce.engine.state import ACTIVE
from cauce.engine.variables import gain


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


def too_large(run: Run, values: dict[str, Any]) -> Rejection | None:
    """Refuse data beyond the size limit of an instance's variables."""
    weight = gain(run.state, values)
    limit = run.env.variables_limit
    if weight + run.state.weight <= limit:
        return None
    return Rejection(
        code="VARIABLES_TOO_LARGE",
        message=f"Expected the case's data to stay under {limit} bytes, came {weight} more beside "
        f"{run.state.weight}. Keep large contents in documents and only their reference here.",
    )
