"""Arithmetic of dates, times and durations (DMN 1.5, 10.3.2.3.6 and table 53-56).

`TEMPORAL` leads from the kinds of the operands to the operation. Each takes two
values of those kinds and returns None where there is no result: a date-time with
a zone minus one without, or a year that FEEL does not have.
"""

from __future__ import annotations

from datetime import UTC
from decimal import ROUND_DOWN, Decimal, DecimalException
from typing import TYPE_CHECKING, Any, Final

from cauce.feel.temporal.calendar import DAY_NANOS
from cauce.feel.temporal.parts import (
    AnyDate,
    AnyDateTime,
    AnyDuration,
    AnyTime,
    day_number,
    duration_nanos,
    instant,
    make_date,
    make_datetime,
    make_duration,
    make_months,
    make_time,
    nanos_of,
    offset_seconds,
    shift_datetime,
    shift_months,
)
from cauce.feel.temporal.types import YearsMonthsDuration
from cauce.feel.values import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Callable

_DATE, _TIME, _BOTH = "date", "time", "date and time"
_DAYS, _MONTHS = "days and time duration", "years and months duration"
_WHOLE: Final = NUMBERS.copy()
_WHOLE.rounding = ROUND_DOWN


def date_plus_days(value: AnyDate, duration: AnyDuration) -> AnyDate | None:
    """Move a date by a days-and-time duration: from its midnight, then the day reached."""
    moved = make_datetime(day_number(value), duration_nanos(duration))
    return None if moved is None else make_date(moved.year, moved.month, moved.day)


def time_plus(value: AnyTime, duration: AnyDuration) -> AnyTime | None:
    """Move a time around the clock."""
    return make_time((nanos_of(value) + duration_nanos(duration)) % DAY_NANOS, value.tzinfo)


def _negative(duration: AnyDuration) -> AnyDuration:
    negated = make_duration(-duration_nanos(duration))
    assert negated is not None  # the bounds are symmetric
    return negated


def _between_instants(left: AnyDateTime, right: AnyDateTime) -> AnyDuration | None:
    if (left.tzinfo is None) is not (right.tzinfo is None):
        return None
    return make_duration(instant(left) - instant(right))


def _between_dates(left: AnyDate, right: AnyDate) -> AnyDuration | None:
    return make_duration((day_number(left) - day_number(right)) * DAY_NANOS)


def _midnight(value: AnyDate) -> AnyDateTime:
    """Return the date-time a date stands for: its midnight in UTC."""
    midnight = make_datetime(day_number(value), 0, UTC)
    assert midnight is not None  # every date's midnight is within the years
    return midnight


def _between_times(left: AnyTime, right: AnyTime) -> AnyDuration | None:
    if (left.tzinfo is None) is not (right.tzinfo is None):
        return None
    offsets = (offset_seconds(left) or 0) - (offset_seconds(right) or 0)
    return make_duration(nanos_of(left) - nanos_of(right) - offsets * 10**9)


def _scaled(amount: int, factor: Decimal) -> int | None:
    return _whole(_WHOLE.multiply, amount, factor)


def _divided(amount: int, divisor: Decimal) -> int | None:
    return _whole(_WHOLE.divide, amount, divisor)


def _whole(
    operation: Callable[[Decimal, Decimal], Decimal], amount: int, number: Decimal
) -> int | None:
    """Return the whole part of a result, None where it is no duration's."""
    try:
        result = operation(Decimal(amount), number)
    except DecimalException:
        return None
    return int(result) if result.adjusted() < 34 else None


def _times_days(value: AnyDuration, factor: Decimal) -> AnyDuration | None:
    nanos = _scaled(duration_nanos(value), factor)
    return None if nanos is None else make_duration(nanos)


def _times_months(value: YearsMonthsDuration, factor: Decimal) -> YearsMonthsDuration | None:
    months = _scaled(value.months, factor)
    return None if months is None else make_months(months)


def _over_days(value: AnyDuration, divisor: Decimal) -> AnyDuration | None:
    nanos = _divided(duration_nanos(value), divisor)
    return None if nanos is None else make_duration(nanos)


def _over_months(value: YearsMonthsDuration, divisor: Decimal) -> YearsMonthsDuration | None:
    months = _divided(value.months, divisor)
    return None if months is None else make_months(months)


def _ratio(left: int, right: int) -> Decimal | None:
    return NUMBERS.divide(Decimal(left), Decimal(right)) if right else None


TEMPORAL: Final[dict[tuple[str, str, str], Callable[[Any, Any], object]]] = {
    (_BOTH, "-", _BOTH): _between_instants,
    (_DATE, "-", _DATE): _between_dates,
    (_BOTH, "-", _DATE): lambda a, b: _between_instants(a, _midnight(b)),
    (_DATE, "-", _BOTH): lambda a, b: _between_instants(_midnight(a), b),
    (_TIME, "-", _TIME): _between_times,
    (_MONTHS, "-", _MONTHS): lambda a, b: make_months(a.months - b.months),
    (_MONTHS, "+", _MONTHS): lambda a, b: make_months(a.months + b.months),
    (_DAYS, "+", _DAYS): lambda a, b: make_duration(duration_nanos(a) + duration_nanos(b)),
    (_DAYS, "-", _DAYS): lambda a, b: make_duration(duration_nanos(a) - duration_nanos(b)),
    (_BOTH, "+", _DAYS): lambda a, b: shift_datetime(a, duration_nanos(b)),
    (_BOTH, "-", _DAYS): lambda a, b: shift_datetime(a, -duration_nanos(b)),
    (_DAYS, "+", _BOTH): lambda a, b: shift_datetime(b, duration_nanos(a)),
    (_BOTH, "+", _MONTHS): lambda a, b: shift_months(a, b.months),
    (_BOTH, "-", _MONTHS): lambda a, b: shift_months(a, -b.months),
    (_MONTHS, "+", _BOTH): lambda a, b: shift_months(b, a.months),
    (_DATE, "+", _MONTHS): lambda a, b: shift_months(a, b.months),
    (_DATE, "-", _MONTHS): lambda a, b: shift_months(a, -b.months),
    (_MONTHS, "+", _DATE): lambda a, b: shift_months(b, a.months),
    (_DATE, "+", _DAYS): date_plus_days,
    (_DATE, "-", _DAYS): lambda a, b: date_plus_days(a, _negative(b)),
    (_DAYS, "+", _DATE): lambda a, b: date_plus_days(b, a),
    (_TIME, "+", _DAYS): time_plus,
    (_TIME, "-", _DAYS): lambda a, b: time_plus(a, _negative(b)),
    (_DAYS, "+", _TIME): lambda a, b: time_plus(b, a),
    (_DAYS, "*", "number"): _times_days,
    ("number", "*", _DAYS): lambda a, b: _times_days(b, a),
    (_MONTHS, "*", "number"): _times_months,
    ("number", "*", _MONTHS): lambda a, b: _times_months(b, a),
    (_DAYS, "/", "number"): _over_days,
    (_MONTHS, "/", "number"): _over_months,
    (_DAYS, "/", _DAYS): lambda a, b: _ratio(duration_nanos(a), duration_nanos(b)),
    (_MONTHS, "/", _MONTHS): lambda a, b: _ratio(a.months, b.months),
}
