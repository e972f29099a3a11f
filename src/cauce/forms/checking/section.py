"""The fields that share one set of data: the form's own, or those of one row of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cauce.forms.scopes import Layered, at_path, put_at_path

if TYPE_CHECKING:
    from cauce.feel import Scope
    from cauce.forms.fields import Field


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """One set of data and what surrounds it.

    `data` is what was sent, `current` what the variables hold (nothing for a row), `outer` where
    names are found that the section itself does not have. `prefix` leads the paths of errors.
    `row` holds the names that form-js gives the expressions of a row, but for `this`.
    """

    fields: tuple[Field, ...]
    data: Mapping[str, object]
    current: Mapping[str, object]
    outer: Scope
    prefix: str = ""
    row: Mapping[str, object] | None = None

    def place(self, path: Sequence[str]) -> str:
        """The path of a field as errors name it."""
        return self.prefix + ".".join(path)

    def given(self, field: Field) -> object:
        """What was sent for a field, or MISSING."""
        return at_path(self.data, field.path)

    def held(self, field: Field) -> object:
        """What the variables hold for a field, or MISSING."""
        return at_path(self.current, field.path)

    def scope(self, names: Mapping[str, object]) -> Scope:
        """Where expressions of the section find names, given the values of its fields."""
        if self.row is None:
            return Layered(names, self.outer)
        return Layered(names, Layered({**self.row, "this": names}, self.outer))

    def put(self, names: dict[str, object], field: Field, value: object) -> None:
        """Set a field's value among others, beside what the variable's context holds already."""
        first = field.path[0]
        if len(field.path) > 1 and first not in names:
            held = self.current.get(first)
            names[first] = held if isinstance(held, Mapping) else {}
        put_at_path(names, field.path, value)
