"""Whether a value lies in a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cauce.feel.equality import compare, equal

if TYPE_CHECKING:
    from cauce.feel.runtime import Run
    from cauce.feel.values import Range, Value


def includes(within: Range, value: Value, run: Run) -> bool | None:
    """Tell whether `value` lies in the range; null where they cannot be compared."""
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
