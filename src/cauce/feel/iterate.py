"""What a `for` walks over: lists, ranges, and counts up or down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from cauce.feel.temporal.calendar import parts_of
from cauce.feel.temporal.parts import day_number, make_date
from cauce.feel.temporal.types import FeelDate
from cauce.feel.values import Range, Value, kind_of

if TYPE_CHECKING:
    from cauce.feel.runtime import Run

_DATE_STEPS = 4
"""Steps that the next date counts for; it takes as much longer than the next number."""


def elements(value: Value, run: Run) -> Iterable[Value] | None:
    """Return what iterating over `value` gives, null where that means nothing."""
    if isinstance(value, list):
        return value
    if isinstance(value, Range):
        return _of_range(value, run)
    if value is None:
        return run.null("for, some and every expect a list or a range, came null")
    return [value]


def counted(first: Value, last: Value, run: Run) -> Iterable[Value] | None:
    """Return the whole numbers or days from `first` to `last`, downwards where it is smaller."""
    low, high = _ordinal(first), _ordinal(last)
    if low is None or high is None or kind_of(first) != kind_of(last):
        return run.null(
            f"expected two whole numbers or two dates around '..', "
            f"came {kind_of(first)} and {kind_of(last)}"
        )
    step = 1 if low <= high else -1
    return _count(range(low, high + step, step), first, run)


def _of_range(value: Range, run: Run) -> Iterable[Value] | None:
    low, high = _ordinal(value.low), _ordinal(value.high)
    if low is None or high is None or kind_of(value.low) != kind_of(value.high):
        return run.null("only a range of whole numbers or of dates can be iterated")
    inner = range(low + (not value.low_included), high + bool(value.high_included))
    return _count(inner, value.low, run)


def _ordinal(value: Value) -> int | None:
    if isinstance(value, Decimal):
        # Beyond 34 digits a number has no successor.
        exact = value.adjusted() < 34 and value == value.to_integral_value()
        return int(value) if exact else None
    if isinstance(value, dt.date | FeelDate) and not isinstance(value, dt.datetime):
        return day_number(value)
    return None


def _count(numbers: range, first: Value, run: Run) -> Iterator[Value]:
    if isinstance(first, Decimal):
        yield from map(Decimal, numbers)
        return
    for number in numbers:
        run.charge(_DATE_STEPS)
        yield make_date(*parts_of(number))
