"""Three-valued logic (DMN 1.5, table 50) and `if`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cauce.feel.compiler.base import Builder
    from cauce.feel.parser.nodes import And, If, Or
    from cauce.feel.runtime import Closure, Run, Scope


def conjunction(node: And, builder: Builder) -> Closure:
    """False as soon as one operand is; true when all are; else null."""
    if len(node.operands) == 2:
        return _both(*(builder.build(operand) for operand in node.operands))
    operands = tuple(builder.build(operand) for operand in node.operands)

    def all_of(scope: Scope, run: Run) -> bool | None:
        result: bool | None = True
        for operand in operands:
            value = operand(scope, run)
            if value is False:
                return False
            if value is not True:
                result = None
        return result

    return all_of


def _both(left: Closure, right: Closure) -> Closure:
    def both(scope: Scope, run: Run) -> bool | None:
        first = left(scope, run)
        if first is False:
            return False
        second = right(scope, run)
        if second is False:
            return False
        return True if first is True and second is True else None

    return both


def disjunction(node: Or, builder: Builder) -> Closure:
    """True as soon as one operand is; false when all are; else null."""
    operands = tuple(builder.build(operand) for operand in node.operands)

    def any_of(scope: Scope, run: Run) -> bool | None:
        result: bool | None = False
        for operand in operands:
            value = operand(scope, run)
            if value is True:
                return True
            if value is not False:
                result = None
        return result

    return any_of


def conditional(node: If, builder: Builder) -> Closure:
    """The first branch where the condition is true; the second where it is anything else."""
    condition = builder.build(node.condition)
    yes, no = builder.build(node.yes), builder.build(node.no)

    def choose(scope: Scope, run: Run) -> object:
        return yes(scope, run) if condition(scope, run) is True else no(scope, run)

    return choose
