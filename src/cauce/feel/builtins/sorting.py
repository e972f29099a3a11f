"""The function `sort` (DMN 1.5, 10.3.4.7)."""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING, Final

from cauce.feel.builtins.function import functions
from cauce.feel.equality import compare

if TYPE_CHECKING:
    from cauce.feel.runtime import Run
    from cauce.feel.values import Function, Value


class _NoOrderError(Exception):
    """Two items cannot be put in order."""


def sort(run: Run, items: list[Value], precedes: Function | None = None) -> list[Value] | None:
    """Return the items in order, equal ones as they came.

    `precedes(a, b)` tells whether `a` goes before `b`; without it the order is
    that of the values.
    """

    def by_function(left: Value, right: Value) -> int:
        run.charge()
        assert precedes is not None  # only used where there is one
        # Sorting asks for no more than whether `left` goes before `right`.
        return -1 if precedes.call([left, right], run) is True else 0

    def by_value(left: Value, right: Value) -> int:
        run.charge()
        order = compare(left, right, run)
        if order is None:
            raise _NoOrderError
        return order

    if precedes is not None and len(precedes.parameters) != 2:
        return run.null("sort expects a function of two items")
    try:
        return sorted(items, key=cmp_to_key(by_function if precedes else by_value))
    except _NoOrderError:
        return None


FUNCTIONS: Final = functions(("sort(list: list, precedes?: function)", sort))
