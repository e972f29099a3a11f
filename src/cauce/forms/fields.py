"""The parts of a form, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from cauce.feel import Expression
from cauce.forms.texts import NO_TEXT, Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from re import Pattern

Amount: TypeAlias = Decimal | Expression | None
"""A limit: a number, an expression that gives one, or none."""

Flag: TypeAlias = bool | Expression


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One of the answers to choose from."""

    value: object
    label: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """The answers to choose from: written in the form, or found in the variables.

    `key` is the path of a list in the variables, `expression` gives such a list; its items are
    values or contexts of `value` and `label`.
    """

    static: tuple[Option, ...] = ()
    key: tuple[str, ...] = ()
    expression: Expression | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of a table: which entry of each row it shows, under which heading."""

    key: str
    label: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """What a table shows: the rows (contexts) that `source` gives, entry by entry."""

    source: Expression | None
    columns: tuple[Column, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What a value must keep to."""

    required: bool = False
    minimum: Amount = None
    maximum: Amount = None
    min_length: Amount = None
    max_length: Amount = None
    pattern: Pattern[str] | None = None
    format: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One component of a form.

    `kind` is form-js's type. `content` is what a text or page shows, and the label of a
    datetime's time where its date has one too. `path` leads from the form's data, or from a row
    of the dynamic list that holds the field, to its value; it is empty for what is only shown.
    The field is hidden where any of `hidden_when` (its own condition and those of the groups
    around it) holds. `default` is None where there is none. `personal` names whose personal
    data it is.
    """

    kind: str
    id: str
    key: str = ""
    path: tuple[str, ...] = ()
    label: Text = NO_TEXT
    help: Text = NO_TEXT
    content: Text = NO_TEXT
    group: Text = NO_TEXT
    hidden_when: tuple[Expression, ...] = ()
    readonly: Flag = False
    disabled: Flag = False
    default: object = None
    limits: Limits = field(default_factory=Limits)
    options: Options | None = None
    table: Table | None = None
    subtype: str = ""
    decimal_digits: int | None = None
    increment: Amount = None
    as_text: bool = False
    multiple: bool = False
    not_past: bool = False
    expression: Expression | None = None
    repetitions: int = 0
    children: tuple[Field, ...] = ()
    personal: str = ""
    properties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    extras: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_input(self) -> bool:
        """Whether it has a value, given or computed."""
        return bool(self.path)
