"""What somebody wrote into a form on a page, as the values that the form checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import QueryDict

from cauce.feel import to_string
from cauce.forms import FieldDescription
from cauce.web.numbers import read_number

PREFIX = "f."
"""What the names of a form's inputs begin with: other inputs are the page's own."""

ADD, REMOVE = "fila_mas", "fila_menos"
"""Buttons that add a row to a list (its key) or take one away (`key[2]`)."""

MOST_ROWS = 200


def answers_of(
    fields: Sequence[FieldDescription], sent: QueryDict, language: str
) -> dict[str, Any]:
    """Read a form's inputs, nested by their paths; numbers as the language writes them.

    What was not sent is left out. What is no number stays the text that it is, so that the form
    can say so and the page can show it again.
    """
    found: dict[str, Any] = {}
    for field in fields:
        value = _read(field, PREFIX + field.key, sent, language) if field.editable else None
        if value is not None:
            _put(found, field.key.split("."), value[0])
    return found


def merged(seen: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give the variables with answers over them, contexts merged."""
    result = dict(seen)
    for name, value in answers.items():
        held = result.get(name)
        if isinstance(value, Mapping) and isinstance(held, Mapping):
            result[name] = merged(held, value)
        else:
            result[name] = value
    return result


def _read(field: FieldDescription, name: str, sent: QueryDict, language: str) -> tuple[Any] | None:
    """Read one input: a tuple of its value, None where it was not sent."""
    if field.type == "dynamiclist":
        rows = _rows(field, name, sent, language) if f"{name}#" in sent else None
        # A list that began without rows and has none is a question left blank, not an answer.
        blank = rows is None or (not rows and field.value is None and not field.repetitions)
        return None if blank else (rows,)
    if name not in sent:
        return None
    if field.type in {"checklist", "taglist"}:
        return ([_option(field, text) for text in sent.getlist(name) if text],)
    text = sent.getlist(name)[-1]
    if field.type == "filepicker":
        return ([line.strip() for line in text.splitlines() if line.strip()],)
    return (_value(field, text, language),)


def _value(field: FieldDescription, text: str, language: str) -> Any:
    if field.type == "checkbox":
        return {"true": True, "false": False}.get(text, text)
    if field.type in {"radio", "select"}:
        return _option(field, text)
    if field.type == "number":
        number = read_number(text, language)
        return text if number is None else number
    if field.type == "datetime" and field.subtype == "date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _option(field: FieldDescription, text: str) -> Any:
    for option in field.options:
        if to_string(option.value) == text:
            return option.value
    return text


def _rows(
    field: FieldDescription, name: str, sent: QueryDict, language: str
) -> list[dict[str, Any]]:
    text = str(sent[f"{name}#"])
    count = min(int(text), MOST_ROWS) if text.isdecimal() else 0
    key = name.removeprefix(PREFIX)
    rows = []
    for index in range(count):
        if sent.get(REMOVE) == f"{key}[{index}]":
            continue
        row: dict[str, Any] = {}
        for child in field.rows:
            inner = f"{name}[{index}].{child.key}"
            value = _read(child, inner, sent, language) if child.editable else None
            if value is not None:
                _put(row, child.key.split("."), value[0])
        rows.append(row)
    if sent.get(ADD) == key and count < MOST_ROWS:
        rows.append({})
    return rows


def _put(target: dict[str, Any], path: Sequence[str], value: Any) -> None:
    for name in path[:-1]:
        target = target.setdefault(name, {})
    target[path[-1]] = value
