"""What has happened in an instance. Past tense; the journal keeps them; replay folds only them.

A published event never changes its meaning. Nodes and flows are named by their index in the
graph of the instance's version, activations and what they wait for by key. The entry that holds
an `InstanceMigrated` is of the version that the instance went to, like all after it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

Variables = dict[str, Any]


class Event(Struct, frozen=True, array_like=True, tag=True):
    """Common ground of all events."""


class InstanceStarted(Event, frozen=True, array_like=True, tag=True):
    """The process itself became activation 1."""

    case_key: str
    caller: bool


class InstanceCompleted(Event, frozen=True, array_like=True, tag=True):
    """No token was left."""


class InstanceTerminated(Event, frozen=True, array_like=True, tag=True):
    """The instance was cancelled from outside."""

    reason: str


class InstanceFailed(Event, frozen=True, array_like=True, tag=True):
    """An error that nothing caught ended the instance."""

    code: str
    message: str
    variables: Variables


class ElementActivated(Event, frozen=True, array_like=True, tag=True):
    """Node `node` began work as activation `key`; tokens that waited on `consumed` are gone."""

    key: int
    node: int
    scope: int
    consumed: tuple[int, ...] = ()
    body: bool = False
    variables: Variables | None = None
    isolated: bool = False


class ElementPassed(Event, frozen=True, array_like=True, tag=True):
    """A token went through node `node` without resting; waiting tokens `consumed` are gone."""

    node: int
    scope: int
    consumed: tuple[int, ...] = ()


class ElementCompleted(Event, frozen=True, array_like=True, tag=True):
    """The activation's work is done; it and all that hung on it are gone."""

    key: int
    node: int


class ElementTerminated(Event, frozen=True, array_like=True, tag=True):
    """The activation was interrupted; it and all that hung on it are gone."""

    key: int
    node: int


class TokenArrived(Event, frozen=True, array_like=True, tag=True):
    """A token waits on an incoming flow of a join."""

    scope: int
    flow: int


class TokensWithdrawn(Event, frozen=True, array_like=True, tag=True):
    """The tokens that waited at joins of a scope are gone."""

    scope: int


class VariablesSet(Event, frozen=True, array_like=True, tag=True):
    """Variables of a scope (0: the root) have new values."""

    scope: int
    values: Variables
    weight: int


class TaskCreated(Event, frozen=True, array_like=True, tag=True):
    """A user task opened, at activation `key`."""

    key: int
    node: int
    name: str
    roles: tuple[str, ...]
    users: tuple[str, ...]
    assignee: str | None
    excluded: tuple[str, ...]
    form: str | None
    created_at: datetime
    due_at: datetime | None
    follow_up_at: datetime | None
    priority: int
    working_time: bool


class TaskAssigned(Event, frozen=True, array_like=True, tag=True):
    """A task was taken, given back (assignee None) or given to somebody."""

    key: int
    assignee: str | None
    reason: str | None = None


class TaskCompleted(Event, frozen=True, array_like=True, tag=True):
    """A person (None: the system) completed the task."""

    key: int
    actor: str | None


class TaskWaiting(Event, frozen=True, array_like=True, tag=True):
    """The task waits for the client; its clock and that of the `timers` stopped."""

    key: int
    since: datetime
    asks: str | None
    time_left: timedelta | None
    timers: dict[int, timedelta]


class TaskResumed(Event, frozen=True, array_like=True, tag=True):
    """The task's clock runs again, with new due dates."""

    key: int
    due_at: datetime | None
    timers: dict[int, datetime]


class TimerScheduled(Event, frozen=True, array_like=True, tag=True):
    """A timer runs for activation `owner`; it belongs to node `node`."""

    key: int
    owner: int
    node: int
    due: datetime
    cycle: str | None
    left: int
    working_time: bool
    at: datetime


class TimerFired(Event, frozen=True, array_like=True, tag=True):
    """A timer fired; a cycle goes on at `next_due`, else the timer is gone."""

    key: int
    node: int
    next_due: datetime | None


class SubscriptionOpened(Event, frozen=True, array_like=True, tag=True):
    """Node `node` listens for a message or signal of that name and key."""

    key: int
    owner: int
    node: int
    kind: str
    name: str
    correlation: Any


class SubscriptionClosed(Event, frozen=True, array_like=True, tag=True):
    """A subscription, condition or timer ended before its activation did."""

    key: int
    owner: int


class MessageReceived(Event, frozen=True, array_like=True, tag=True):
    """The message reached node `node`."""

    key: int
    node: int
    message_id: str
    name: str


class SignalReceived(Event, frozen=True, array_like=True, tag=True):
    """The signal reached node `node`."""

    key: int
    node: int
    name: str


class ConditionOpened(Event, frozen=True, array_like=True, tag=True):
    """Node `node` listens for its condition."""

    key: int
    owner: int
    node: int


class ConditionChanged(Event, frozen=True, array_like=True, tag=True):
    """The condition became true or false."""

    key: int
    node: int
    holds: bool


class JobCreated(Event, frozen=True, array_like=True, tag=True):
    """Work for outside of the step was asked for, at activation `key`."""

    key: int
    node: int
    job_type: str
    retries: int
    headers: dict[str, str]


