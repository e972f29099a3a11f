"""What is wrong with a form itself, as opposed to what somebody wrote into it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class FormProblem:
    """One thing that keeps a form from being used.

    `component` is the component's key, else its id, else its place such as `components[2]`;
    empty for the form as a whole. `place` leads to what is wrong, and `line` is where it stands.
    """

    code: str
    component: str
    message: str
    place: tuple[str | int, ...] = ()
    line: int | None = None

    def __str__(self) -> str:
        """One line for people."""
        where = f"{self.component}: " if self.component else ""
        return f"{where}{self.message} [{self.code}]"


class FormError(ValueError):
    """The source is no form that can be shown and checked faithfully."""

    code = "FORM_DEFINITION_INVALID"

    def __init__(self, *problems: FormProblem) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))
