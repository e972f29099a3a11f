"""What the runtime raises. Refusals are the pure part's own, under the runtime's name."""

from __future__ import annotations

from cauce.engine.problems import DeploymentError, Refused

__all__ = ["DatabaseAway", "DefinitionBroken", "DeploymentError", "Refused"]


class DefinitionBroken(RuntimeError):
    """A version of a process that was deployed can no longer be loaded."""

    code = "DEFINITION_BROKEN"

    def __init__(self, process: str, version: int, reason: Exception) -> None:
        why = f"{type(reason).__name__}: {reason}"
        super().__init__(
            f"Version {version} of «{process}» cannot be loaded: {why}. Restore its files, or go "
            "back to the release that read them: what its instances hold is kept."
        )


class DatabaseAway(RuntimeError):
    """The database cannot be reached, or did not answer. Try again in a moment."""

    code = "DATABASE_AWAY"

    def __init__(self, reason: str) -> None:
        answer = f"The database does not answer ({reason}). What was acknowledged is kept"
        if reason.startswith("no such ") or " has no column " in reason:
            super().__init__(f"{answer}. It has not this release's schema: run cauce migrate.")
        else:
            super().__init__(f"{answer}; try again in a moment.")
