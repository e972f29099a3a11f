"""The options of a field, wherever they come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cauce.feel import normalize, to_string
from cauce.forms.fields import Option
from cauce.forms.scopes import MISSING, at_path
from cauce.forms.texts import Text

if TYPE_CHECKING:
    from datetime import datetime

    from cauce.feel import Scope
    from cauce.forms.fields import Field


def options_of(field: Field, scope: Scope, now: datetime | None = None) -> tuple[Option, ...]:
    """The answers to choose from: static ones, a list among the variables, or a computed one.

    Items of a list are contexts of `value` and `label`, or plain values that are their own
    label. What is no list gives no options.
    """
    source = field.options
    if source is None:
        return ()
    if source.key:
        first, *rest = source.key
        found = at_path(scope.get(first, MISSING), rest)
    elif source.expression is not None:
        found = source.expression.evaluate(scope, now=now)
    else:
        return source.static
    if not isinstance(found, list | tuple):
        return ()
    return tuple(
        Option(value=value, label=Text(source=label, parts=(label,)))
        for value, label in map(_value_and_label, found)
    )


def same(left: object, right: object) -> bool:
    """Whether two FEEL values are one: of one type and equal, so that true is not 1."""
    return type(left) is type(right) and left == right


def _value_and_label(item: object) -> tuple[object, str]:
    if isinstance(item, Mapping) and "value" in item:
        value = normalize(item["value"])
        label = item.get("label")
        return value, label if isinstance(label, str) else to_string(value)
    value = normalize(item)
    return value, to_string(value)
