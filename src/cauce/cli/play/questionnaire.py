"""Filling in a task's form at the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import click

from cauce.cli.language import say
from cauce.cli.play.fields import UNANSWERED, ask_field
from cauce.cli.play.prompts import ask
from cauce.forms import FieldDescription, Form, describe
from cauce.testing import Task, form_context


def fill_in(
    task: Task, form: Form | None, now: datetime, only: Iterable[str] = ()
) -> dict[str, Any]:
    """Ask for a task's data: each visible field in turn; what is left out takes its default.

    `only`: ask for these fields alone. A task without a form is asked for its data as JSON.
    """
    if form is None:
        return _free()
    wanted = frozenset(only)
    answers: dict[str, Any] = {}
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


def put(answers: dict[str, Any], path: list[str], value: Any) -> None:
    """Set a value at a path of nested dicts."""
    for name in path[:-1]:
        answers = answers.setdefault(name, {})
    answers[path[-1]] = value


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
