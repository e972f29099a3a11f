"""What the runtime raises. Refusals are the pure part's own, under the runtime's name."""

from __future__ import annotations

from cauce.engine.problems import DeploymentError, Refused

__all__ = ["DatabaseAway", "DeploymentError", "Refused"]


class DatabaseAway(RuntimeError):
    """The database cannot be reached, or did not answer. Try again in a moment."""

    code = "DATABASE_AWAY"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The database does not answer ({reason}). What was acknowledged is kept; try again "
            "in a moment."
        )
