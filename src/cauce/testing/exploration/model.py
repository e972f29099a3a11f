"""What an exploration is told, and what it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cauce.testing.exploration.world import OpenWorld
    from cauce.testing.views import Job, Task

Records = dict[str, Any]
"""What the business records hold, in the exploration: handlers read and change it."""

RecordHandler = Callable[[Records, "Job"], Mapping[str, Any] | None]


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message, or with `signal` a signal, that comes from outside."""

    name: str
    key: str | None = None
    case_key: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    time_to_live: str | None = None
    signal: bool = False
    label: str = ""
    """How traces and `OpenWorld.sent` tell it from others of its name."""

    @property
    def title(self) -> str:
        """What it is called in traces, and counted under in `OpenWorld.sent`."""
        return self.label or self.name


def _completes(_world: OpenWorld, _task: Task) -> Iterable[Mapping[str, Any]]:
    return ({},)


def _nothing(_world: OpenWorld) -> Iterable[Message]:
    return ()


def _holds(_world: OpenWorld) -> str | None:
    return None


def _fires(_world: OpenWorld, _process: str, _element: str) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """How people, records and the environment behave, and what must hold.

    `answers` gives the data with which an open task may be completed; `optional` the messages
    that may come now, or never; `owed` those that are sure to come some day. A message that is
    given once has to count `world.sent`. `fires` tells which timers matter. `always` and `finally_`
    give a complaint, or None: at every state, and where nothing is left to happen.
    """

    answers: Callable[[OpenWorld, Task], Iterable[Mapping[str, Any]]] = _completes
    optional: Callable[[OpenWorld], Iterable[Message]] = _nothing
    owed: Callable[[OpenWorld], Iterable[Message]] = _nothing
    fires: Callable[[OpenWorld, str, str], bool] = _fires
    handlers: Mapping[str, RecordHandler] = field(default_factory=dict)
    records: Mapping[str, Any] = field(default_factory=dict)
    always: Callable[[OpenWorld], str | None] = _holds
    finally_: Callable[[OpenWorld], str | None] = _holds


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something wrong, with the shortest sequence of choices that leads there."""

    complaint: str
    trace: tuple[str, ...]

    def __str__(self) -> str:
        return "\n  ".join((self.complaint, *self.trace))


@dataclass(frozen=True, kw_only=True)
class Report:
    """How far an exploration went, the outcomes it saw, and the first thing that was wrong.

    `outcomes` are the sets of ends, as `process:end`, of the states where nothing is left.
    """

    states: int
    outcomes: frozenset[frozenset[str]]
    finding: Finding | None = None
