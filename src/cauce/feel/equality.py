"""Equality and order of FEEL values (DMN 1.5, 10.3.2.13 and table 42 and 43)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from cauce.feel.temporal.parts import (
    AnyDate,
    AnyDateTime,
    AnyDuration,
    AnyTime,
    day_number,
    duration_nanos,
    instant,
    nanos_of,
    offset_seconds,
)
from cauce.feel.temporal.types import YearsMonthsDuration
from cauce.feel.values import Range, Value, kind_of

if TYPE_CHECKING:
    from cauce.feel.runtime import Run

_DIRECT: Final = frozenset((str, Decimal, bool, dt.date, YearsMonthsDuration))
_SECOND: Final = 10**9


def equal(left: Value, right: Value, run: Run) -> bool | None:
    """Tell whether two values are equal; null where their kinds differ."""
    if left is None or right is None:
        return left is right
    kind = type(left)
    if kind is type(right) and kind in _DIRECT:
        return left == right
    name = kind_of(left)
    if name != kind_of(right):
        return run.null(f"= expects two values of one kind, came {name} and {kind_of(right)}")
    if name == "list":
        return _equal_lists(cast("list[Value]", left), cast("list[Value]", right), run)
    if name == "context":
        return _equal_contexts(cast("dict[str, Value]", left), cast("dict[str, Value]", right), run)
    if name == "range":
        return _equal_ranges(cast("Range", left), cast("Range", right), run)
    if name == "function":
        return left is right
    return order_key(left, name) == order_key(right, name)


def order_key(value: Value, kind: str) -> object:
    """Return what values of one kind are compared by; None where the kind has no order.

    Times and date-times are compared by the second, and where only one of two
    has a zone, the other counts as UTC.
    """
    match kind:
        case "number" | "string" | "years and months duration":
            return value
        case "date":
            return day_number(cast("AnyDate", value))
        case "date and time":
            return instant(cast("AnyDateTime", value)) // _SECOND
        case "time":
            time = cast("AnyTime", value)
            return nanos_of(time) // _SECOND - (offset_seconds(time) or 0)
        case "days and time duration":
            return duration_nanos(cast("AnyDuration", value))
        case _:
            return None


def compare(left: Value, right: Value, run: Run) -> int | None:
    """Return -1, 0 or 1 as `left` comes before, with or after `right`; null without order."""
    kind = kind_of(left)
    if kind != kind_of(right):
        return run.null(f"cannot put {kind} and {kind_of(right)} in order")
    mine = order_key(left, kind)
    if mine is None:
        return run.null(f"values of kind {kind} have no order")
    theirs = order_key(right, kind)
    if mine == theirs:
        return 0
    return -1 if mine < theirs else 1  # type: ignore[operator]  # keys of one kind are one type


def _equal_lists(left: list[Value], right: list[Value], run: Run) -> bool | None:
    if len(left) != len(right):
        return False
    run.charge(len(left))
    for mine, theirs in zip(left, right, strict=True):
        same = equal(mine, theirs, run)
        if not same:
            return same
    return True


def _equal_contexts(left: dict[str, Value], right: dict[str, Value], run: Run) -> bool | None:
    if left.keys() != right.keys():
        return False
    run.charge(len(left))
    for name, mine in left.items():
        same = equal(mine, right[name], run)
        if not same:
            return same
    return True


def _equal_ranges(left: Range, right: Range, run: Run) -> bool | None:
    if (left.low_included, left.high_included, left.op) != (
        right.low_included,
        right.high_included,
        right.op,
    ):
        return False
    low = equal(left.low, right.low, run)
    return equal(left.high, right.high, run) if low else low
