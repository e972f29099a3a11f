"""The temporal values that Python's own types cannot hold.

They are immutable and hashable. The functions in `cauce.feel.temporal.parts`
choose: Python's type wherever it can hold the value, one of these elsewhere, so
that no value has two forms and equal values compare equal.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

MINUTE = 60 * 10**9
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class FeelDate:
    """A day before the year 1 or after 9999."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class FeelTime:
    """A time of day with nanoseconds or with the name of a zone.

    `nanos` counts nanoseconds since midnight; `tzinfo` is None for a local time,
    `datetime.timezone` for an offset, `zoneinfo.ZoneInfo` for a named zone.
    """

    nanos: int
    tzinfo: dt.tzinfo | None = None

    @property
    def hour(self) -> int:
        """Hours since midnight."""
        return self.nanos // HOUR

    @property
    def minute(self) -> int:
        """Minutes since the hour."""
        return self.nanos // MINUTE % 60

    @property
    def second(self) -> int:
        """Whole seconds since the minute."""
        return self.nanos // 10**9 % 60


@dataclass(frozen=True, slots=True)
class FeelDateTime:
    """A date and time with nanoseconds, or before the year 1, or after 9999."""

    year: int
    month: int
    day: int
    nanos: int
    tzinfo: dt.tzinfo | None = None

    @property
    def hour(self) -> int:
        """Hours since midnight."""
        return self.nanos // HOUR

    @property
    def minute(self) -> int:
        """Minutes since the hour."""
        return self.nanos // MINUTE % 60

    @property
    def second(self) -> int:
        """Whole seconds since the minute."""
        return self.nanos // 10**9 % 60


@dataclass(frozen=True, slots=True)
class FeelDuration:
    """A days-and-time duration with nanoseconds, or longer than Python's."""

    nanos: int


@dataclass(frozen=True, slots=True, order=True)
class YearsMonthsDuration:
    """A years-and-months duration: `months` in all, negative going back."""

    months: int
