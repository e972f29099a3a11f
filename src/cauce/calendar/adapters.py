"""FEEL values as moments, durations and cycles: what a timer's expression may give."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from cauce.calendar.cycles import Cycle, parse_cycle
from cauce.calendar.durations import Duration, parse_duration
from cauce.calendar.errors import TimerTextError
from cauce.calendar.moments import at_midnight, parse_moment
from cauce.feel import FeelDateTime, FeelDuration, YearsMonthsDuration


def as_moment(value: object, zone: tzinfo = UTC) -> datetime:
    """An aware moment from a text, a date or a date-time; what names no zone is read in `zone`.

    Raises TimerTextError.
    """
    if isinstance(value, str):
        return parse_moment(value, zone)
    if isinstance(value, FeelDateTime):
        value = _python_moment(value)
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return at_midnight(value, zone)
    raise TimerTextError("a date or a date and time", value)


def as_duration(value: object) -> Duration:
    """A duration from a text, a `timedelta`, a `Duration` or FEEL's own. Raises TimerTextError."""
    if isinstance(value, Duration):
        return value
    if isinstance(value, str):
        return parse_duration(value)
    if isinstance(value, timedelta):
        return Duration(time=value)
    if isinstance(value, YearsMonthsDuration):
        return Duration(months=value.months)
    if isinstance(value, FeelDuration):
        return Duration(time=_python_duration(value))
    raise TimerTextError("a duration", value)


def as_cycle(value: object, zone: tzinfo = UTC) -> Cycle:
    """A cycle from a text, or from a duration, which repeats without end.

    Raises TimerTextError.
    """
    if isinstance(value, Cycle):
        return value
    if isinstance(value, str) and not value.strip().startswith("P"):
        return parse_cycle(value, zone)
    duration = as_duration(value)
    if not duration.is_positive:
        raise TimerTextError("a cycle whose duration is longer than nothing", value)
    return Cycle(duration=duration)


def _python_moment(value: FeelDateTime) -> datetime:
    try:
        day = datetime(value.year, value.month, value.day, tzinfo=value.tzinfo)
    except ValueError as error:
        raise TimerTextError("a moment within the years 1 to 9999", value) from error
    return day + timedelta(microseconds=value.nanos // 1000)


def _python_duration(value: FeelDuration) -> timedelta:
    try:
        return timedelta(microseconds=value.nanos // 1000)
    except OverflowError as error:
        raise TimerTextError("a duration that a calendar can hold", value) from error
