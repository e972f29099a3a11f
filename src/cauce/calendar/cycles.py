"""ISO 8601 repeating intervals: `R4/PT5S`, `R/2026-01-01T00:00:00Z/P1D`, `R3/P1D/2026-02-01`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from cauce.calendar.durations import Duration, add_duration, parse_duration
from cauce.calendar.errors import TimerTextError
from cauce.calendar.moments import parse_moment

_EXPECTED: Final = 'a cycle such as "R4/PT5S", "R/PT1H" or "R/2026-01-01T00:00:00Z/P1D"'
_REPEAT: Final = re.compile(r"R(?P<times>[0-9]{1,9}|-1)?", re.ASCII)
_SLASH: Final = re.compile(r"/(?![^\[]*\])")
_MEAN_MONTH: Final = timedelta(days=30.436875)
_SLACK: Final = 2
_TICK: Final = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cycle:
    """How often, from when, until when and with what distance a timer fires.

    `repetitions` is how many times it fires; None: without end. With `start` the occurrences are
    `start`, `start + duration`, …; without, the first comes one `duration` after the anchor (the
    moment the timer began to listen). `end` is the last moment that may be one; where there is
    an end and no start, occurrences are counted back from the end. Every occurrence is counted
    from the same origin, so a monthly cycle of the 31st is back on the 31st after February.
    """

    duration: Duration
    repetitions: int | None = None
    start: datetime | None = None
    end: datetime | None = None

    def first(self, anchor: datetime) -> datetime | None:
        """The first occurrence for a timer that begins to listen at `anchor`.

        A start in the past counts for nothing: the first is the next occurrence, and
        `repetitions` are counted from there. None when the cycle is over.
        """
        if self.start is None:
            return self.next_after(anchor, anchor=anchor)
        return self.next_after(anchor - _TICK, anchor=anchor)

    def next_after(self, moment: datetime, *, anchor: datetime) -> datetime | None:
        """The first occurrence later than `moment`, or None when the cycle is over.

        `anchor` is when the timer began to listen; a cycle with a start or an end ignores it.
        How many occurrences are left is the caller's to count.
        """
        # Moments of one zone compare by their clock readings, which repeat when clocks go back.
        moment = moment.astimezone(UTC)
        if self.start is None and self.end is not None:
            return self._back_from(self.end, moment)
        steps = 1 if self.start is None else 0
        origin = anchor if self.start is None else self.start
        steps = max(steps, self._whole_steps(origin, moment) - _SLACK)
        while (occurrence := add_duration(origin, self.duration * steps)) <= moment:
            steps += 1
        return None if self.end is not None and occurrence > self.end else occurrence

    def _back_from(self, end: datetime, moment: datetime) -> datetime | None:
        if end <= moment:
            return None
        steps = self._whole_steps(moment, end) + _SLACK
        if self.repetitions is not None:
            steps = min(steps, self.repetitions - 1)
        while steps and add_duration(end, self.duration * -steps) <= moment:
            steps -= 1
        return add_duration(end, self.duration * -steps)

    def _whole_steps(self, origin: datetime, moment: datetime) -> int:
        """How many durations fit between the two, wrong by no more than `_SLACK`."""
        size = self.duration.months * _MEAN_MONTH + timedelta(days=self.duration.days)
        size += self.duration.time
        return (moment.astimezone(UTC) - origin.astimezone(UTC)) // size


def parse_cycle(text: str, default_zone: tzinfo = UTC) -> Cycle:
    """Read a repeating interval (ISO 8601, BPMN 10.5.5 `timeCycle`).

    `R[n]/duration`, `R[n]/start/duration`, `R[n]/duration/end`, `R[n]/start/next`. A moment
    without offset is read in `default_zone`. Raises TimerTextError.
    """
    parts = _parts(text)
    head = _REPEAT.fullmatch(parts[0])
    if head is None or not 2 <= len(parts) <= 3:
        raise TimerTextError(_EXPECTED, text)
    times = None if head["times"] in {None, "-1"} else int(head["times"])
    if times == 0:
        raise TimerTextError(_EXPECTED, text, "R0 would never fire; write R for without end")
    cycle = _cycle(parts[1:], times, default_zone)
    if not cycle.duration.is_positive:
        raise TimerTextError(_EXPECTED, text, "the duration has to be longer than nothing")
    return cycle


def _cycle(parts: list[str], times: int | None, zone: tzinfo) -> Cycle:
    if len(parts) == 1:
        return Cycle(duration=parse_duration(parts[0]), repetitions=times)
    left, right = parts
    if _is_duration(left):
        end = parse_moment(right, zone)
        return Cycle(duration=parse_duration(left), repetitions=times, end=end)
    start = parse_moment(left, zone)
    if _is_duration(right):
        return Cycle(duration=parse_duration(right), repetitions=times, start=start)
    following = parse_moment(right, zone)
    distance = following.astimezone(UTC) - start.astimezone(UTC)
    return Cycle(duration=Duration(time=distance), repetitions=times, start=start)


def _is_duration(text: str) -> bool:
    return text.lstrip("+-").startswith("P")


def _parts(text: str) -> list[str]:
    """The parts between slashes, where a zone in brackets keeps the slash of its name."""
    return [part.strip() for part in _SLASH.split(text.strip())]
