"""Functions of booleans and ranges of truth (DMN 1.5, 10.3.4.2 and 10.3.4.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cauce.feel.builtins.function import functions
from cauce.feel.equality import equal
from cauce.feel.text import to_string
from cauce.feel.values import kind_of

if TYPE_CHECKING:
    from cauce.feel.runtime import Run
    from cauce.feel.values import Value


def negation(_run: Run, value: Value) -> bool | None:
    """Turn true and false; null for anything else."""
    return not value if isinstance(value, bool) else None


def every_true(_run: Run, items: list[Value]) -> bool | None:
    """False as soon as one item is; true when all are, and of no items."""
    if False in [item for item in items if isinstance(item, bool)]:
        return False
    return True if all(item is True for item in items) else None


def any_true(_run: Run, items: list[Value]) -> bool | None:
    """True as soon as one item is; false when all are, and of no items."""
    if True in [item for item in items if isinstance(item, bool)]:
        return True
    return False if all(item is False for item in items) else None


def same(run: Run, left: Value, right: Value) -> bool:
    """Tell whether two values are the same: of one kind, times also in zone and fraction."""
    kind = kind_of(left)
    if kind != kind_of(right):
        return False
    if kind in ("time", "date and time"):
        return to_string(left) == to_string(right)
    return equal(left, right, run) is True


FUNCTIONS: Final = functions(
    ("not(negand: any)", negation),
    ("all(list: list)", every_true),
    ("all(list...: any)", every_true),
    ("any(list: list)", any_true),
    ("any(list...: any)", any_true),
    ("is(value1: any, value2: any)", same),
)
