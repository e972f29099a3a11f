"""Readings of a local clock as instants, one for each reading and in the same order.

Where clocks go back a reading happens twice, and the first time counts; where they go forward a
reading that never happens is the instant of the change. So two intervals of a day that do not
overlap on the clock never overlap in time, and none is longer than what really passes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)


def instant(day: date, minute: int, zone: tzinfo) -> int:
    """Microseconds since 1970 (UTC) at which the day's clock shows `minute` (0 to 1440)."""
    reading = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
    moment = reading.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != reading:
        moment = _change_before(moment, zone)
    return (moment - EPOCH) // MICROSECOND


def moment_of(microseconds: int) -> datetime:
    """The UTC moment that many microseconds after 1970."""
    return EPOCH + timedelta(microseconds=microseconds)


def _change_before(moment: datetime, zone: tzinfo) -> datetime:
    """The last change of the zone's offset within the two days before `moment`, to the second."""
    after = moment.astimezone(zone).utcoffset()
    low, high = 0, 2 * 86400
    while high - low > 1:
        middle = (low + high) // 2
        if (moment - timedelta(seconds=middle)).astimezone(zone).utcoffset() == after:
            low = middle
        else:
            high = middle
    return moment - timedelta(seconds=low)
