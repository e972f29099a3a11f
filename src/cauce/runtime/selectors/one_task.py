"""What a page needs to show one task: its form, what it sees, and who closed it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cauce.engine.codec import decode_state
from cauce.engine.starts import SETTINGS
from cauce.engine.variables import Names
from cauce.forms import Form, translate
from cauce.runtime.deployed import Definition, deployed
from cauce.runtime.errors import Refused
from cauce.runtime.execute import utcnow
from cauce.runtime.looking import one_look
from cauce.runtime.models import Task
from cauce.runtime.scope import in_organisation
from cauce.runtime.selectors.inbox import OpenTask, open_task
from cauce.runtime.selectors.opened import catalogue_of, drawn
from cauce.runtime.services.complete import as_uid


@dataclass(frozen=True, kw_only=True, slots=True)
class Guide:
    """A text of the package beside a task, and where on the web it leads, if anywhere."""

    text: str
    link: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskView:
    """A task, open or closed, with all that its page shows.

    `seen` are the variables that its form sees. `document` is the key of the document type that it
    is about, `button` the verb of its button, `guidance` the texts of the package beside it.
    `may_act` tells whether the person who asks may complete it now.
    """

    task: OpenTask
    process_name: str
    form: Form | None
    seen: Mapping[str, Any]
    document: str | None
    button: str | None
    waits_for_client: bool
    guidance: tuple[Guide, ...]
    may_act: bool
    closed_at: datetime | None
    closed_by: str | None
    completed: bool


@one_look
@in_organisation
def task(*, organisation: str, task: str, by: str, language: str = "es") -> TaskView:
    """Give a task of an organisation. Raises Refused: UNKNOWN_TASK."""
    found = (
        Task.objects.filter(organisation__key=organisation, uid=as_uid(task))
        .select_related("instance__case", "role_set", "organisation")
        .first()
    )
    if found is None:
        raise Refused("UNKNOWN_TASK", f"Expected the id of a task, came {task!r}.")
    process = drawn(found.instance, found.element_id)
    known = deployed(found.organisation.pk, found.organisation.epoch)
    node = process.graph.by_id[found.element_id]
    button = node.spec.button
    form = known.form(found.form, process) if found.form is not None else None
    catalogue = catalogue_of(process, language)
    held = known.rights.roles(by, utcnow())
    return TaskView(
        task=open_task(found, process, language),
        process_name=catalogue.get(process.graph.name, process.graph.name) or process.graph.id,
        form=None if form is None else translate(form, catalogue),
        seen=_seen(found, process),
        document=node.spec.document,
        button=None if button is None else catalogue.get(button, button),
        waits_for_client=node.spec.waits_for_client is not None,
        guidance=_guidance(process, found.element_id, language),
        may_act=found.closed_at is None and _may_act(found, by, held),
        closed_at=found.closed_at,
        closed_by=found.closed_by,
        completed=found.completed,
    )


def _seen(found: Task, process: Definition) -> dict[str, Any]:
    state = decode_state(bytes(found.instance.state))
    key = found.key if found.closed_at is None else 0
    return {SETTINGS: process.settings, **Names(state, key).all()}


def _guidance(process: Definition, element: str, language: str) -> tuple[Guide, ...]:
    if process.package is None:
        return ()
    texts = process.package.texts.values()
    return tuple(
        Guide(text=text.text.in_language(language), link=_safe(text.link))
        for text in texts
        if text.element == element
    )


def _safe(link: str | None) -> str | None:
    """Let links to the web through alone: a package may come from anywhere."""
    return link if link is not None and link.startswith(("https://", "http://")) else None


def _may_act(found: Task, by: str, held: frozenset[str]) -> bool:
    if by in _logins(found.excluded):
        return False
    if found.assignee is not None:
        return found.assignee == by
    roles, users = set(json.loads(found.role_set.roles)), _logins(found.users)
    return (not roles and not users) or by in users or bool(roles & held)


def _logins(text: str) -> list[str]:
    return list(json.loads(text)) if text else []
