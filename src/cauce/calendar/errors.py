"""What this package refuses."""

from __future__ import annotations


class TimerTextError(ValueError):
    """A timer's text or value is no moment, duration or cycle."""

    code = "TIMER_TEXT_INVALID"

    def __init__(self, expected: str, came: object, hint: str = "") -> None:
        self.expected = expected
        self.came = came
        self.hint = hint
        message = f"expected {expected}, but got {_shown(came)}"
        super().__init__(f"{message}: {hint}" if hint else message)


class CalendarError(ValueError):
    """The settings of a working calendar are not usable."""

    code = "CALENDAR_INVALID"

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}…"
