"""Functions of numbers (DMN 1.5, 10.3.4.5)."""

from __future__ import annotations

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    DecimalException,
)
from typing import TYPE_CHECKING, Any, Final

from cauce.feel.builtins.function import functions
from cauce.feel.temporal.parts import duration_nanos, make_duration
from cauce.feel.temporal.types import YearsMonthsDuration
from cauce.feel.values import NUMBERS, ZERO

if TYPE_CHECKING:
    from collections.abc import Callable

    from cauce.feel.runtime import Run
    from cauce.feel.values import Value

COSTLY: Final = 50
"""Steps that a root, power, logarithm or exponential counts for."""

_SCALES: Final = (-6111, 6176)


def round_to(run: Run, number: Decimal, scale: Decimal, rounding: str) -> Decimal | None:
    """Return the number with at most `scale` decimal places, its fraction cut off."""
    if not _SCALES[0] <= scale <= _SCALES[1]:
        return run.null(f"expected a scale from {_SCALES[0]} to {_SCALES[1]}, came {scale}")
    places = int(scale)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        return number
    try:
        return number.quantize(Decimal((0, (1,), -places)), rounding, NUMBERS)
    except DecimalException:
        return run.null(f"{number} has no {places} decimal places within 34 digits")


def _rounding(rounding: str) -> Callable[[Run, Decimal, Decimal | None], Decimal | None]:
    def rounded(run: Run, number: Decimal, scale: Decimal | None = None) -> Decimal | None:
        return round_to(run, number, ZERO if scale is None else scale, rounding)

    return rounded


def absolute(_run: Run, value: Any) -> Value:
    """Return the value without its sign."""
    if isinstance(value, Decimal):
        return NUMBERS.abs(value)
    if isinstance(value, YearsMonthsDuration):
        return YearsMonthsDuration(abs(value.months))
    return make_duration(abs(duration_nanos(value)))


def modulo(run: Run, dividend: Decimal, divisor: Decimal) -> Decimal | None:
    """Return what is left of `dividend`, with the sign of `divisor`."""
    if divisor == ZERO:
        return run.null("modulo cannot divide by zero")
    try:
        rest = NUMBERS.remainder(dividend, divisor)
        wrong_side = rest != ZERO and (rest < ZERO) is not (divisor < ZERO)
        return NUMBERS.add(rest, divisor) if wrong_side else rest
    except DecimalException:
        return run.null("the quotient has too many digits for modulo")


def _computed(
    name: str, operation: Callable[[Decimal], Decimal]
) -> Callable[[Run, Decimal], Decimal | None]:
    def compute(run: Run, number: Decimal) -> Decimal | None:
        run.charge(COSTLY)
        try:
            result = operation(number)
        except DecimalException:
            return run.null(f"{name} of {number} is undefined or too large")
        return result if result.is_finite() else run.null(f"{name} of {number} is infinite")

    return compute


def _is_remainder(wanted: int) -> Callable[[Run, Decimal], bool]:
    def check(_run: Run, number: Decimal) -> bool:
        if number.adjusted() >= 34:
            return wanted == 0  # what is left of so large a number ends in zeros
        return number == number.to_integral_value() and int(number) % 2 == wanted

    return check


FUNCTIONS: Final = functions(
    ("decimal(n: number, scale: number)", _rounding(ROUND_HALF_EVEN)),
    ("floor(n: number, scale?: number)", _rounding(ROUND_FLOOR)),
    ("ceiling(n: number, scale?: number)", _rounding(ROUND_CEILING)),
    ("round up(n: number, scale: number)", _rounding(ROUND_UP)),
    ("round down(n: number, scale: number)", _rounding(ROUND_DOWN)),
    ("round half up(n: number, scale: number)", _rounding(ROUND_HALF_UP)),
    ("round half down(n: number, scale: number)", _rounding(ROUND_HALF_DOWN)),
    ("abs(n: number or duration)", absolute),
    ("modulo(dividend: number, divisor: number)", modulo),
    ("sqrt(number: number)", _computed("sqrt", NUMBERS.sqrt)),
    ("log(number: number)", _computed("log", NUMBERS.ln)),
    ("exp(number: number)", _computed("exp", NUMBERS.exp)),
    ("odd(number: number)", _is_remainder(1)),
    ("even(number: number)", _is_remainder(0)),
)
