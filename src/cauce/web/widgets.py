"""A form's fields as a page shows them: which input, with which texts, values and errors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from cauce.feel import to_string
from cauce.forms import FieldDescription, Form, describe
from cauce.web.answers import PREFIX
from cauce.web.numbers import write_number
from cauce.web.values import shown, text_of, written

FEW = 4
"""Up to so many exclusive answers stand side by side."""
SHORT = 26
"""Answers of so many letters fit into one control; longer ones are cards."""

_KINDS: Mapping[str, str] = {
    "textfield": "text",
    "textarea": "textarea",
    "number": "number",
    "select": "select",
    "checklist": "many",
    "taglist": "many",
    "filepicker": "files",
    "dynamiclist": "rows",
    "text": "words",
    "html": "words",
    "table": "table",
    "separator": "line",
}
_LEADS = re.compile(
    r"^(Sin marcar|Desmarque si [^:]+|Unticked|Unchecked|Not ticked|Left empty|If not ticked"
    r"|(Clear|Untick) it if [^:]+)[,:]\s*"
)
"""How a checkbox's help begins to say what leaving it empty leads to."""

_CHOSEN = frozenset({"segments", "cards", "radio", "select", "tick", "decision"})
_MOMENTS = {"date": "date", "time": "time", "datetime": "datetime-local"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One answer to choose from."""

    value: str
    label: str
    chosen: bool

    @property
    def parts(self) -> tuple[str, str]:
        """What it is, and what it means: the label before and after its colon."""
        name, _, meaning = self.label.partition(": ")
        return name, meaning[:1].upper() + meaning[1:]


@dataclass(frozen=True, kw_only=True, slots=True)
class Widget:
    """One field on a page. `kind` names its template; `live`: answers change what is asked.

    `moves` are the ids of the computed values that a number changes, as a selector of them; `unit`
    is what a number counts, `button` what the page's button says while this is ticked.
    """

    kind: str
    key: str
    name: str
    id: str
    label: str
    help: str
    content: str
    group: str
    required: bool
    value: str
    choices: tuple[Choice, ...]
    error: str
    live: bool
    limits: Mapping[str, str]
    moves: str = ""
    unit: str = ""
    button: str = ""
    consequence: str = ""
    """Of a decision: what a no leads to."""
    rows: tuple[Row, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table that is shown: each row's cells beside what their column is called."""

    headings: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of a list.

    One that came with the task says what it is about in a `heading` (a name, and what else is
    known of it), with those fields in `about`, to be opened; `cells` are what is to be answered.
    """

    cells: tuple[Widget, ...]
    heading: tuple[str, str] | None = None
    about: tuple[Widget, ...] = ()

    @property
    def all(self) -> tuple[Widget, ...]:
        """Its fields, in the form's order."""
        return (*self.about, *self.cells)

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong in what is folded away."""
        return any(widget.error for widget in self.about)


def widgets_of(
    form: Form,
    context: Mapping[str, Any],
    errors: Mapping[str, str],
    now: datetime,
    given: Mapping[str, Any],
    *,
    language: str,
) -> list[Widget]:
    """Give what a page shows of a form as it stands for the variables.

    `given` are the variables without what somebody has answered so far.
    """
    live = any(field.hidden_when or field.kind == "expression" for field in form.fields)
    fields = [field for field in describe(form, context, now=now) if field.visible]
    form_now = _FormNow(
        errors=errors, given=given, live=live, moves=_computed(fields), language=language
    )
    widgets = [_widget(field, field.key, form_now) for field in fields]
    return [widget for widget in widgets if widget.kind]


def _computed(fields: Sequence[FieldDescription], prefix: str = "") -> str:
    found = (_id(prefix + field.key) for field in fields if field.type == "expression")
    return ",".join(f"#{one}" for one in found)


def _id(key: str) -> str:
    return "c-" + "".join(c if c.isalnum() else "-" for c in key)


@dataclass(frozen=True, kw_only=True, slots=True)
class _FormNow:
    """What is wrong, what the task brought, and whether answers change what is asked."""

    errors: Mapping[str, str]
    given: Mapping[str, Any]
    live: bool
    moves: str
    language: str


def _widget(field: FieldDescription, key: str, form: _FormNow) -> Widget:
    value = field.default if field.value is None else field.value
    kind = _kind(field)
    widget = Widget(
        kind=kind,
        key=key,
        name=PREFIX + key,
        id=_id(key or field.id),
        label=field.label,
        help=field.help,
        content=written(field.content),
        group=field.group,
        required=field.required,
        value=_value(field, kind, value, form.language),
        choices=_choices(field, value),
        error=form.errors.get(key, ""),
        live=form.live and kind in _CHOSEN,
        limits=_limits(field),
        moves=form.moves if kind == "number" else "",
        unit=_unit(field),
        button=field.properties.get("button", "") if kind == "tick" and value is True else "",
    )
    if kind == "rows":
        return replace(widget, rows=_rows(field, key, form))
    if kind == "decision" and (lead := _LEADS.match(field.help)):
        rest = field.help[lead.end() :]
        return replace(widget, help="", consequence=rest[:1].upper() + rest[1:])
    if kind == "table":
        return replace(widget, table=_table(field, form.language))
    return widget


def _value(field: FieldDescription, kind: str, value: object, language: str) -> str:
    if kind == "value":
        chosen = [choice.label for choice in _choices(field, value) if choice.chosen]
        return ", ".join(chosen) or shown(value, language)
    if field.type == "number" and isinstance(value, Decimal):
        return write_number(value, language)
    return text_of(value)


def _kind(field: FieldDescription) -> str:
    if field.key and not field.editable and field.type != "table":
        return "value"
    if field.type == "checkbox":
        return "decision" if field.default is True else "tick"
    if field.type == "radio":
        if len(field.options) > FEW:
            return "radio"
        return "segments" if all(len(one.label) <= SHORT for one in field.options) else "cards"
    if field.type == "datetime":
        return _MOMENTS[field.subtype]
    return _KINDS.get(field.type, "")


def _choices(field: FieldDescription, value: object) -> tuple[Choice, ...]:
    chosen = (
        value if isinstance(value, list) and field.type in {"checklist", "taglist"} else [value]
    )
    return tuple(
        Choice(
            value=to_string(option.value),
            label=option.label,
            chosen=any(type(v) is type(option.value) and v == option.value for v in chosen),
        )
        for option in field.options
    )


def _rows(field: FieldDescription, key: str, form: _FormNow) -> tuple[Row, ...]:
    blank = [field.rows] * field.repetitions
    entries = field.entries if isinstance(field.value, list) else blank
    came = _inside(form.given, key)
    known = [row for row in came if isinstance(row, Mapping)] if isinstance(came, list) else []
    found = []
    for at, entry in enumerate(entries):
        fields = [child for child in entry if child.visible]
        place = f"{key}[{at}]."
        live = any(child.type == "expression" for child in entry) or len(fields) < len(entry)
        inner = replace(form, live=live, moves=_computed(fields, place))
        widgets = [_widget(child, place + child.key, inner) for child in fields]
        found.append(_row(fields, widgets, known))
    return tuple(found)


def _row(
    fields: Sequence[FieldDescription],
    widgets: list[Widget],
    known: Sequence[Mapping[str, Any]],
) -> Row:
    """Fold away what says what a row is about, where the task brought it.

    That is what stands before the last choice of the row: the choice is the answer, and what
    follows goes with it.
    """
    choices = [at for at, field in enumerate(fields) if field.type in {"select", "radio"}]
    answer = choices[-1] if choices else 0
    before = fields[:answer]
    # As texts: what came as a text or as nothing comes back as a date, or blank.
    told = [text_of(field.value) for field in before]
    came = bool(before) and any(
        [text_of(_inside(one, field.key)) for field in before] == told for one in known
    )
    name = widgets[0].value
    if not came or not name or fields[0].type != "textfield":
        return Row(cells=tuple(widgets))
    about, cells = widgets[:answer], widgets[answer:]
    if len(cells[0].choices) <= FEW:
        cells[0] = replace(cells[0], kind="segments")
    return Row(
        heading=(name, ", ".join(filter(None, map(_shown, about[1:])))),
        about=tuple(about),
        cells=tuple(cells),
    )


def _shown(widget: Widget) -> str:
    text = next((one.label for one in widget.choices if one.chosen), written(widget.value))
    return f"{text} {widget.unit}" if text and widget.unit else text


def _unit(field: FieldDescription) -> str:
    look = field.extras.get("appearance")
    unit = look.get("suffixAdorner") if isinstance(look, Mapping) else None
    return unit if isinstance(unit, str) else ""


def _inside(row: Any, key: str) -> Any:
    for name in key.split("."):
        row = row.get(name) if isinstance(row, Mapping) else None
    return row


def _table(field: FieldDescription, language: str) -> Table | None:
    """Give what a table shows; nothing where there are no rows."""
    found = field.value if isinstance(field.value, list) else []
    rows = [row for row in found if isinstance(row, Mapping)]
    if not rows:
        return None
    return Table(
        headings=tuple(column.label for column in field.columns),
        rows=tuple(
            tuple((column.label, shown(row.get(column.key), language)) for column in field.columns)
            for row in rows
        ),
    )


def _limits(field: FieldDescription) -> dict[str, str]:
    given: dict[str, Decimal | None] = {
        "minlength": field.min_length,
        "maxlength": field.max_length,
    }
    return {name: f"{limit:f}" for name, limit in given.items() if limit is not None}
