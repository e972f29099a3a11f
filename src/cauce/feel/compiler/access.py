"""Literals, names, paths, and the literals that build lists, contexts and ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cauce.feel.equality import compare
from cauce.feel.parser.nodes import Literal
from cauce.feel.properties import property_of
from cauce.feel.runtime import MISSING, Local, Run
from cauce.feel.values import Range

if TYPE_CHECKING:
    from cauce.feel.compiler.base import Builder
    from cauce.feel.parser.nodes import (
        ContextLiteral,
        ListLiteral,
        Name,
        Path,
        RangeLiteral,
        UnaryRange,
    )
    from cauce.feel.runtime import Closure, Scope
    from cauce.feel.values import Value


def literal(node: Literal, _builder: Builder) -> Closure:
    """Give the same value every time."""
    value = node.value

    def constant(_scope: Scope, _run: Run) -> Value:
        return value

    return constant


def name(node: Name, builder: Builder) -> Closure:
    """Read a name from the scope, else the function of the language, else null."""
    text = node.name
    function = builder.functions.get(text, MISSING)

    def read(scope: Scope, run: Run) -> Value:
        value = scope.get(text, function)
        if value is MISSING:
            return run.null(f"there is no value named {text!r}")
        return value

    return read


def path(node: Path, builder: Builder) -> Closure:
    """Read an entry or property; of a list, that of each item."""
    base, entry = builder.build(node.base), node.name

    def follow(scope: Scope, run: Run) -> Value:
        value = base(scope, run)
        if type(value) is dict:
            found = value.get(entry, MISSING)
            if found is not MISSING:
                return found
        return property_of(value, entry, run)

    return follow


def list_literal(node: ListLiteral, builder: Builder) -> Closure:
    """Build a list."""
    items = tuple(builder.build(item) for item in node.items)

    def build_list(scope: Scope, run: Run) -> Value:
        run.charge(len(items))
        return [item(scope, run) for item in items]

    return build_list


def context_literal(node: ContextLiteral, builder: Builder) -> Closure:
    """Build a context entry by entry; each sees those before it."""
    entries = tuple((key, builder.build(value)) for key, value in node.entries)

    def build_context(scope: Scope, run: Run) -> Value:
        run.charge(len(entries))
        values: dict[str, Value] = {}
        inner = Local(values, scope)
        for key, value in entries:
            values[key] = value(inner, run)
        return values

    return build_context


def range_literal(node: RangeLiteral, builder: Builder) -> Closure:
    """Build a range; its bounds must be of one kind that has an order."""
    low, high = builder.build(node.low), builder.build(node.high)
    low_included, high_included = node.low_included, node.high_included

    def build_range(scope: Scope, run: Run) -> Value:
        first, last = low(scope, run), high(scope, run)
        if first is not None and last is not None and compare(first, last, run) is None:
            return None
        return Range(first, last, low_included, high_included)

    if isinstance(node.low, Literal) and isinstance(node.high, Literal):
        constant = build_range({}, Run())
        if constant is not None:
            return lambda _scope, _run: constant

    return build_range


def unary_range(node: UnaryRange, builder: Builder) -> Closure:
    """Build the range that `(< bound)` and its kin mean."""
    op, bound = node.op, builder.build(node.bound)

    def build_range(scope: Scope, run: Run) -> Value:
        value = bound(scope, run)
        match op:
            case "<" | "<=":
                return Range(None, value, False, op == "<=", op)
            case ">" | ">=":
                return Range(value, None, op == ">=", False, op)
            case _:
                return Range(value, value, op == "=", op == "=", op)

    return build_range
