"""The state of an instance: what `evolve` folds its events into. Plain, compact, comparable.

Activations are the tokens that rest on a node, with the scopes they stand in; tokens that wait at
a join are counted by flow in their scope. Everything an activation waits for hangs on its key.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

Variables = dict[str, Any]

ROOT_KEY = 1
"""The activation of the process itself."""

ACTIVE, COMPLETED, TERMINATED, FAILED = "active", "completed", "terminated", "failed"


class Activation(Struct, array_like=True):
    """A node at work in the scope activation `scope` (0 for the process itself)."""

    node: int
    scope: int
    body: bool = False
    """Whether it stands for a loop or a multi-instance as a whole."""
    children: list[int] = []
    """The keys of the activations directly inside, ascending."""
    joining: dict[int, int] = {}
    """Tokens that wait at joins directly inside, by flow index."""
    waits: list[int] = []
    """Keys of the timers, subscriptions and conditions that end with it."""
    variables: Variables | None = None
    """Its local variables; None where it has no variable scope of its own."""
    isolated: bool = False
    """Whether results stay inside (the inner instance of a multi-instance)."""
    incident: int = 0
    """The open incident that holds it, or 0."""
    weight: int = 0
    """What its own variables count, in bytes."""


class Task(Struct, array_like=True):
    """An open user task."""

    name: str = ""
    roles: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    assignee: str | None = None
    excluded: tuple[str, ...] = ()
    """Four eyes: the logins that may not do it."""
    form: str | None = None
    created_at: datetime | None = None
    due_at: datetime | None = None
    follow_up_at: datetime | None = None
    priority: int = 50
    waiting_since: datetime | None = None
    asks: str | None = None
    time_left: timedelta | None = None
    """While the clock is stopped: the (working) time left to `due_at`."""
    working_time: bool = False
    """Whether `due_at` counts working time."""


class Timer(Struct, array_like=True):
    """A timer that node `node` set for activation `owner`."""

    owner: int
    node: int
    due: datetime
    cycle: str | None = None
    """Of a cycle: its ISO 8601 text."""
    anchor: datetime | None = None
    """Of a cycle: the moment it began to listen."""
    left: int = 1
    """How often it still fires; -1: without end."""
    working_time: bool = False
    time_left: timedelta | None = None
    """While the clock is stopped: the (working) time left."""
    suspended: bool = False
    """Whether an incident holds it (its step was too long)."""


class Subscription(Struct, array_like=True):
    """Node `node` listens for a message or a signal, for activation `owner`."""

    owner: int
    node: int
    kind: str
    name: str
    correlation: Any = None


class Condition(Struct, array_like=True):
    """Node `node` listens for its condition to become true, for activation `owner`."""

    owner: int
    node: int
    holds: bool = False


class Job(Struct, array_like=True):
    """Work for outside of the step, at the activation with the same key."""

    type: str
    retries: int
    headers: dict[str, str] = {}


class LoopState(Struct, array_like=True):
    """How far a loop or multi-instance has come; hangs on its body's activation."""

    total: int
    """How many instances there are to be; -1: not known beforehand (a standard loop)."""
    items: list[Any] | None = None
    started: int = 0
    completed: int = 0
    terminated: int = 0
    output: list[Any] | None = None
    indexes: dict[int, int] = {}
    """The counter, from 1, of each inner activation at work."""


class Incident(Struct, array_like=True):
    """Work that stopped at activation `owner` (0: none; a command is kept instead)."""

    owner: int
    code: str
    element_id: str
    message: str
    leaving: bool = False
    """Whether it stopped on the way out: trying again completes, else activates."""
    command: Any = None
    """What brought a result that could not be taken over, or was too long: it is repeated."""
    handed: bool = False
    """Whether its results are handed over already: trying again only looks for the way out."""


class State(Struct, array_like=True):
    """One instance. A fresh one is `State()`; `StartInstance` brings it to life."""

    status: str = ACTIVE
    case_key: str = ""
    caller: bool = False
    next_key: int = ROOT_KEY
    variables: Variables = {}
    weight: int = 0
    """The approximate size of all variables, in bytes."""
    activations: dict[int, Activation] = {}
    tasks: dict[int, Task] = {}
    timers: dict[int, Timer] = {}
    subscriptions: dict[int, Subscription] = {}
    conditions: dict[int, Condition] = {}
    jobs: dict[int, Job] = {}
    calls: dict[int, str] = {}
    """Called process ids by the activation of their call activity."""
    loops: dict[int, LoopState] = {}
    incidents: dict[int, Incident] = {}

    def wait(self, key: int) -> Timer | Subscription | Condition:
        """Give what is waited for under a key."""
        return self.timers.get(key) or self.subscriptions.get(key) or self.conditions[key]

    def wake_at(self) -> datetime | None:
        """Give the earliest moment at which a running timer is due."""
        return min((t.due for t in self.timers.values() if runs(t)), default=None)


def runs(timer: Timer) -> bool:
    """Tell whether a timer's clock runs: neither stopped for the client nor held by an incident."""
    return timer.time_left is None and not timer.suspended
