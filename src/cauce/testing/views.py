"""What the sandbox shows: plain, frozen pictures of the moment they were taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cauce.engine.events import Event
from cauce.engine.starts import SETTINGS

if TYPE_CHECKING:
    from cauce.testing.definitions import Version
    from cauce.testing.instance import Instance


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """An open user task. `form` is its form's id, `variables` all that it sees.

    `roles` are its candidate groups, else its lane; `waiting`: for the client, who was asked
    `asks`; `excluded`: the logins that four eyes keep from it.
    """

    id: str
    key: int
    element_id: str
    name: str
    instance: Instance = field(repr=False)
    roles: list[str] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    assignee: str | None = None
    excluded: list[str] = field(default_factory=list)
    form: str | None = None
    created_at: datetime | None = None
    due_at: datetime | None = None
    follow_up_at: datetime | None = None
    priority: int = 50
    waiting: bool = False
    asks: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def __hash__(self) -> int:
        return hash(self.id)


def form_context(task: Task) -> dict[str, Any]:
    """Give what a task's form sees: the company's settings, the case's key and the variables."""
    instance = task.instance
    return {
        SETTINGS: instance.version.settings,
        "case_key": instance.case_key,
        **task.variables,
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Incident:
    """Work that stopped, until `Instance.resolve`."""

    key: int
    code: str
    element_id: str
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """Work for outside of the engine. `variables`: all that its task's scope sees."""

    key: int
    type: str
    element_id: str
    variables: Mapping[str, Any]
    headers: Mapping[str, str]
    retries: int
    instance: Instance = field(repr=False)
    case_key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptMessage:
    """A message that nobody could take yet."""

    name: str
    key: Any
    case_key: str | None
    variables: Mapping[str, Any]
    expires_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """The result of publishing."""

    message_id: str


class Call(dict[str, Any]):
    """What a handler was asked: its inputs, as a dict, and where the question came from."""

    def __init__(self, job: Job, inputs: Mapping[str, Any]) -> None:
        super().__init__(inputs)
        self.type = job.type
        self.element_id = job.element_id
        self.headers = job.headers
        self.case_key = job.case_key
        self.instance = job.instance

    @property
    def variables(self) -> Mapping[str, Any]:
        """The inputs."""
        return self


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step of one instance: when, and what happened in it, by the process's version of then."""

    at: datetime
    instance: Instance
    version: Version
    events: Sequence[Event]
