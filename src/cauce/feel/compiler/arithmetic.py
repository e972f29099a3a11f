"""`+ - * / **` and negation (DMN 1.5, tables 53 to 56)."""

from __future__ import annotations

from decimal import Decimal, DecimalException
from typing import TYPE_CHECKING, Final

from cauce.feel.runtime import MAX_STRING
from cauce.feel.temporal.arithmetic import TEMPORAL
from cauce.feel.values import NUMBERS, ZERO, Value, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cauce.feel.compiler.base import Builder
    from cauce.feel.parser.nodes import Arithmetic, Negate
    from cauce.feel.runtime import Closure, Run, Scope

    Operation = Callable[[Decimal, Decimal, Run], Decimal | None]


_POWER_STEPS: Final = 50
"""Steps that a power counts for; it takes as much longer than a sum."""


def power(base: Decimal, exponent: Decimal, run: Run) -> Decimal | None:
    """Return `base ** exponent`, null where it is undefined or too large."""
    run.charge(_POWER_STEPS)
    try:
        result = NUMBERS.power(base, exponent)
    except DecimalException:
        return run.null(f"{base} ** {exponent} is undefined or has too many digits")
    return result if result.is_finite() else run.null(f"{base} ** {exponent} is infinite")


def divide(left: Decimal, right: Decimal, run: Run) -> Decimal | None:
    """Return the quotient, null for a divisor of zero."""
    if right == ZERO:
        return run.null("cannot divide by zero")
    return _exact(NUMBERS.divide, left, right, run)


def _exact(
    operation: Callable[[Decimal, Decimal], Decimal], left: Decimal, right: Decimal, run: Run
) -> Decimal | None:
    try:
        return operation(left, right)
    except DecimalException:
        return run.null("the number is too large")


def _add(left: Decimal, right: Decimal, run: Run) -> Decimal | None:
    return _exact(NUMBERS.add, left, right, run)


def _subtract(left: Decimal, right: Decimal, run: Run) -> Decimal | None:
    return _exact(NUMBERS.subtract, left, right, run)


def _multiply(left: Decimal, right: Decimal, run: Run) -> Decimal | None:
    return _exact(NUMBERS.multiply, left, right, run)


_NUMERIC: Final[dict[str, Operation]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": divide,
    "**": power,
}


def arithmetic(node: Arithmetic, builder: Builder) -> Closure:
    """Compile one operator: numbers first, everything else by the kinds of its operands."""
    left, right = builder.build(node.left), builder.build(node.right)
    op, numeric = node.op, _NUMERIC[node.op]

    def compute(scope: Scope, run: Run) -> Value:
        first, second = left(scope, run), right(scope, run)
        if type(first) is Decimal and type(second) is Decimal:
            return numeric(first, second, run)
        return _other(op, first, second, run)

    return compute


def _other(op: str, left: Value, right: Value, run: Run) -> Value:
    if op == "+" and isinstance(left, str) and isinstance(right, str):
        if len(left) + len(right) > MAX_STRING:
            return run.null(f"the text would be longer than {MAX_STRING} characters")
        run.charge((len(left) + len(right)) >> 6)
        return left + right
    kinds = (kind_of(left), op, kind_of(right))
    operation = TEMPORAL.get(kinds)
    if operation is None:
        return run.null(f"{op} does not apply to {kinds[0]} and {kinds[2]}")
    result = operation(left, right)
    if result is None:
        return run.null(f"{kinds[0]} {op} {kinds[2]} has no result here")
    return result


def negate(node: Negate, builder: Builder) -> Closure:
    """Compile `-operand`."""
    operand = builder.build(node.operand)

    def negated(scope: Scope, run: Run) -> Value:
        value = operand(scope, run)
        if type(value) is Decimal:
            return NUMBERS.minus(value)
        operation = TEMPORAL.get((kind_of(value), "*", "number"))
        if operation is None:
            return run.null(f"- does not apply to {kind_of(value)}")
        return operation(value, Decimal(-1))

    return negated
