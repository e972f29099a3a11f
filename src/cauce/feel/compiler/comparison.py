"""`= != < <= > >=` and `between` (DMN 1.5, table 51 and 52)."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cauce.feel.equality import compare, equal
from cauce.feel.parser.nodes import Literal

if TYPE_CHECKING:
    from cauce.feel.compiler.base import Builder
    from cauce.feel.parser.nodes import Between, Compare
    from cauce.feel.runtime import Closure, Run, Scope
    from cauce.feel.values import Value

ORDERS: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_SIGNS: Final = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (1, 0)}


def compare_nodes(node: Compare, builder: Builder) -> Closure:
    """Compile a comparison."""
    left, right = builder.build(node.left), builder.build(node.right)
    if node.op in ("=", "!="):
        if isinstance(node.right, Literal) and isinstance(node.right.value, bool | str | Decimal):
            return _equals_constant(left, node.right.value, negated=node.op == "!=")
        return _equals(left, right) if node.op == "=" else _differs(left, right)
    return _ordered(node.op, left, right)


def in_order(op: str, left: Value, right: Value, run: Run) -> bool | None:
    """Tell whether `left op right` for one of `< <= > >=`; null where there is no order."""
    sign = compare(left, right, run)
    return None if sign is None else sign in _SIGNS[op]


def between(node: Between, builder: Builder) -> Closure:
    """Compile `value between low and high`: both bounds belong to it."""
    value, low, high = (builder.build(part) for part in (node.value, node.low, node.high))

    def inside(scope: Scope, run: Run) -> bool | None:
        subject = value(scope, run)
        above = in_order(">=", subject, low(scope, run), run)
        below = in_order("<=", subject, high(scope, run), run)
        return None if above is None or below is None else above and below

    return inside


def _equals(left: Closure, right: Closure) -> Closure:
    def equals(scope: Scope, run: Run) -> bool | None:
        return equal(left(scope, run), right(scope, run), run)

    return equals


def _differs(left: Closure, right: Closure) -> Closure:
    def differs(scope: Scope, run: Run) -> bool | None:
        same = equal(left(scope, run), right(scope, run), run)
        return None if same is None else not same

    return differs


def _equals_constant(left: Closure, constant: bool | str | Decimal, *, negated: bool) -> Closure:
    kind = type(constant)

    def equals_constant(scope: Scope, run: Run) -> bool | None:
        value = left(scope, run)
        if type(value) is kind:
            return (value == constant) is not negated
        same = equal(value, constant, run)
        return None if same is None else same is not negated

    return equals_constant


def _ordered(op: str, left: Closure, right: Closure) -> Closure:
    holds = ORDERS[op]

    def ordered(scope: Scope, run: Run) -> bool | None:
        first, second = left(scope, run), right(scope, run)
        if type(first) is Decimal and type(second) is Decimal:
            return holds(first, second)
        return in_order(op, first, second, run)

    return ordered
