"""FEEL values as moments, durations and cycles.

A timer's expression may give a text, one of Python's own types or one of FEEL's. FEEL's types
write themselves as the text that FEEL itself would give, so that text is what is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo

from cauce.calendar.cycles import Cycle, parse_cycle
from cauce.calendar.durations import Duration, parse_duration
from cauce.calendar.errors import TimerTextError
from cauce.calendar.moments import at_midnight, parse_moment


def as_moment(value: object, zone: tzinfo = UTC) -> datetime:
    """An aware moment from a text, a date or a date-time; what names no zone is read in `zone`.

    Raises TimerTextError.
    """
    if isinstance(value, str):
        return parse_moment(value, zone)
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return at_midnight(value, zone)
    return parse_moment(_feel_text(value, "a date or a date and time"), zone)


def as_duration(value: object) -> Duration:
    """A duration from a text, a `timedelta`, a `Duration` or FEEL's own. Raises TimerTextError."""
    if isinstance(value, Duration):
        return value
    if isinstance(value, timedelta):
        return Duration(time=value)
    if isinstance(value, str):
        return parse_duration(value)
    return parse_duration(_feel_text(value, "a duration"))


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


def _feel_text(value: object, expected: str) -> str:
    # What is clearly no time at all must not be read by the accident of its text.
    if value is None or isinstance(value, bool | int | float | list | tuple | Mapping):
        raise TimerTextError(expected, value)
    return str(value)
