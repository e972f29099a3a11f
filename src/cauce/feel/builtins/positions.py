"""How points and ranges lie to one another (DMN 1.5, 10.3.4.10).

A point counts as the range that holds nothing else. Each end of a range is an
edge: its value, and whether the edge lies on the value or a hair inside of it.
With edges in order, every relation of the standard's table is one line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cauce.feel.builtins.function import functions
from cauce.feel.equality import compare
from cauce.feel.values import Range

if TYPE_CHECKING:
    from collections.abc import Callable

    from cauce.feel.runtime import Run
    from cauce.feel.values import Value


class _NoOrderError(Exception):
    """Two edges cannot be compared."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """`hair`: 1 just above the value, -1 just below, 0 on it. `open`: the side without end."""

    value: Value
    hair: int
    open: int = 0


@dataclass(frozen=True, slots=True)
class _Span:
    low: _Edge
    high: _Edge


def _span(value: Value) -> _Span:
    if not isinstance(value, Range):
        return _Span(_Edge(value, 0), _Edge(value, 0))
    if value.op == "!=" or (not value.op and (value.low is None or value.high is None)):
        raise _NoOrderError
    low = _Edge(value.low, 0 if value.low_included else 1, -1 if value.low is None else 0)
    high = _Edge(value.high, 0 if value.high_included else -1, 1 if value.high is None else 0)
    return _Span(low, high)


def _order(left: _Edge, right: _Edge, run: Run) -> int:
    if left.open or right.open:
        return left.open - right.open
    sign = compare(left.value, right.value, run)
    if sign is None:
        raise _NoOrderError
    return sign or left.hair - right.hair


def _before(a: _Span, b: _Span, run: Run) -> bool:
    return _order(a.high, b.low, run) < 0


def _meets(a: _Span, b: _Span, run: Run) -> bool:
    return _order(a.high, b.low, run) == 0


def _overlaps(a: _Span, b: _Span, run: Run) -> bool:
    return not _before(a, b, run) and not _before(b, a, run)


def _overlaps_before(a: _Span, b: _Span, run: Run) -> bool:
    return (
        _order(a.low, b.low, run) < 0
        and not _before(a, b, run)
        and _order(a.high, b.high, run) <= 0
    )


def _finishes(a: _Span, b: _Span, run: Run) -> bool:
    return _order(a.high, b.high, run) == 0 and _order(a.low, b.low, run) >= 0


def _includes(a: _Span, b: _Span, run: Run) -> bool:
    return _order(a.low, b.low, run) <= 0 and _order(a.high, b.high, run) >= 0


def _starts(a: _Span, b: _Span, run: Run) -> bool:
    return _order(a.low, b.low, run) == 0 and _order(a.high, b.high, run) <= 0


def _coincides(a: _Span, b: _Span, run: Run) -> bool:
    return _order(a.low, b.low, run) == 0 and _order(a.high, b.high, run) == 0


def _relation(
    holds: Callable[[_Span, _Span, Run], bool], *, flipped: bool = False
) -> Callable[[Run, Value, Value], bool | None]:
    def relation(run: Run, left: Value, right: Value) -> bool | None:
        try:
            first, second = _span(left), _span(right)
            return holds(second, first, run) if flipped else holds(first, second, run)
        except _NoOrderError:
            return run.null("the points and ranges cannot be compared")

    return relation


_TWO_POINTS: Final = "(point1: point, point2: point)"
_POINT_RANGE: Final = "(point: point, range: range)"
_RANGE_POINT: Final = "(range: range, point: point)"
_TWO_RANGES: Final = "(range1: range, range2: range)"

FUNCTIONS: Final = functions(
    *(
        (f"{name}{parameters}", relation)
        for name, relation, forms in (
            (
                "before",
                _relation(_before),
                (_TWO_POINTS, _POINT_RANGE, _RANGE_POINT, _TWO_RANGES),
            ),
            (
                "after",
                _relation(_before, flipped=True),
                (_TWO_POINTS, _POINT_RANGE, _RANGE_POINT, _TWO_RANGES),
            ),
            ("meets", _relation(_meets), (_TWO_RANGES,)),
            ("met by", _relation(_meets, flipped=True), (_TWO_RANGES,)),
            ("overlaps", _relation(_overlaps), (_TWO_RANGES,)),
            ("overlaps before", _relation(_overlaps_before), (_TWO_RANGES,)),
            ("overlaps after", _relation(_overlaps_before, flipped=True), (_TWO_RANGES,)),
            ("finishes", _relation(_finishes), (_POINT_RANGE, _TWO_RANGES)),
            ("finished by", _relation(_finishes, flipped=True), (_RANGE_POINT, _TWO_RANGES)),
            ("includes", _relation(_includes), (_RANGE_POINT, _TWO_RANGES)),
            ("during", _relation(_includes, flipped=True), (_POINT_RANGE, _TWO_RANGES)),
            ("starts", _relation(_starts), (_POINT_RANGE, _TWO_RANGES)),
            ("started by", _relation(_starts, flipped=True), (_RANGE_POINT, _TWO_RANGES)),
            ("coincides", _relation(_coincides), (_TWO_POINTS, _TWO_RANGES)),
        )
        for parameters in forms
    )
)
