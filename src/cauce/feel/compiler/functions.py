"""Function literals, their invocation, and `instance of`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cauce.feel.errors import FeelError
from cauce.feel.functions import FeelFunction
from cauce.feel.parser.nodes import Name
from cauce.feel.runtime import MISSING
from cauce.feel.types import ANY, SimpleType
from cauce.feel.values import Function, kind_of

if TYPE_CHECKING:
    from cauce.feel.compiler.base import Builder
    from cauce.feel.parser.nodes import Call, FunctionLiteral, InstanceOf
    from cauce.feel.runtime import Closure, Run, Scope
    from cauce.feel.values import Value


def function_literal(node: FunctionLiteral, builder: Builder) -> Closure:
    """Build a function that remembers the scope it was written in."""
    parameters = tuple(parameter.name for parameter in node.parameters)
    types = tuple(builder.type(p.type) if p.type else ANY for p in node.parameters)
    if node.external:
        raise FeelError("expected a function written in FEEL, came an external one")
    body, height = builder.measured(node.body)

    def close_over(scope: Scope, _run: Run) -> Value:
        return FeelFunction("", parameters, types, body, scope, height)

    return close_over


def call(node: Call, builder: Builder) -> Closure:
    """Invoke whatever the function's expression gives."""
    function = _callee(node, builder)
    arguments = tuple(builder.build(argument) for argument in node.arguments)
    names = node.names

    def invoke(scope: Scope, run: Run) -> Value:
        callee = function(scope, run)
        if not isinstance(callee, Function):
            return run.null(f"expected a function to call, came {kind_of(callee)}")
        run.charge()
        values = [argument(scope, run) for argument in arguments]
        if names:
            return callee.call_named(dict(zip(names, values, strict=True)), run)
        return callee.call(values, run)

    return invoke


def _callee(node: Call, builder: Builder) -> Closure:
    if not (isinstance(node.function, Name) and node.function.name in builder.functions):
        return builder.build(node.function)
    name = node.function.name
    built_in = builder.functions[name]

    def look_up(scope: Scope, _run: Run) -> Value:
        own = scope.get(name, MISSING)
        # A variable that happens to be called like a function does not hide it from calls.
        return own if isinstance(own, Function) else built_in

    return look_up


def instance_of(node: InstanceOf, builder: Builder) -> Closure:
    """Tell whether a value belongs to a type; null belongs to the null type only."""
    value, wanted = builder.build(node.value), builder.type(node.type)

    def belongs(scope: Scope, run: Run) -> bool:
        subject = value(scope, run)
        if subject is None:
            return isinstance(wanted, SimpleType) and wanted.kind == "null"
        return wanted.holds(subject, run)

    return belongs
