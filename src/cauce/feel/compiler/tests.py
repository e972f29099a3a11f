"""Unary tests: the cells of a decision table and what stands behind `in` (DMN 1.5, 10.3.2.14)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cauce.feel.analysis import references
from cauce.feel.compiler.comparison import ORDERS, in_order
from cauce.feel.equality import equal
from cauce.feel.parser.nodes import UnaryRange, UnaryTests
from cauce.feel.ranges import includes
from cauce.feel.runtime import Local
from cauce.feel.values import Range

if TYPE_CHECKING:
    from cauce.feel.compiler.base import Builder
    from cauce.feel.parser.nodes import In, Node
    from cauce.feel.runtime import Closure, Run, Scope
    from cauce.feel.values import Value


_PLAIN: Final = frozenset((str, Decimal, bool))
"""Kinds whose values are equal where Python says so: most cells hold one."""


def contained(node: In, builder: Builder) -> Closure:
    """Compile `value in tests`: true where one test is."""
    subject = builder.build(node.value)
    tests = tuple(test(each, builder) for each in node.tests)

    def is_in(scope: Scope, run: Run) -> bool | None:
        inner = Local({"?": subject(scope, run)}, scope)
        return _any(tests, inner, run)

    return is_in


def unary_tests(node: UnaryTests, builder: Builder) -> Closure:
    """Compile a cell; its closure reads the subject as `?` and gives true, false or null."""
    tests = tuple(test(each, builder) for each in node.tests)
    if not tests:
        return lambda _scope, _run: True
    if len(tests) == 1 and not node.negated:
        return tests[0]
    negated = node.negated

    def passes(scope: Scope, run: Run) -> bool | None:
        verdict = _any(tests, scope, run)
        return (None if verdict is None else not verdict) if negated else verdict

    return passes


def test(node: Node, builder: Builder) -> Closure:
    """Compile one test of the subject `?`."""
    if isinstance(node, UnaryRange):
        return _comparison(node, builder)
    value = builder.build(node)
    if "?" in references(node, frozenset()).names:

        def holds(scope: Scope, run: Run) -> bool | None:
            verdict = value(scope, run)
            if isinstance(verdict, bool):
                return verdict
            return matches(scope.get("?", None), verdict, run)

        return holds

    def compare(scope: Scope, run: Run) -> bool | None:
        return matches(scope.get("?", None), value(scope, run), run)

    return compare


def matches(subject: Value, expected: Value, run: Run) -> bool | None:
    """Tell whether the subject equals, or lies in, what a test without `?` evaluates to."""
    kind = type(expected)
    if kind is type(subject) and kind in _PLAIN:
        return subject == expected
    if isinstance(expected, Range):
        return includes(expected, subject, run)
    if isinstance(expected, list):
        if isinstance(subject, list) and equal(subject, expected, run):
            return True
        run.charge(len(expected))
        return any(matches(subject, item, run) is True for item in expected)
    if isinstance(expected, bool) and not isinstance(subject, bool):
        return True if expected else None
    return equal(subject, expected, run)


def _comparison(node: UnaryRange, builder: Builder) -> Closure:
    op, bound = node.op, builder.build(node.bound)

    def compare(scope: Scope, run: Run) -> bool | None:
        subject, limit = scope.get("?", None), bound(scope, run)
        if op in ("=", "!="):
            same = equal(subject, limit, run)
            return None if same is None else same is (op == "=")
        if type(subject) is Decimal and type(limit) is Decimal:
            return ORDERS[op](subject, limit)
        return in_order(op, subject, limit, run)

    return compare


def _any(tests: tuple[Closure, ...], scope: Scope, run: Run) -> bool | None:
    result: bool | None = False
    for each in tests:
        verdict = each(scope, run)
        if verdict is True:
            return True
        if verdict is None:
            result = None
    return result