class JobCompleted(Event, frozen=True, array_like=True, tag=True):
    """The job's work is done."""

    key: int


class JobFailed(Event, frozen=True, array_like=True, tag=True):
    """An attempt failed; `retries` are left."""

    key: int
    message: str
    retries: int


class HandlerAnswered(Event, frozen=True, array_like=True, tag=True):
    """A handler of our own records answered inside the step."""

    key: int
    node: int
    job_type: str


class DecisionEvaluated(Event, frozen=True, array_like=True, tag=True):
    """A decision gave a value; `version` says which version of its file did."""

    node: int
    decision: str
    version: str
    output: Any


class LoopStarted(Event, frozen=True, array_like=True, tag=True):
    """The body `key` of a loop knows how many instances there are to be (-1: unknown)."""

    key: int
    total: int
    items: list[Any] | None
    collects: bool


class LoopInstanceStarted(Event, frozen=True, array_like=True, tag=True):
    """The inner activation `inner` with counter `index` (from 1) began."""

    key: int
    inner: int
    index: int


class LoopInstanceEnded(Event, frozen=True, array_like=True, tag=True):
    """An inner instance completed (with its output) or was terminated."""

    key: int
    inner: int
    completed: bool
    output: Any = None


class LoopCompleted(Event, frozen=True, array_like=True, tag=True):
    """The body's work is done; it and all that hung on it are gone."""

    key: int
    node: int


class MessageThrown(Event, frozen=True, array_like=True, tag=True):
    """A message left for whoever waits for it; `key` numbers it within the instance."""

    key: int
    node: int
    name: str
    correlation: Any
    variables: Variables
    time_to_live: str | None
    new_case: bool


class SignalThrown(Event, frozen=True, array_like=True, tag=True):
    """A signal left for all who listen; `correlation` None: regardless of key."""

    key: int
    node: int
    name: str
    correlation: Any
    variables: Variables


class ErrorThrown(Event, frozen=True, array_like=True, tag=True):
    """A BPMN error set out for who catches it."""

    node: int
    code: str
    message: str


class EscalationThrown(Event, frozen=True, array_like=True, tag=True):
    """An escalation set out; `escaped`: nothing in the instance caught it."""

    node: int
    code: str
    variables: Variables
    escaped: bool


class ProcessCalled(Event, frozen=True, array_like=True, tag=True):
    """A call activity asks for an instance of `process`."""

    key: int
    node: int
    process: str
    variables: Variables


class CallWithdrawn(Event, frozen=True, array_like=True, tag=True):
    """The call activity was interrupted: its called instance is to be cancelled."""

    key: int


class IncidentRaised(Event, frozen=True, array_like=True, tag=True):
    """Work stopped at activation `owner` (0: a command is kept to be repeated)."""

    key: int
    owner: int
    code: str
    element_id: str
    message: str
    leaving: bool = False
    command: Any = None
    handed: bool = False


class IncidentResolved(Event, frozen=True, array_like=True, tag=True):
    """What the incident stopped is tried again."""

    key: int


class TimerSuspended(Event, frozen=True, array_like=True, tag=True):
    """A timer is held (or, `suspended` false, released) by an incident."""

    key: int
    suspended: bool


class InstanceMigrated(Event, frozen=True, array_like=True, tag=True):
    """The instance goes on by another version of its process.

    `nodes` and `flows` give the new index of each that the state names, by the one before;
    `elements` the new element ids of open incidents, where they differ.
    """

    nodes: dict[int, int]
    flows: dict[int, int]
    elements: dict[str, str]


class TaskRevised(Event, frozen=True, array_like=True, tag=True):
    """An open task is offered on other terms; who has it and by when stays."""

    key: int
    name: str
    roles: tuple[str, ...]
    users: tuple[str, ...]
    excluded: tuple[str, ...]
    form: str | None


class DeliveryGivenUp(Event, frozen=True, array_like=True, tag=True):
    """A person gave up what was on its way from or to the instance: it will not arrive.

    `kind` and `name` say what it was, as in the command. The state stays as it is.
    """

    kind: str
    name: str
    reason: str


AnyEvent = (
    InstanceStarted
    | InstanceCompleted
    | InstanceTerminated
    | InstanceFailed
    | ElementActivated
    | ElementPassed
    | ElementCompleted
    | ElementTerminated
    | TokenArrived
    | TokensWithdrawn
    | VariablesSet
    | TaskCreated
    | TaskAssigned
    | TaskCompleted
    | TaskWaiting
    | TaskResumed
    | TimerScheduled
    | TimerFired
    | SubscriptionOpened
    | SubscriptionClosed
    | MessageReceived
    | SignalReceived
    | ConditionOpened
    | ConditionChanged
    | JobCreated
    | JobCompleted
    | JobFailed
    | HandlerAnswered
    | DecisionEvaluated
    | LoopStarted
    | LoopInstanceStarted
    | LoopInstanceEnded
    | LoopCompleted
    | MessageThrown
    | SignalThrown
    | ErrorThrown
    | EscalationThrown
    | ProcessCalled
    | CallWithdrawn
    | IncidentRaised
    | IncidentResolved
    | TimerSuspended
    | InstanceMigrated
    | TaskRevised
    | DeliveryGivenUp
)
"""All events, as the codec tells them apart by their tag."""
