"""Time as processes need it: timer texts and working calendars. Pure: now is an argument."""

from cauce.calendar.adapters import as_cycle, as_duration, as_moment
from cauce.calendar.cycles import Cycle, parse_cycle
from cauce.calendar.durations import Duration, add_duration, parse_duration
from cauce.calendar.errors import CalendarError, CalendarProblem, TimerTextError
from cauce.calendar.moments import parse_moment, zone_named
from cauce.calendar.settings import calendar_from
from cauce.calendar.working import ALWAYS_OPEN, WorkingCalendar

__all__ = [
    "ALWAYS_OPEN",
    "CalendarError",
    "CalendarProblem",
    "Cycle",
    "Duration",
    "TimerTextError",
    "WorkingCalendar",
    "add_duration",
    "as_cycle",
    "as_duration",
    "as_moment",
    "calendar_from",
    "parse_cycle",
    "parse_duration",
    "parse_moment",
    "zone_named",
]
