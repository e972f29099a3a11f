"""A scenario as data: what is given, what happens, what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Data = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Common ground of all steps: the line of the file where it stands."""

    line: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class DoTask(Step):
    """Complete the oldest open task of that name or element id.

    `where` compares variables that the task sees; `by` None is the system.
    """

    task: str
    data: Data = field(default_factory=dict)
    by: str | None = None
    process: str | None = None
    where: Data = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class DoEach(Step):
    """Complete every task of that name or element id that is open now."""

    task: str
    data: Data = field(default_factory=dict)
    by: str | None = None
    process: str | None = None
    where: Data = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class DoRest(Step):
    """Complete whatever opens, with `data` by name or id (else nothing), until nothing is open.

    Stops before `until`; leaves the tasks of `excluded` alone. `process`: its tasks only.
    """

    until: str | None = None
    excluded: Sequence[str] = ()
    data: Mapping[str, Data] = field(default_factory=dict)
    by: str | None = None
    process: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Publish(Step):
    """Publish a message. The text `=case_key` stands for the given instance's case."""

    message: str
    key: Any = None
    case_key: str | None = None
    variables: Data = field(default_factory=dict)
    ttl: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Broadcast(Step):
    """Throw a signal."""

    signal: str
    key: Any = None
    variables: Data = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Advance(Step):
    """Move the clock by an ISO 8601 duration."""

    duration: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait(Step):
    """The task waits for the client, who is asked something."""

    task: str
    asks: str | None = None
    process: str | None = None
    where: Data = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Resume(Step):
    """The task's clock runs again."""

    task: str
    process: str | None = None
    where: Data = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Resolve(Step):
    """The data is corrected, and what the oldest incident of an element stopped is tried again."""

    element: str
    process: str | None = None
    variables: Data = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused(Step):
    """Completing the task must be refused, with that code where one is named."""

    attempt: DoTask
    code: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What is expected; None: not looked at. `lines`: where each key stands in the file."""

    ends: Mapping[str, Sequence[str]] | None = None
    status: Mapping[str, str] | None = None
    open: Sequence[str] | None = None
    variables: Data | None = None
    calls: Mapping[str, int | Sequence[Data]] | None = None
    messages: Sequence[str] | None = None
    path_includes: Sequence[str] | None = None
    path_excludes: Sequence[str] | None = None
    incidents: Sequence[str] = ()
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Expect(Step):
    """A check on the way."""

    outcome: Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """How the scenario begins.

    `handlers`: the answers of handlers, one for all calls, or a list of successive ones.
    """

    line: int
    process: str | None = None
    start: str | None = None
    start_event: str | None = None
    data: Data = field(default_factory=dict)
    case_key: str | None = None
    handlers: Mapping[str, Data | Sequence[Data]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """A scenario file."""

    file: str
    title: str
    given: Given
    when: Sequence[Step]
    then: Outcome
