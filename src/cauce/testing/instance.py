"""An instance of the sandbox: what it shows, and what can be done with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cauce.engine import commands, events
from cauce.engine.graph import ROOT, Node
from cauce.engine.migration import Summary
from cauce.engine.problems import Refused
from cauce.engine.state import ACTIVE, State
from cauce.engine.stuck import is_stuck
from cauce.engine.variables import Names
from cauce.testing.boundary import context
from cauce.testing.views import Incident, Job, Task

if TYPE_CHECKING:
    from cauce.testing.definitions import Version
    from cauce.testing.world import World

_PASSED = (events.ElementPassed, events.ElementCompleted)
_ORDERED = (
    events.TaskCreated,
    events.TimerScheduled,
    events.SubscriptionOpened,
    events.JobCreated,
)


class Instance:
    """A process instance. `origin`: the case that its case came from, where it opened its own."""

    def __init__(
        self,
        world: World,
        *,
        number: int,
        version: Version,
        case_key: str,
        parent: Instance | None = None,
        call: int = 0,
        origin: str | None = None,
        message_key: str | None = None,
    ) -> None:
        self._world = world
        self.number = number
        self.version = version
        self.case_key = case_key
        self.parent = parent
        self.call = call
        """The call activity of the parent that waits for this instance, as its state lists it."""
        self.origin = origin
        self.message_key = message_key
        """The key of the message that started it: no second one while it is active."""
        self.state = State()
        self.journal: list[events.Event] = []
        self.order: dict[int, int] = {}
        """Since when, among all instances, each thing that waits here does."""
        self._path: list[Node] = []

    def __repr__(self) -> str:
        return f"<Instance {self.number} {self.process_id} {self.case_key} {self.status}>"

    @property
    def process_id(self) -> str:
        """The id of its process."""
        return self.version.graph.id

    @property
    def status(self) -> str:
        """active, completed, terminated (cancelled from outside) or failed (an error uncaught)."""
        return self.state.status

    @property
    def is_active(self) -> bool:
        """Whether it goes on."""
        return self.state.status == ACTIVE

    @property
    def path(self) -> list[str]:
        """The ids of the completed flow nodes, in order."""
        return [node.id for node in self._path]

    @property
    def names(self) -> list[str]:
        """The names (where there is none, the ids) of the completed flow nodes, in order."""
        return [node.name or node.id for node in self._path]

    @property
    def ends(self) -> list[str]:
        """The ids of the end events that were reached, in order."""
        return [node.id for node in self._path if node.kind.startswith("endEvent")]

    @property
    def variables(self) -> dict[str, Any]:
        """The variables at the root scope, copied."""
        return context(self.state.variables, "variables")

    @property
    def incidents(self) -> list[Incident]:
        """What has stopped, oldest first."""
        return [
            Incident(key=key, code=i.code, element_id=i.element_id, message=i.message)
            for key, i in sorted(self.state.incidents.items())
        ]

    @property
    def stuck(self) -> bool:
        """Whether it is active, and nothing is left that could move it."""
        return is_stuck(self.state)

    def tasks(self) -> list[Task]:
        """Give the open user tasks, oldest first."""
        return [self._task(key) for key in sorted(self.state.tasks, key=self.order.__getitem__)]

    def jobs(self) -> list[Job]:
        """Give the jobs that are not done, oldest first."""
        return [self.job(key) for key in sorted(self.state.jobs, key=self.order.__getitem__)]

    def complete(
        self,
        task: str | Task,
        data: Mapping[str, object] | None = None,
        by: str | None = None,
        *,
        check_form: bool = False,
    ) -> None:
        """Complete an open task, named by element id (or name), or the task itself.

        `data` is what the form would give; with `check_form` the form is asked. Raises Refused:
        UNKNOWN_TASK, AMBIGUOUS_TASK, TASK_ALREADY_COMPLETED, FORM_INVALID, or what the engine
        refuses (four eyes).
        """
        found = self.find(task)
        values = context(data, "a task's data")
        if check_form:
            values = self._world.checked(found, values)
        self._world.command(self, commands.CompleteTask(key=found.key, data=values, actor=by))

    def wait(self, task: str | Task, asks: str | None = None) -> None:
        """Let a task wait for the client, who is asked something: its clock stops."""
        key = self.find(task).key
        self._world.command(self, commands.WaitForClient(key=key, asks=asks))

    def resume(self, task: str | Task) -> None:
        """Let the clock of a task run again: the client has answered."""
        self._world.command(self, commands.ResumeTask(key=self.find(task).key))

    def set_variables(self, variables: Mapping[str, object], *, reason: str | None = None) -> None:
        """Correct data at the root scope."""
        values = context(variables, "variables")
        self._world.command(self, commands.SetVariables(variables=values, reason=reason))

    def resolve(self, incident: Incident | None = None) -> None:
        """Try again what an incident stopped; without one, what the oldest stopped."""
        if incident is None:
            incident = next(iter(self.incidents), None)
        if incident is None:
            raise Refused("UNKNOWN_INCIDENT", f"Expected an open incident, {self!r} has none.")
        self._world.command(self, commands.ResolveIncident(key=incident.key))

    def migrate(
        self, mapping: Mapping[str, str] | None = None, renew: Collection[str] = ()
    ) -> Summary:
        """Move to the latest version of the process; say what that does, by element ids.

        `mapping`: new element ids by old ones, where they differ; `renew`: the old ids of events
        whose timer or subscription begins anew. Raises Refused: MIGRATION_REFUSED with `.misfits`,
        INSTANCE_ENDED, STEP_LIMIT; then nothing has changed.
        """
        return self._world.migrate(self, mapping or {}, renew)

    def cancel(self, reason: str = "") -> None:
        """End the instance from outside."""
        self._world.command(self, commands.CancelInstance(reason=reason))

    def find(self, task: str | Task) -> Task:
        """Give the open task meant by an element id, a name or a task. Raises Refused."""
        if isinstance(task, Task):
            return self._same(task)
        tasks = self.tasks()
        found = [t for t in tasks if t.element_id == task] or [t for t in tasks if t.name == task]
        if len(found) == 1:
            return found[0]
        shown = ", ".join(f"{t.element_id} «{t.name}»" for t in tasks) or "none"
        if found:
            raise Refused(
                "AMBIGUOUS_TASK",
                f"{len(found)} open tasks are «{task}». Give the task itself, from tasks().",
            )
        if task in self.path or task in self.names:
            raise Refused(
                "TASK_ALREADY_COMPLETED",
                f"«{task}» has been completed and is not open again. Open are: {shown}.",
            )
        raise Refused("UNKNOWN_TASK", f"Expected an open task «{task}», open are: {shown}.")

    def _same(self, task: Task) -> Task:
        if task.instance is not self:
            raise Refused("UNKNOWN_TASK", f"{task.id} is a task of {task.instance!r}.")
        if task.key not in self.state.tasks:
            raise Refused("TASK_ALREADY_COMPLETED", f"«{task.name}» ({task.id}) is not open.")
        return self._task(task.key)

    def record(self, happened: list[events.Event], sequence: Iterator[int]) -> None:
        """Take in the events of a step, which the state has followed already."""
        self.journal.extend(happened)
        nodes = self.version.graph.nodes
        for event in happened:
            if isinstance(event, _PASSED):
                if event.node != ROOT:
                    self._path.append(nodes[event.node])
            elif isinstance(event, _ORDERED):
                self.order[event.key] = next(sequence)

    def job(self, key: int) -> Job:
        """Give the job of an activation."""
        state = self.state
        job = state.jobs[key]
        return Job(
            key=key,
            type=job.type,
            element_id=self._node(key).id,
            variables=Names(state, key).all(),
            headers=job.headers,
            retries=job.retries,
            instance=self,
            case_key=self.case_key,
        )

    def _node(self, key: int) -> Node:
        return self.version.graph.nodes[self.state.activations[key].node]

    def _task(self, key: int) -> Task:
        node = self._node(key)
        task = self.state.tasks[key]
        return Task(
            id=f"{self.number}-{key}",
            key=key,
            element_id=node.id,
            name=task.name or node.name or node.id,
            instance=self,
            roles=list(task.roles),
            users=list(task.users),
            assignee=task.assignee,
            excluded=list(task.excluded),
            form=task.form,
            created_at=task.created_at,
            due_at=task.due_at,
            follow_up_at=task.follow_up_at,
            priority=task.priority,
            waiting=task.waiting_since is not None,
            asks=task.asks,
            variables=Names(self.state, key).all(),
        )
