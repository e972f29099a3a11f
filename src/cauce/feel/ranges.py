"""Whether a value lies in a range."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cauce.feel.equality import compare, equal

if TYPE_CHECKING:
    from cauce.feel.runtime import Run
    from cauce.feel.values import Range, Value


def includes(within: Range, value: Value, run: Run) -> bool | None:
    """Tell whether `value` lies in the range; null where they cannot be compared."""
    low, high = within.low, within.high
    if type(value) is Decimal and type(low) is Decimal and type(high) is Decimal and not within.op:
        above = low <= value if within.low_included else low < value
        return above and (value <= high if within.high_included else value < high)
    if within.op == "!=":
        same = equal(value, within.low, run)
        return None if same is None else not same
    if value is None:
        return run.null("null lies in no range")
    if not within.op and (within.low is None or within.high is None):
        return run.null("a range with a null bound holds no values")
    if within.low is not None:
        sign = compare(value, within.low, run)
        if sign is None:
            return None
        if sign < 0 or (sign == 0 and not within.low_included):
            return False
    if within.high is not None:
        sign = compare(value, within.high, run)
        if sign is None:
            return None
        return sign < 0 or (sign == 0 and within.high_included)
    return True
