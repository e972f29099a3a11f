"""What stands behind the dot: entries of contexts, properties of times, durations, ranges."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from cauce.feel.runtime import MISSING
from cauce.feel.temporal.calendar import DAY_NANOS
from cauce.feel.temporal.parts import (
    day_number,
    duration_nanos,
    make_duration,
    offset_seconds,
)
from cauce.feel.values import Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cauce.feel.runtime import Run


def property_of(value: Value, name: str, run: Run) -> Value:
    """Return the entry or property `name`, null where there is none.

    A list gives the list of its items' (DMN 1.5, 10.3.2.5 and table 65).
    """
    if isinstance(value, list):
        run.charge(len(value))
        return [property_of(item, name, run) for item in value]
    if isinstance(value, dict):
        found = value.get(name, MISSING)
        return run.null(f"the context has no entry {name!r}") if found is MISSING else found
    kind = kind_of(value)
    read = PROPERTIES.get((kind, name))
    if read is None:
        return run.null(f"{kind} has no property {name!r}")
    return read(value)


def _weekday(value: Any) -> Decimal:
    return Decimal((day_number(value) + 3) % 7 + 1)


def _offset(value: Any) -> Value:
    seconds = offset_seconds(value)
    return None if seconds is None else make_duration(seconds * 10**9)


def _zone(value: Any) -> str | None:
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None


def _part(name: str) -> Callable[[Any], Decimal]:
    return lambda value: Decimal(getattr(value, name))


def _part_of_days(unit: int, modulus: int) -> Callable[[Any], Decimal]:
    def read(value: Any) -> Decimal:
        nanos = duration_nanos(value)
        amount = abs(nanos) // unit
        amount = amount % modulus if modulus else amount
        return Decimal(-amount if nanos < 0 else amount)

    return read


def _years(value: Any) -> Decimal:
    years = abs(value.months) // 12
    return Decimal(-years if value.months < 0 else years)


def _months(value: Any) -> Decimal:
    months = abs(value.months) % 12
    return Decimal(-months if value.months < 0 else months)


_DAY_PARTS: Final[dict[str, Callable[[Any], Value]]] = {
    "year": _part("year"),
    "month": _part("month"),
    "day": _part("day"),
    "weekday": _weekday,
}
_TIME_PARTS: Final[dict[str, Callable[[Any], Value]]] = {
    "hour": _part("hour"),
    "minute": _part("minute"),
    "second": _part("second"),
    "time offset": _offset,
    "timezone": _zone,
}
_DURATION_PARTS: Final[dict[str, Callable[[Any], Value]]] = {
    "days": _part_of_days(DAY_NANOS, 0),
    "hours": _part_of_days(3600 * 10**9, 24),
    "minutes": _part_of_days(60 * 10**9, 60),
    "seconds": _part_of_days(10**9, 60),
}
_RANGE_PARTS: Final[dict[str, Callable[[Any], Value]]] = {
    "start": lambda value: value.low,
    "end": lambda value: value.high,
    "start included": lambda value: value.low_included,
    "end included": lambda value: value.high_included,
}
_BY_KIND: Final[dict[str, dict[str, Callable[[Any], Value]]]] = {
    "date": _DAY_PARTS,
    "date and time": _DAY_PARTS | _TIME_PARTS,
    "time": _TIME_PARTS,
    "days and time duration": _DURATION_PARTS,
    "years and months duration": {"years": _years, "months": _months},
    "range": _RANGE_PARTS,
}
PROPERTIES: Final[dict[tuple[str, str], Callable[[Any], Value]]] = {
    (kind, name): read for kind, parts in _BY_KIND.items() for name, read in parts.items()
}
