"""A form as plain values, for whoever shows it: a terminal, a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cauce.feel import Expression, normalize
from cauce.forms.kinds import Invalid, Surroundings
from cauce.forms.options import options_of
from cauce.forms.scopes import MISSING, Layered, at_path, is_true

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from cauce.feel import Scope
    from cauce.forms.fields import Amount, Field
    from cauce.forms.form import Form


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionDescription:
    """One answer to choose from."""

    value: object
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnDescription:
    """A column of a table: the entry of each row that it shows, and its heading."""

    key: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldDescription:
    """One component with every expression evaluated.

    `type` is form-js's; `subtype` is a datetime's "date", "time" or "datetime". `key` is the
    dotted path of its value, empty for what is only shown. `value` is what the variables hold,
    `default` what an answer that leaves it out gets. `editable` is whether a person may answer.
    `rows` describes the fields of a blank row of a dynamic list, `entries` those of each row that
    it holds, with what follows from the row's own values. A table's `value` is the list of its
    rows (contexts), of which it shows the `columns`.
    """

    type: str
    subtype: str
    id: str
    key: str
    label: str
    help: str
    content: str
    group: str
    required: bool
    editable: bool
    visible: bool
    value: object
    default: object
    options: tuple[OptionDescription, ...]
    minimum: Decimal | None
    maximum: Decimal | None
    min_length: Decimal | None
    max_length: Decimal | None
    pattern: str
    decimal_digits: int | None
    increment: Decimal | None
    multiple: bool
    repetitions: int
    rows: tuple[FieldDescription, ...]
    entries: tuple[tuple[FieldDescription, ...], ...]
    columns: tuple[ColumnDescription, ...]
    personal: str
    properties: Mapping[str, str]
    extras: Mapping[str, object]


def describe(
    form: Form, context: Mapping[str, object] | None = None, *, now: datetime | None = None
) -> list[FieldDescription]:
    """The components of a form in order, as they stand for the variables given (FEEL values).

    While somebody answers, call it again with the answers so far among the variables: what is
    visible, and which options there are, may depend on them.
    """
    scope = context or {}
    return [_describe(field, scope, scope, now) for field in form.fields]


def _describe(
    field: Field, current: Mapping[str, object], scope: Scope, now: datetime | None
) -> FieldDescription:
    held = at_path(current, field.path) if field.is_input else MISSING
    limits = field.limits
    return FieldDescription(
        type=field.kind,
        subtype=field.subtype,
        id=field.id,
        key=".".join(field.path),
        label=field.label.render(scope, now),
        help=field.help.render(scope, now),
        content=field.content.render(scope, now),
        group=field.group.render(scope, now),
        required=limits.required,
        editable=field.is_input and not _locked(field, scope, now),
        visible=not any(is_true(condition, scope, now) for condition in field.hidden_when),
        value=_value(field, None if held is MISSING else held, scope, now),
        default=_value_of(field.default, scope, now),
        options=tuple(
            OptionDescription(value=option.value, label=option.label.render(scope, now))
            for option in options_of(field, scope, now)
        ),
        minimum=_amount(limits.minimum, scope, now),
        maximum=_amount(limits.maximum, scope, now),
        min_length=_amount(limits.min_length, scope, now),
        max_length=_amount(limits.max_length, scope, now),
        pattern=limits.pattern.pattern if limits.pattern is not None else "",
        decimal_digits=field.decimal_digits,
        increment=_amount(field.increment, scope, now),
        multiple=field.multiple,
        repetitions=field.repetitions,
        rows=tuple(_describe(child, {}, scope, now) for child in field.children),
        entries=tuple(_entries(field, current, held, scope, now)),
        columns=_columns(field, scope, now),
        personal=field.personal,
        properties=field.properties,
        extras=field.extras,
    )


def _entries(
    field: Field, current: Mapping[str, object], held: object, scope: Scope, now: datetime | None
) -> Iterator[tuple[FieldDescription, ...]]:
    """Describe each row as it stands; one that is no context as a blank one."""
    if field.kind != "dynamiclist" or not isinstance(held, list | tuple):
        return
    for index, entry in enumerate(held):
        row = entry if isinstance(entry, Mapping) else {}
        about = {"parent": current, "i": normalize([index + 1]), "this": row}
        inner = Layered(row, Layered(about, scope))
        yield tuple(_describe(child, row, inner, now) for child in field.children)


def _value(field: Field, held: object, scope: Scope, now: datetime | None) -> object:
    computed = field.expression if field.table is None else field.table.source
    return held if computed is None else computed.evaluate(scope, now=now)


def _columns(field: Field, scope: Scope, now: datetime | None) -> tuple[ColumnDescription, ...]:
    if field.table is None:
        return ()
    return tuple(
        ColumnDescription(key=column.key, label=column.label.render(scope, now))
        for column in field.table.columns
    )


def _value_of(value: object, scope: Scope, now: datetime | None) -> object:
    return value.evaluate(scope, now=now) if isinstance(value, Expression) else value


def _locked(field: Field, scope: Scope, now: datetime | None) -> bool:
    return any(_value_of(flag, scope, now) is True for flag in (field.readonly, field.disabled))


def _amount(amount: Amount, scope: Scope, now: datetime | None) -> Decimal | None:
    try:
        return Surroundings(scope=scope, now=now).amount(amount)
    except Invalid:
        return None
