"""Which function compiles which node."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cauce.feel.compiler import access, arithmetic, comparison, functions, iteration, logic, tests
from cauce.feel.compiler.base import MAX_TREE_DEPTH, Builder
from cauce.feel.errors import FeelError
from cauce.feel.parser import nodes
from cauce.feel.types import Type, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cauce.feel.runtime import Closure
    from cauce.feel.values import Function

COMPILERS: Final[Mapping[type[nodes.Node], Callable[[Any, Builder], Closure]]] = MappingProxyType(
    {
        nodes.Literal: access.literal,
        nodes.Name: access.name,
        nodes.Path: access.path,
        nodes.Filter: iteration.filtered,
        nodes.ListLiteral: access.list_literal,
        nodes.ContextLiteral: access.context_literal,
        nodes.RangeLiteral: access.range_literal,
        nodes.UnaryRange: access.unary_range,
        nodes.Negate: arithmetic.negate,
        nodes.Arithmetic: arithmetic.arithmetic,
        nodes.Compare: comparison.compare_nodes,
        nodes.Between: comparison.between,
        nodes.In: tests.contained,
        nodes.InstanceOf: functions.instance_of,
        nodes.And: logic.conjunction,
        nodes.Or: logic.disjunction,
        nodes.If: logic.conditional,
        nodes.For: iteration.loop,
        nodes.Quantified: iteration.quantified,
        nodes.FunctionLiteral: functions.function_literal,
        nodes.Call: functions.call,
    }
)


class Compiler:
    """Compiles trees against the functions of the language and the types of a model."""

    def __init__(
        self, functions: Mapping[str, Function], types: Mapping[str, Type] | None = None
    ) -> None:
        self.functions = functions
        self._types = types or {}
        self._depth = 0
        self._deepest = 0

    def build(self, node: nodes.Node) -> Closure:
        """Return the closure of `node`; raises FeelError where the tree is too deep."""
        self._depth += 1
        self._deepest = max(self._deepest, self._depth)
        if self._depth > MAX_TREE_DEPTH:
            raise FeelError(f"expected at most {MAX_TREE_DEPTH} operators inside one another")
        closure = COMPILERS[type(node)](node, self)
        self._depth -= 1
        return closure

    def test(self, node: nodes.Node) -> Closure:
        """Return the closure of a unary test, which reads its subject as `?`."""
        return tests.test(node, self)

    def type(self, node: nodes.TypeNode) -> Type:
        """Return the type; raises FeelError where its name means none."""
        return resolve(node, self._types)

    def measured(self, node: nodes.Node) -> tuple[Closure, int]:
        """Return the closure of a node and how many levels lie below it."""
        outer = self._deepest
        self._deepest = self._depth
        closure = self.build(node)
        height = self._deepest - self._depth
        self._deepest = max(outer, self._deepest)
        return closure, height
