"""How a scenario fails: which line and step, what was expected, what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cauce.feel import normalize, to_string
from cauce.testing.scenarios import model


class ScenarioFailed(AssertionError):
    """The scenario went otherwise than it says."""


class StepFailed(Exception):
    """A step could not be done: what was expected, what came."""

    def __init__(self, expected: str, came: str) -> None:
        self.expected = expected
        self.came = came
        super().__init__(f"expected {expected}, came {came}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One key of an expected outcome that came otherwise; `of`: which part of it."""

    key: str
    expected: str
    came: str
    of: str = ""

    def __str__(self) -> str:
        part = f" of {self.of}" if self.of else ""
        return f"{self.key}{part}: expected {self.expected}, came {self.came}"


class Unexpected(StepFailed):
    """A check on the way found something else; each difference has its line."""

    def __init__(self, found: Sequence[Difference], outcome: model.Outcome, line: int) -> None:
        self.lines = [f"line {outcome.lines.get(d.key, line)}: {d}" for d in found]
        super().__init__("the outcome named", "; ".join(map(str, found)))

    def __str__(self) -> str:
        return "\n  ".join(self.lines)


def shown(value: object) -> str:
    """Write a value as FEEL does, texts in quotes."""
    return to_string([normalize(value)])[1:-1]


def step_text(step: model.Step) -> str:
    """Write a step in a few words."""
    match step:
        case model.DoTask(task=task):
            return f"task: {task}"
        case model.DoEach(task=task):
            return f"each: {task}"
        case model.DoRest():
            return "rest"
        case model.Publish(message=message):
            return f"message: {message}"
        case model.Broadcast(signal=signal):
            return f"signal: {signal}"
        case model.Advance(duration=duration):
            return f"advance: {duration}"
        case model.Wait(task=task):
            return f"wait: {task}"
        case model.Resume(task=task):
            return f"resume: {task}"
        case model.Resolve(element=element):
            return f"resolve: {element}"
        case model.Refused(attempt=attempt):
            return f"refused: {attempt.task}"
        case _:
            return "expect"
