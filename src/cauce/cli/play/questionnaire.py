"""Filling in a task's form at the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any

import click

from cauce.cli.language import say
from cauce.cli.play.fields import UNANSWERED, ask_field
from cauce.cli.play.prompts import ask
from cauce.forms import FieldDescription, Form, describe
from cauce.testing import Task, form_context


def fill_in(
    task: Task,
    form: Form | None,
    now: datetime,
    *,
    given: Mapping[str, Any] | None = None,
    only: Iterable[str] = (),
) -> dict[str, Any]:
    """Ask for a task's data: each visible field in turn; what is left out takes its default.

    `given`: what has been answered already; what the form shows depends on it, and it is part of
    the result. `only`: ask for these fields alone, by the places that errors name; where no field
    on show is one of them, for all. A task without a form is asked for its data as JSON.
    """
    if form is None:
        return _free()
    answers: dict[str, Any] = deepcopy(dict(given or {}))
    wanted = frozenset(place.split("[")[0] for place in only)
    wanted &= labels_of(form, task, answers, now).keys()
    for key in wanted:
        take_out(answers, key.split("."))
    seen: set[str] = set()
    while True:
        context = {**form_context(task), **answers}
        field = _next(describe(form, context, now=now), seen, wanted)
        if field is None:
            return answers
        seen.add(field.id)
        if not field.editable:
            _show(field)
            continue
        value = ask_field(field)
        if value is not UNANSWERED:
            put(answers, field.key.split("."), value)


def labels_of(
    form: Form, task: Task, answers: Mapping[str, Any], now: datetime
) -> Mapping[str, str]:
    """Give the labels of the fields that a person may answer, by their keys."""
    fields = describe(form, {**form_context(task), **answers}, now=now)
    return {f.key: f.label or f.key for f in fields if f.visible and f.editable}


def put(answers: dict[str, Any], path: list[str], value: Any) -> None:
    """Set a value at a path of nested dicts."""
    for name in path[:-1]:
        answers = answers.setdefault(name, {})
    answers[path[-1]] = value


def take_out(answers: dict[str, Any], path: list[str]) -> None:
    """Remove the value at a path of nested dicts, if there is one."""
    for name in path[:-1]:
        inner = answers.get(name)
        if not isinstance(inner, dict):
            return
        answers = inner
    answers.pop(path[-1], None)


def _next(
    fields: Iterable[FieldDescription], seen: set[str], wanted: frozenset[str]
) -> FieldDescription | None:
    for field in fields:
        if field.id in seen or not field.visible:
            continue
        if wanted and field.key not in wanted:
            continue
        return field
    return None


def _show(field: FieldDescription) -> None:
    if field.type == "text" and field.content:
        # Emphasis is markdown, which a terminal would show as asterisks.
        click.echo(f"  {field.content.replace('**', '')}")


def _free() -> dict[str, Any]:
    while True:
        text = ask(say("  Datos (JSON; Enter: ninguno)"), "")
        try:
            data = json.loads(text or "{}")
        except ValueError:
            data = None
        if isinstance(data, dict):
            return data
        click.echo(say("Se esperaba un objeto JSON, como {example}", example='{"b2b": true}'))
