"""Time as processes need it: timer texts and working calendars. Pure: now is an argument."""

from cauce.calendar.adapters import as_cycle, as_duration, as_moment
from cauce.calendar.cycles import Cycle, parse_cycle
from cauce.calendar.durations import Duration, add_duration, parse_duration
from cauce.calendar.errors import CalendarError, TimerTextError
from cauce.calendar.moments import parse_moment, zone_named

__all__ = [
    "CalendarError",
    "Cycle",
    "Duration",
    "TimerTextError",
    "add_duration",
    "as_cycle",
    "as_duration",
    "as_moment",
    "parse_cycle",
    "parse_duration",
    "parse_moment",
    "zone_named",
]
