"""The working time of one year as sorted intervals with their running total."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """Disjoint intervals, in microseconds since 1970; `before[i]` is the work ahead of the i-th.

    `before` has one entry more than there are intervals: the total.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]

    @property
    def total(self) -> int:
        """All the working time."""
        return self.before[-1]

    def worked(self, instant: int) -> int:
        """The working time up to an instant."""
        index = bisect_right(self.starts, instant) - 1
        if index < 0:
            return 0
        end = self.ends[index]
        return self.before[index] + (end if instant > end else instant) - self.starts[index]

    def reached(self, work: int) -> int:
        """The first instant by which `work` is done; more than nothing, at most the total."""
        index = bisect_left(self.before, work) - 1
        return self.starts[index] + work - self.before[index]

    def contains(self, instant: int, *, closing: bool = False) -> bool:
        """Whether work is on at an instant; with `closing` also at an interval's very end."""
        index = bisect_right(self.starts, instant) - 1
        if index < 0:
            return False
        if closing:
            return instant <= self.ends[index]
        return instant < self.ends[index]

    def opening(self, instant: int) -> int | None:
        """The instant itself when work is on, else the next interval's start."""
        if self.contains(instant):
            return instant
        index = bisect_right(self.starts, instant)
        return self.starts[index] if index < len(self.starts) else None


def hours_of(intervals: Iterable[tuple[int, int]]) -> Hours:
    """Hours from sorted intervals; those that touch become one, empty ones vanish."""
    joined: list[tuple[int, int]] = []
    for start, end in intervals:
        if start >= end:
            continue
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return Hours(
        starts=tuple(start for start, _ in joined),
        ends=tuple(end for _, end in joined),
        before=tuple(accumulate((end - start for start, end in joined), initial=0)),
    )
