"""What this package refuses."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


class TimerTextError(ValueError):
    """A timer's text or value is no moment, duration or cycle."""

    code = "TIMER_TEXT_INVALID"

    def __init__(self, expected: str, came: object, hint: str = "") -> None:
        self.expected = expected
        self.came = came
        self.hint = hint
        message = f"expected {expected}, but got {shown(came)}"
        super().__init__(f"{message}: {hint}" if hint else message)


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarProblem:
    """One setting of a calendar that is not usable; `key` is its path, such as `week.mon[0]`."""

    key: str
    expected: str
    came: str

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.key}: expected {self.expected}, but got {self.came}"


class CalendarError(ValueError):
    """The settings of a working calendar are not usable, or a moment lies beyond its reach."""

    code = "CALENDAR_INVALID"

    def __init__(self, *problems: CalendarProblem) -> None:
        self.problems = problems
        super().__init__("; ".join(str(problem) for problem in problems))


def shown(value: object) -> str:
    """A value as a message quotes it, cut to a line."""
    text = str(value) if isinstance(value, Decimal) else repr(value)
    return text if len(text) <= 80 else f"{text[:77]}…"
