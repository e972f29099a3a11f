"""Functions of dates (DMN 1.5, 10.3.4.6 and 10.3.4.9)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cauce.feel.builtins.function import functions
from cauce.feel.temporal.calendar import days_of
from cauce.feel.temporal.parts import day_number, make_date

if TYPE_CHECKING:
    import datetime as dt

    from cauce.feel.runtime import Run
    from cauce.feel.temporal.parts import AnyDate, AnyDateTime

_WEEKDAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_THURSDAY: Final = 3


def now(run: Run) -> dt.datetime | None:
    """Return the moment the evaluation was given."""
    return run.null("now() was asked for, but no clock was given") if run.now is None else run.now


def today(run: Run) -> AnyDate | None:
    """Return the day of the moment the evaluation was given."""
    if run.now is None:
        return run.null("today() was asked for, but no clock was given")
    return make_date(run.now.year, run.now.month, run.now.day)


def _weekday(value: AnyDate | AnyDateTime) -> int:
    return (day_number(value) + _THURSDAY) % 7  # 1970-01-01 was a Thursday


def day_of_week(_run: Run, value: AnyDate | AnyDateTime) -> str:
    """Return the English name of the weekday."""
    return _WEEKDAYS[_weekday(value)]


def day_of_year(_run: Run, value: AnyDate | AnyDateTime) -> Decimal:
    """Return the number of the day in its year, from 1."""
    return Decimal(day_number(value) - days_of(value.year, 1, 1) + 1)


def month_of_year(_run: Run, value: AnyDate | AnyDateTime) -> str:
    """Return the English name of the month."""
    return _MONTHS[value.month - 1]


def week_of_year(_run: Run, value: AnyDate | AnyDateTime) -> Decimal:
    """Return the number of the week (ISO 8601): the one its Thursday falls in."""
    thursday = day_number(value) - _weekday(value) + _THURSDAY
    year = value.year
    if thursday < days_of(year, 1, 1):
        year -= 1
    elif thursday >= days_of(year + 1, 1, 1):
        year += 1
    return Decimal((thursday - days_of(year, 1, 1)) // 7 + 1)


FUNCTIONS: Final = functions(
    ("now()", now),
    ("today()", today),
    ("day of week(date: date or date and time)", day_of_week),
    ("day of year(date: date or date and time)", day_of_year),
    ("month of year(date: date or date and time)", month_of_year),
    ("week of year(date: date or date and time)", week_of_year),
)
