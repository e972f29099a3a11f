"""What is wrong with a DMN file, before and while it is used."""

from __future__ import annotations

from dataclasses import dataclass


class DmnError(ValueError):
    """The source is no DMN file, or has no decision of the name asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Why a decision, or a part of it, cannot run.

    `code` is stable: SYNTAX, UNKNOWN_NAME, UNKNOWN_TYPE, UNKNOWN_ELEMENT, CYCLE,
    NO_LOGIC, UNSUPPORTED. `element` is the name of the decision, knowledge model or type.
    """

    code: str
    message: str
    element: str
    element_id: str | None
    line: int | None

    def __str__(self) -> str:
        """Show in one line."""
        return f"{self.code} {self.element}: {self.message}"
