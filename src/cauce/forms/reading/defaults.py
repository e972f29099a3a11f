"""A default that the field itself would not take is found when the form is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cauce.feel import Expression
from cauce.forms.kinds import INPUTS, Invalid, Surroundings

if TYPE_CHECKING:
    from cauce.forms.fields import Field
    from cauce.forms.reading.attributes import Attributes


def check_default(field: Field, given: Attributes) -> Field:
    """Note a default that is not valid, as far as that can be known without any data."""
    if field.default is None or isinstance(field.default, Expression):
        return field
    kind = INPUTS[field.kind]
    try:
        value = kind.convert(field, field.default)
        if not _depends_on_data(field):
            kind.check(field, value, Surroundings(scope={}))
    except Invalid as invalid:
        told = f"defaultValue {field.default!r}: {invalid.text('en')}"
        given.note("DEFAULT_INVALID", told, "defaultValue")
    return field


def _depends_on_data(field: Field) -> bool:
    options = field.options
    if options is not None and (options.key or options.expression is not None):
        return True
    limits = field.limits
    amounts = (limits.minimum, limits.maximum, limits.min_length, limits.max_length)
    return any(isinstance(amount, Expression) for amount in (*amounts, field.increment))
