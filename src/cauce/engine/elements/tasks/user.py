"""User task: work of a person (BPMN 2.0.2, 10.3.4 and 13.3.3).

| event | then |
|---|---|
| it is entered | a task opens for its roles, with form, due date, priority and four eyes |
| somebody completes it | the form's data is taken over; the task completes |
| it waits for the client | its clock and that of its boundary timers stop, until it resumes |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cauce.calendar import TimerTextError, as_moment
from cauce.engine import events as e
from cauce.engine.elements import clock
from cauce.engine.elements.activity import enter, leave_activation
from cauce.engine.elements.deadline import due_at
from cauce.engine.expressions import FAILED, holds, strings, value_of, whole
from cauce.engine.graph import Element, Node
from cauce.engine.problems import IncidentError
from cauce.engine.run import Run
from cauce.engine.source import Dynamic, Source
from cauce.engine.variables import Names
from cauce.feel import Expression


@dataclass(frozen=True, kw_only=True, slots=True)
class UserSpec:
    """Who may do the task, with which form, by when."""

    assignee: Dynamic | None = None
    groups: Dynamic | None = None
    users: Dynamic | None = None
    form: str | None = None
    due: Dynamic | None = None
    follow_up: Dynamic | None = None
    priority: Dynamic | None = None
    four_eyes: Dynamic | None = None
    actor_variable: str | None = None
    waits_for_client: Expression | None = None
    title: Dynamic | None = None
    """The task's name where it is not the element's: «Apoyo de Workforce»."""
    document: str | None = None
    button: str | None = None


def parse(source: Source) -> UserSpec:
    """Read the assignment, form, schedule and `cauce:` settings."""

    def dynamic(extension: str, attribute: str) -> Dynamic | None:
        found = source.extension(extension)
        text = found.attribute(attribute) if found is not None else None
        return source.dynamic(text, f"zeebe:{extension} {attribute}") if text else None

    form = source.extension("formDefinition")
    title = source.setting("title")
    eyes, waits = source.setting("fourEyes"), source.setting("waitsForClient")
    return UserSpec(
        assignee=dynamic("assignmentDefinition", "assignee") or _resource(source, person=True),
        groups=dynamic("assignmentDefinition", "candidateGroups")
        or _resource(source, person=False),
        users=dynamic("assignmentDefinition", "candidateUsers"),
        form=_form(source, form),
        due=dynamic("taskSchedule", "dueDate"),
        follow_up=dynamic("taskSchedule", "followUpDate"),
        priority=dynamic("priorityDefinition", "priority"),
        four_eyes=source.dynamic(eyes, "cauce:fourEyes") if eyes else None,
        actor_variable=source.setting("actorVariable"),
        waits_for_client=source.expression(waits, "cauce:waitsForClient") if waits else None,
        title=source.dynamic(title, "cauce:title") if title else None,
        document=source.setting("document"),
        button=source.setting("button"),
    )


def _form(source: Source, definition: Source | None) -> str | None:
    if definition is None:
        return None
    form = definition.attribute("formId")
    if form is None:
        source.problem(
            "FORM_REFERENCE",
            "zeebe:formDefinition needs formId; formKey and external references are not supported.",
        )
    return form


def _resource(source: Source, *, person: bool) -> Dynamic | None:
    """Read BPMN's own resource roles: humanPerformer is a person, the others are groups."""
    tags = ("humanPerformer",) if person else ("potentialOwner", "performer", "resourceRole")
    for role in source.children(*tags):
        assignment = role.child("resourceAssignmentExpression")
        formal = assignment.child("formalExpression") if assignment is not None else None
        if formal is not None and formal.text:
            return role.dynamic(formal.text, role.tag)
        for resource in role.referenced("resourceRef"):
            return resource.name or resource.id
    return None


def activate(run: Run, key: int, node: Node) -> None:
    """Open the task."""
    spec: UserSpec = node.spec
    names = run.names(key)
    roles = strings(run, spec.groups, names, "the roles of the task")
    if spec.groups is None and node.lane is not None:
        roles = (node.lane,)
    assigned = strings(run, spec.assignee, names, "the assignee") if spec.assignee else ()
    deadline = due_at(run, key)
    title = None if spec.title is None else value_of(run, spec.title, names)
    event = e.TaskCreated(
        key,
        node.index,
        title if isinstance(title, str) else node.name,
        roles,
        strings(run, spec.users, names, "the persons of the task"),
        assigned[0] if assigned else None,
        strings(run, spec.four_eyes, names, "who may not do the task"),
        spec.form,
        run.env.now,
        deadline if spec.due is None else _moment(run, spec.due, names),
        None if spec.follow_up is None else _moment(run, spec.follow_up, names),
        50 if spec.priority is None else whole(run, spec.priority, names, "the priority"),
        spec.due is None and deadline is not None,
    )
    run.emit(event)


def begun(run: Run, key: int, node: Node) -> None:
    """Let a task that waits for the client from the beginning do so."""
    waits = node.spec.waits_for_client
    if waits is not None and holds(run, waits, run.names(key)):
        clock.stop(run, key, None)


def _moment(run: Run, text: Dynamic, names: Names) -> datetime | None:
    value: Any = value_of(run, text, names)
    if value is None:
        return None
    try:
        return as_moment(value, run.env.calendar.zone).astimezone(UTC)
    except TimerTextError as error:
        raise IncidentError(FAILED, f"A date of the task cannot be read: {error}") from error


ELEMENT = Element(
    kind="userTask",
    enter=enter,
    activate=activate,
    complete=leave_activation,
    parse=parse,
    begun=begun,
    is_activity=True,
)
