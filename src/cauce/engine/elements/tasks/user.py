"""User task: work of a person (BPMN 2.0.2, 10.3.4 and 13.3.3).

| event | then |
|---|---|
| it is entered | a task opens for its roles, with form, due date, priority and four eyes |
| somebody completes it | the form's data is taken over; the task completes |
| it waits for the client | its clock and that of its boundary timers stop, until it resumes |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from cauce.engine.problems import IncidentError, told
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
    roles = source.children(*tags)
    if len(roles) > 1 or any(role.child("resourceParameterBinding") for role in roles):
        source.problem(
            "RESOURCE_ROLES",
            f"Expected one {' or '.join(tags)} without resourceParameterBinding, came "
            f"{len(roles)}. Name all who may do the task in zeebe:assignmentDefinition "
            "candidateGroups.",
        )
    for role in roles:
        assignment = role.child("resourceAssignmentExpression")
        formal = assignment.child("formalExpression") if assignment is not None else None
        if formal is not None and formal.text:
            return role.dynamic(formal.text, role.tag)
        for resource in role.referenced("resourceRef"):
            return resource.name or resource.id
        if role.child("resourceRef") is None:
            source.problem(
                "RESOURCE_ROLES",
                f"Expected a {role.tag} with a resourceRef or an expression, came one without. "
                "Add one, or use zeebe:assignmentDefinition.",
            )
    return None


def _name(run: Run, node: Node, names: Names) -> str:
    title = None if node.spec.title is None else value_of(run, node.spec.title, names)
    return told(title) if isinstance(title, str) else node.name


def _roles(run: Run, node: Node, names: Names) -> tuple[str, ...]:
    if node.spec.groups is None and node.lane is not None:
        return (node.lane,)
    return strings(run, node.spec.groups, names, "the roles of the task")


def _said_of_roles(node: Node) -> object:
    return ("lane", node.lane) if node.spec.groups is None else node.spec.groups


def _users(run: Run, node: Node, names: Names) -> tuple[str, ...]:
    return strings(run, node.spec.users, names, "the persons of the task")


def _excluded(run: Run, node: Node, names: Names) -> tuple[str, ...]:
    return strings(run, node.spec.four_eyes, names, "who may not do the task")


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One of the terms that a task is offered on: what the definition says, and its value."""

    said: Callable[[Node], object]
    value: Callable[[Run, Node, Names], Any]


TERMS: Mapping[str, Term] = {
    "name": Term(said=lambda node: (node.name, node.spec.title), value=_name),
    "roles": Term(said=_said_of_roles, value=_roles),
    "users": Term(said=lambda node: node.spec.users, value=_users),
    "excluded": Term(said=lambda node: node.spec.four_eyes, value=_excluded),
    "form": Term(said=lambda node: node.spec.form, value=lambda _run, node, _names: node.spec.form),
}
"""What goes with the definition when an open task moves to another version of it."""


def activate(run: Run, key: int, node: Node) -> None:
    """Open the task."""
    spec: UserSpec = node.spec
    names = run.names(key)
    assigned = strings(run, spec.assignee, names, "the assignee") if spec.assignee else ()
    deadline = due_at(run, key)
    event = e.TaskCreated(
        key,
        node.index,
        _name(run, node, names),
        _roles(run, node, names),
        _users(run, node, names),
        assigned[0] if assigned else None,
        _excluded(run, node, names),
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
