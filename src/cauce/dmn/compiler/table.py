"""Which function compiles which boxed expression."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cauce.dmn import nodes
from cauce.dmn.compiler import decision_table, expressions, iterations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cauce.dmn.compiler.surroundings import Surroundings
    from cauce.feel.runtime import Closure

_COMPILERS: Final[Mapping[type[nodes.Boxed], Callable[..., Closure]]] = MappingProxyType(
    {
        nodes.Literal: expressions.literal,
        nodes.Context: expressions.context,
        nodes.Invocation: expressions.invocation,
        nodes.FunctionDefinition: expressions.function,
        nodes.Relation: expressions.relation,
        nodes.ListExpression: expressions.list_expression,
        nodes.DecisionTable: decision_table.decision_table,
        nodes.Conditional: iterations.conditional,
        nodes.Filter: iterations.filtered,
        nodes.Iteration: iterations.iteration,
    }
)


def compile_boxed(boxed: nodes.Boxed, around: Surroundings) -> Closure:
    """Return the closure of a boxed expression, its value converted to its type."""
    compiler: Any = _COMPILERS[type(boxed)]
    closure = compiler(boxed, around, compile_boxed)
    if isinstance(boxed, nodes.FunctionDefinition):
        return closure  # type: ignore[no-any-return]  # the type is that of the function's result
    return around.typed(closure, boxed.type_ref, boxed)
