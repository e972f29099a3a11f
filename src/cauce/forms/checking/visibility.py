"""Which fields of a section are shown, and the values that the shown ones have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cauce.forms.scopes import MISSING, is_true

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cauce.feel import Scope
    from cauce.forms.checking.readings import Reading
    from cauce.forms.checking.section import Section
    from cauce.forms.fields import Field

_MAX_ROUNDS: Final = 20


def settle(
    section: Section, readings: Mapping[tuple[str, ...], Reading], now: datetime | None
) -> tuple[list[Field], dict[str, object]]:
    """The visible fields in order, and the values of those that have one.

    Conditions see the values of visible fields alone. Fields that hide one another for ever are
    left as they are after some rounds.
    """
    visible = list(section.fields)
    names = _values(section, visible, readings, now)
    for _ in range(_MAX_ROUNDS):
        scope = section.scope(names)
        shown = [
            field
            for field in section.fields
            if not (field.hidden_when and _is_hidden(field, scope, now))
        ]
        if len(shown) == len(visible) and all(map(_is, shown, visible)):
            break
        visible = shown
        names = _values(section, visible, readings, now)
    return visible, names


def _is_hidden(field: Field, scope: Scope, now: datetime | None) -> bool:
    return any(is_true(condition, scope, now) for condition in field.hidden_when)


def _is(left: Field, right: Field) -> bool:
    return left is right


def _values(
    section: Section,
    visible: list[Field],
    readings: Mapping[tuple[str, ...], Reading],
    now: datetime | None,
) -> dict[str, object]:
    names: dict[str, object] = {}
    for field in visible:
        if field.expression is not None:
            computed = field.expression.evaluate(section.scope(names), now=now)
            section.put(names, field, computed)
        elif field.is_input and (value := readings[field.path].value) is not MISSING:
            section.put(names, field, value)
    return names
