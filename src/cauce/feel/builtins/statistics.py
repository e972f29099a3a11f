"""Functions that compute one value of a list (DMN 1.5, 10.3.4.4)."""

from __future__ import annotations

from decimal import Decimal, DecimalException
from typing import TYPE_CHECKING, Final

from cauce.feel.builtins.function import functions
from cauce.feel.equality import compare
from cauce.feel.values import NUMBERS, ONE, ZERO

if TYPE_CHECKING:
    from collections.abc import Callable

    from cauce.feel.runtime import Run
    from cauce.feel.values import Value

    Statistic = Callable[[list[Decimal]], Value]


def _extreme(sign: int) -> Callable[[Run, list[Value]], Value]:
    def extreme(run: Run, items: list[Value]) -> Value:
        if not items:
            return run.null("min and max expect at least one item")
        run.charge(len(items))
        best = items[0]
        for item in items:
            order = compare(item, best, run)
            if order is None:
                return None
            best = item if order == sign else best
        return best

    return extreme


def _of_numbers(name: str, least: int, compute: Statistic) -> Callable[[Run, list[Value]], Value]:
    """Return the function that refuses all but a list of at least `least` numbers."""

    def statistic(run: Run, items: list[Value]) -> Value:
        numbers = [item for item in items if isinstance(item, Decimal)]
        if len(numbers) < len(items) or len(items) < least:
            return run.null(f"{name} expects a list of numbers, at least {least}")
        run.charge(len(items))
        try:
            return compute(numbers)
        except DecimalException:
            return run.null(f"{name}: the number is too large")

    return statistic


def total(numbers: list[Decimal]) -> Decimal:
    """Add the numbers up."""
    result = ZERO
    for number in numbers:
        result = NUMBERS.add(result, number)
    return result


def product(numbers: list[Decimal]) -> Decimal:
    """Multiply the numbers."""
    result = ONE
    for number in numbers:
        result = NUMBERS.multiply(result, number)
    return result


def mean(numbers: list[Decimal]) -> Decimal:
    """Return the arithmetic mean."""
    return NUMBERS.divide(total(numbers), Decimal(len(numbers)))


def median(numbers: list[Decimal]) -> Decimal:
    """Return the number in the middle, or the mean of the two there."""
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else mean(ordered[middle - 1 : middle + 1])


def standard_deviation(numbers: list[Decimal]) -> Decimal:
    """Return the standard deviation of a sample."""
    centre = mean(numbers)
    squares = []
    for number in numbers:
        distance = NUMBERS.subtract(number, centre)
        squares.append(NUMBERS.multiply(distance, distance))
    return NUMBERS.sqrt(NUMBERS.divide(total(squares), Decimal(len(numbers) - 1)))


def mode(numbers: list[Decimal]) -> list[Decimal]:
    """Return the most frequent numbers, smallest first."""
    counts: dict[Decimal, int] = {}
    for number in numbers:
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(number for number, times in counts.items() if times == most)


_STATISTICS: Final[tuple[tuple[str, Callable[[Run, list[Value]], Value]], ...]] = (
    ("min", _extreme(-1)),
    ("max", _extreme(1)),
    ("sum", _of_numbers("sum", 1, total)),
    ("product", _of_numbers("product", 1, product)),
    ("mean", _of_numbers("mean", 1, mean)),
    ("median", _of_numbers("median", 1, median)),
    ("stddev", _of_numbers("stddev", 2, standard_deviation)),
    ("mode", _of_numbers("mode", 0, mode)),
)

FUNCTIONS: Final = functions(
    *((f"{name}(list: list)", body) for name, body in _STATISTICS),
    *((f"{name}(list...: any)", body) for name, body in _STATISTICS),
)
