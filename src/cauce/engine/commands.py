"""What can be asked of an instance. Imperative; plain data; every time and id arrives with it.

`key` is an activation, job, timer, subscription or incident of the instance, as its state lists it.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

Variables = dict[str, Any]


class Command(Struct, frozen=True, kw_only=True, tag=True):
    """Common ground of all commands; `actor` is the person (a login), None the system."""

    actor: str | None = None


class StartInstance(Command, frozen=True, kw_only=True):
    """Begin at `start_event` (an element id; None: the process's implicit or none start)."""

    case_key: str
    start_event: str | None = None
    variables: Variables = {}
    caller: bool = False
    """Whether a call activity waits for this instance's outcome."""


class CompleteTask(Command, frozen=True, kw_only=True):
    """Complete the user task of activation `key` with the form's data."""

    key: int
    data: Variables = {}


class ClaimTask(Command, frozen=True, kw_only=True):
    """Take a free task; `actor` becomes its assignee."""

    key: int


class ReleaseTask(Command, frozen=True, kw_only=True):
    """Give a taken task back to its roles."""

    key: int


class AssignTask(Command, frozen=True, kw_only=True):
    """Give a task to `assignee`, or to nobody (None)."""

    key: int
    assignee: str | None = None
    reason: str | None = None


class WaitForClient(Command, frozen=True, kw_only=True):
    """Stop the task's clock until the client answers what is asked."""

    key: int
    asks: str | None = None


class ResumeTask(Command, frozen=True, kw_only=True):
    """Let the task's clock run again."""

    key: int


class FireTimer(Command, frozen=True, kw_only=True):
    """The timer `key` is due."""

    key: int


class DeliverMessage(Command, frozen=True, kw_only=True):
    """Hand a message to the subscription `key`; `message_id` makes delivery exactly once."""

    key: int
    message_id: str
    name: str
    variables: Variables = {}


class DeliverSignal(Command, frozen=True, kw_only=True):
    """Hand a signal to the subscriptions `keys` that listened when it was thrown."""

    keys: tuple[int, ...]
    name: str
    variables: Variables = {}


class CompleteJob(Command, frozen=True, kw_only=True):
    """The work of the job at activation `key` is done; `variables` are its result."""

    key: int
    variables: Variables = {}


class FailJob(Command, frozen=True, kw_only=True):
    """An attempt at the job of activation `key` failed; `retries` are left, none: an incident."""

    key: int
    message: str
    retries: int


class ThrowError(Command, frozen=True, kw_only=True):
    """A BPMN error comes out of the activity of activation `key` (a job, or a called process)."""

    key: int
    code: str
    message: str = ""
    variables: Variables = {}


class ThrowEscalation(Command, frozen=True, kw_only=True):
    """An escalation comes out of the called process of activation `key`."""

    key: int
    code: str
    variables: Variables = {}


class CompleteCall(Command, frozen=True, kw_only=True):
    """The process called by activation `key` has completed with these variables."""

    key: int
    variables: Variables = {}


class FailCall(Command, frozen=True, kw_only=True):
    """The process called by activation `key` cannot start (or went away): an incident."""

    key: int
    code: str
    message: str


class GiveUpDelivery(Command, frozen=True, kw_only=True):
    """Record that what was on its way from or to the instance will not arrive.

    `kind` is that of the delivery (`message`, `command`, `start`, `call`, `withdraw`), `name` the
    message or process that it was about, empty where that is not known.
    """

    kind: str
    name: str
    reason: str


class SetVariables(Command, frozen=True, kw_only=True):
    """Correct data: set variables in the scope of activation `key` (None: the root)."""

    variables: Variables
    key: int | None = None
    reason: str | None = None


class ResolveIncident(Command, frozen=True, kw_only=True):
    """Try again what the incident `key` stopped."""

    key: int


class CancelInstance(Command, frozen=True, kw_only=True):
    """End the instance from outside."""

    reason: str


class MigrateInstance(Command, frozen=True, kw_only=True):
    """Go on by another version of the process, as `cauce.engine.migration.plan` has worked out.

    `nodes`, `flows`: indexes of this version's graph, by those of the one before. It is stepped
    with the graph of the version that it goes to.
    """

    nodes: dict[int, int]
    flows: dict[int, int] = {}
    elements: dict[str, str] = {}
    """The new element ids of open incidents, by the ones before, where they differ."""
    closed: tuple[int, ...] = ()
    """Timers, subscriptions and conditions that end."""
    opened: tuple[tuple[int, int], ...] = ()
    """What begins to listen: the activation, and the node of this version."""
    revised: dict[int, tuple[str, ...]] = {}
    """By open task: which of the terms that it was offered on this version changes."""


AnyCommand = (
    StartInstance
    | CompleteTask
    | ClaimTask
    | ReleaseTask
    | AssignTask
    | WaitForClient
    | ResumeTask
    | FireTimer
    | DeliverMessage
    | DeliverSignal
    | CompleteJob
    | FailJob
    | ThrowError
    | ThrowEscalation
    | CompleteCall
    | FailCall
    | GiveUpDelivery
    | SetVariables
    | ResolveIncident
    | CancelInstance
    | MigrateInstance
)
"""All commands, as the codec tells them apart by their tag."""
