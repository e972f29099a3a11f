"""What is wrong with a definition, and the refusals that the engine returns or raises."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One finding about a definition: a stable code, where it is, what is wrong, what to do."""

    code: str
    message: str
    element_id: str | None = None
    line: int | None = None
    file: str | None = None
    severity: str = "error"

    @property
    def is_error(self) -> bool:
        """Tell whether deployment is refused because of it (a warning lets it through)."""
        return self.severity == "error"

    def __str__(self) -> str:
        """Give the finding as `cauce check` prints it: file:line code element message."""
        place = f"{self.file or '-'}:{self.line or 0}"
        return f"{place} {self.code} {self.element_id or '-'} {self.message}"


class DeploymentError(ValueError):
    """The sources cannot be deployed: `.problems` tells each reason with file, line and element."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejection:
    """A command that is refused: nothing has changed. `details` holds plain values for the door."""

    code: str
    message: str
    details: dict[str, object] = field(default_factory=dict)


class Refused(ValueError):
    """A call was refused: `.code` is stable, the message says what was expected and what to do."""

    def __init__(self, code: str, message: str, **details: object) -> None:
        self.code = code
        self.details = details
        for name, value in details.items():
            setattr(self, name, value)
        super().__init__(message)


def told(text: str) -> str:
    """Give what an error says, from wherever it came, as every database can keep it."""
    return text.replace("\0", "\ufffd").encode(errors="replace").decode()


class BpmnError(Exception):
    """A business error with a code, raised by a job's handler: BPMN error events catch it."""

    def __init__(self, code: str, message: str = "", variables: dict[str, object] | None = None):
        self.code = code
        self.message = message = told(message)
        self.variables = variables or {}
        super().__init__(f"{code}: {message}" if message else code)


class IncidentError(Exception):
    """Work that cannot go on inside a step; the run turns it into an IncidentRaised event."""

    def __init__(self, code: str, message: str, element_id: str | None = None) -> None:
        self.code = code
        self.message = message = told(message)
        self.element_id = element_id
        super().__init__(message)
