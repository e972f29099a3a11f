"""Hit policies: from the rules that match to the result of the table (DMN 1.5, 8.2.8)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cauce.feel.builtins import BUILTINS
from cauce.feel.equality import equal

if TYPE_CHECKING:
    from cauce.feel.runtime import Run
    from cauce.feel.values import Value

Results = list[tuple["Value", ...]]
"""One tuple per rule that matched, in the order of the rules: its outputs by column."""

SINGLE: Final = frozenset(("UNIQUE", "ANY", "PRIORITY", "FIRST"))
"""Policies that give one rule's outputs; the others give a list."""

RANKED: Final = frozenset(("PRIORITY", "OUTPUT ORDER"))
"""Policies that put results in the order of the output columns' values."""

AGGREGATIONS: Final = {"SUM": "sum", "MIN": "min", "MAX": "max"}


def choose(policy: str, results: Results, run: Run) -> tuple[Value, ...] | None:
    """Return the outputs that a single-hit policy gives; there is at least one result."""
    if policy == "UNIQUE" and len(results) > 1:
        return run.null(f"the table is to have one rule that matches, {len(results)} do")
    if policy == "ANY" and any(not _same(results[0], other, run) for other in results[1:]):
        return run.null("all rules that match are to give the same, they differ")
    return results[0]


def rank(results: Results, order: Callable[[int, Value], int]) -> Results:
    """Return the results by the places of their outputs, the first column first."""
    return sorted(
        results, key=lambda outputs: [order(index, each) for index, each in enumerate(outputs)]
    )


def aggregate(aggregation: str, values: list[Value], run: Run) -> Value:
    """Return the sum, least, greatest or number of the values collected."""
    if aggregation == "COUNT":
        return Decimal(len(values))
    if not values:
        return None
    return BUILTINS[AGGREGATIONS[aggregation]].call([values], run)


def _same(left: tuple[Value, ...], right: tuple[Value, ...], run: Run) -> bool:
    return all(equal(mine, theirs, run) is True for mine, theirs in zip(left, right, strict=True))
