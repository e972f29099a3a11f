"""`number`: a decimal number with bounds, a number of decimals and an increment."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from cauce.forms.kinds.base import Invalid, Kind, Surroundings, as_feel

if TYPE_CHECKING:
    from cauce.forms.fields import Field

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})", re.ASCII)


def _convert(field: Field, value: object) -> object:
    del field
    if isinstance(value, str):
        if _NUMBER.fullmatch(value.strip()) is None:
            raise Invalid("needs_number")
        value = Decimal(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Invalid("needs_number")
    return as_feel(value, "needs_number")


def _check(field: Field, value: object, around: Surroundings) -> object:
    assert isinstance(value, Decimal)
    _check_bounds(field, value, around)
    _check_digits(field, value)
    step = around.amount(field.increment)
    # Fractions, because a decimal's remainder fails where the quotient has too many digits.
    if step and Fraction(value) % Fraction(step):
        raise Invalid("off_increment", limit=step)
    return f"{value:f}" if field.as_text else value


def _check_bounds(field: Field, value: Decimal, around: Surroundings) -> None:
    low, high = around.amount(field.limits.minimum), around.amount(field.limits.maximum)
    if low is not None and value < low:
        raise Invalid("below_minimum", limit=low)
    if high is not None and value > high:
        raise Invalid("above_maximum", limit=high)


def _check_digits(field: Field, value: Decimal) -> None:
    digits = field.decimal_digits
    if digits is None or (Fraction(value) * 10**digits).denominator == 1:
        return
    if digits == 0:
        raise Invalid("no_decimals")
    raise Invalid("too_many_decimals", limit=digits)


NUMBER: Final = Kind(missing=lambda _: "needs_number", convert=_convert, check=_check)
