"""The kinds of FEEL values and the Python types that hold them (DMN 1.5, 10.3.2.3).

| kind | Python |
|---|---|
| null, boolean, string | `None`, `bool`, `str` |
| number | `decimal.Decimal`, 34 digits, half-even |
| list, context | `list`, `dict` with text keys |
| date | `datetime.date`; outside the years 1 to 9999 `FeelDate` |
| time | `datetime.time`; with nanoseconds or a zone's name `FeelTime` |
| date and time | `datetime.datetime`; with nanoseconds or a far year `FeelDateTime` |
| days and time duration | `datetime.timedelta`; with nanoseconds or very long `FeelDuration` |
| years and months duration | `YearsMonthsDuration` |
| range | `Range` |
| function | `Function` |
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import TYPE_CHECKING, Final, TypeAlias

from cauce.feel.temporal.types import (
    FeelDate,
    FeelDateTime,
    FeelDuration,
    FeelTime,
    YearsMonthsDuration,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cauce.feel.runtime import Run
    from cauce.feel.types import Type

Value: TypeAlias = object
"""A FEEL value. Expressions are typed when they run, so Python's checker sees an object."""

NUMBERS: Final = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""IEEE 754 decimal128, as FEEL computes. Its methods leave Python's own context alone."""

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Range:
    """An interval. A bound of None is open to that side; `op` is set for `(= x)` and `(!= x)`.

    `low_included` and `high_included` tell whether the bounds belong to it.
    """

    low: Value
    high: Value
    low_included: bool = True
    high_included: bool = True
    op: str = ""


class Function(ABC):
    """A value that can be invoked: built in, written in FEEL, or a model's knowledge."""

    __slots__ = ()

    name: str
    parameters: tuple[str, ...]

    @property
    def types(self) -> tuple[Type, ...] | None:
        """The types of the parameters, None where they are not declared."""
        return None

    @property
    def result(self) -> Type | None:
        """The type of what it gives, None where it is not declared."""
        return None

    @abstractmethod
    def call(self, arguments: Sequence[Value], run: Run) -> Value:
        """Invoke with positional arguments; null, and a reason in the run, where that fails."""

    @abstractmethod
    def call_named(self, arguments: Mapping[str, Value], run: Run) -> Value:
        """Invoke with arguments by parameter name."""


KINDS: Final[dict[type, str]] = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    list: "list",
    dict: "context",
    dt.date: "date",
    FeelDate: "date",
    dt.time: "time",
    FeelTime: "time",
    dt.datetime: "date and time",
    FeelDateTime: "date and time",
    dt.timedelta: "days and time duration",
    FeelDuration: "days and time duration",
    YearsMonthsDuration: "years and months duration",
    Range: "range",
}


def kind_of(value: Value) -> str:
    """Return the name of the value's FEEL type, "null" for null."""
    return KINDS.get(type(value), "function")
