"""Asking for one field of a form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import click

from cauce.cli.language import say
from cauce.cli.play.prompts import ask
from cauce.cli.values import plain, shown
from cauce.forms import FieldDescription

UNANSWERED: Any = object()
"""Enter: the field takes its default, or what the variable holds."""

YES = frozenset({"s", "sí", "si", "y", "yes", "true", "1"})
NO = frozenset({"n", "no", "false", "0"})


def ask_field(field: FieldDescription) -> Any:
    """Ask for a field's value; UNANSWERED where Enter was pressed."""
    if field.group:
        click.echo(f"  — {field.group} —")
    if field.help:
        click.secho(f"  {field.help}", dim=True)
    reader = _READERS.get(field.type, _text)
    if field.options and not field.multiple:
        reader = _one
    while True:
        text = ask(f"  {_question(field)}", "")
        if text == "":
            return UNANSWERED
        try:
            return reader(field, text)
        except ValueError as error:
            click.echo(f"  {error}")


def _question(field: FieldDescription) -> str:
    parts = [field.label or field.key]
    if field.options:
        numbered = ", ".join(f"{n}) {o.label}" for n, o in enumerate(field.options, 1))
        parts.append(f"({numbered})")
    elif field.type == "checkbox":
        parts.append(say("(s/n)"))
    elif field.type in {"dynamiclist", "filepicker"}:
        parts.append("(JSON)")
    current = field.value if field.value is not None else field.default
    if current is not None:
        parts.append(f"[{_current(field, current)}]")
    elif field.required:
        parts.append("*")
    return " ".join(parts)


def _current(field: FieldDescription, value: object) -> str:
    labels = {json.dumps(plain(o.value)): o.label for o in field.options}
    values = value if isinstance(value, list) and field.multiple else [value]
    return ", ".join(labels.get(json.dumps(plain(item)), shown(item)) for item in values)


def _text(_field: FieldDescription, text: str) -> Any:
    return text


def _checkbox(_field: FieldDescription, text: str) -> bool:
    answer = text.casefold()
    if answer in YES:
        return True
    if answer in NO:
        return False
    raise ValueError(say("Se esperaba s o n; vino «{answer}».", answer=text))


def _one(field: FieldDescription, text: str) -> Any:
    options = list(field.options)
    if text.isdigit() and 1 <= int(text) <= len(options):
        return options[int(text) - 1].value
    for option in options:
        if text.casefold() in {option.label.casefold(), shown(option.value).casefold()}:
            return option.value
    raise ValueError(
        say("Se esperaba una de las opciones, o su número; vino «{answer}».", answer=text)
    )


def _many(field: FieldDescription, text: str) -> list[Any]:
    if not field.options:
        return [part.strip() for part in text.split(",") if part.strip()]
    return [_one(field, part.strip()) for part in text.split(",") if part.strip()]


def _json(_field: FieldDescription, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise ValueError(say("Se esperaba JSON; {why}", why=error)) from error


_READERS: Mapping[str, Callable[[FieldDescription, str], Any]] = {
    "checkbox": _checkbox,
    "radio": _one,
    "select": _one,
    "checklist": _many,
    "taglist": _many,
    "dynamiclist": _json,
    "filepicker": _json,
}
