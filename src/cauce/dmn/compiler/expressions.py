"""Literal expressions, contexts, functions, invocations, relations and lists (DMN 1.5, 10.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cauce.feel.functions import FeelFunction
from cauce.feel.runtime import Closure, Local
from cauce.feel.values import Function, kind_of

if TYPE_CHECKING:
    from cauce.dmn import nodes
    from cauce.dmn.compiler.surroundings import Surroundings
    from cauce.feel.runtime import Run, Scope
    from cauce.feel.values import Value

    Compile = Callable[[nodes.Boxed, Surroundings], Closure]

BOX_LEVELS: Final = 6
"""Levels that the boxes around the expressions of a function count for on the way down."""


def literal(boxed: nodes.Literal, around: Surroundings, _compile_boxed: Compile) -> Closure:
    """Compile FEEL text."""
    if not boxed.text:
        around.report("NO_LOGIC", "the expression is empty", boxed)
        return lambda _scope, run: run.null("the expression is empty")
    return around.expression(boxed.text, boxed)


def context(boxed: nodes.Context, around: Surroundings, compile_boxed: Compile) -> Closure:
    """Compile a context: each entry sees those before it; one without a name is the result."""
    entries: list[tuple[str | None, Closure]] = []
    for entry in boxed.entries:
        closure = compile_boxed(entry.expression, around)
        if entry.variable is None:
            entries.append((None, closure))
            continue
        name = entry.variable.name
        entries.append((name, around.typed(closure, entry.variable.type_ref, entry.expression)))
        around = around.with_names(name)

    def build(scope: Scope, run: Run) -> Value:
        values: dict[str, Value] = {}
        inner = Local(values, scope)
        run.charge(len(entries))
        for name, closure in entries:
            value = closure(inner, run)
            if name is None:
                return value
            if isinstance(value, FeelFunction) and not value.name:
                value = value.renamed(name)
            values[name] = value
        return values

    return build


def function(
    boxed: nodes.FunctionDefinition, around: Surroundings, compile_boxed: Compile
) -> Closure:
    """Compile a function; its body sees its parameters and what stands around it."""
    names = tuple(parameter.name for parameter in boxed.parameters)
    types = tuple(around.type(parameter.type_ref, boxed) for parameter in boxed.parameters)
    if boxed.kind != "FEEL":
        around.report("UNSUPPORTED", f"functions of kind {boxed.kind} are not run", boxed)
        return lambda _scope, run: run.null(f"functions of kind {boxed.kind} are not run")
    if boxed.body is None:
        around.report("SYNTAX", "the function has no body", boxed)
        return lambda _scope, run: run.null("the function has no body")
    inner = around.with_names(*names)
    before = len(inner.heights)
    body = inner.typed(compile_boxed(boxed.body, inner), boxed.type_ref, boxed)

    height = max(inner.heights[before:], default=0) + BOX_LEVELS

    gives = around.type(boxed.type_ref, boxed) if boxed.type_ref else None

    def close_over(scope: Scope, _run: Run) -> Value:
        return FeelFunction("", names, types, body, scope, height, gives)

    return close_over


def invocation(boxed: nodes.Invocation, around: Surroundings, compile_boxed: Compile) -> Closure:
    """Compile a call with arguments by parameter name."""
    called = compile_boxed(boxed.called, around)
    bindings = tuple(
        (
            parameter.name,
            around.typed(compile_boxed(argument, around), parameter.type_ref, argument),
        )
        for parameter, argument in boxed.bindings
    )

    def invoke(scope: Scope, run: Run) -> Value:
        target = called(scope, run)
        if not isinstance(target, Function):
            return run.null(f"expected a function to call, came {kind_of(target)}")
        run.charge()
        arguments = {name: argument(scope, run) for name, argument in bindings}
        return target.call_named(arguments, run) if arguments else target.call([], run)

    return invoke


def relation(boxed: nodes.Relation, around: Surroundings, compile_boxed: Compile) -> Closure:
    """Compile a relation to a list of contexts."""
    columns = tuple(column.name for column in boxed.columns)
    rows = tuple(
        tuple(
            around.typed(compile_boxed(cell, around), column.type_ref, cell)
            for column, cell in zip(boxed.columns, row, strict=False)
        )
        for row in boxed.rows
    )

    def build(scope: Scope, run: Run) -> Value:
        run.charge(len(rows) * len(columns))
        return [
            dict(zip(columns, (cell(scope, run) for cell in row), strict=False)) for row in rows
        ]

    return build


def list_expression(
    boxed: nodes.ListExpression, around: Surroundings, compile_boxed: Compile
) -> Closure:
    """Compile a list."""
    items = tuple(compile_boxed(item, around) for item in boxed.items)

    def build(scope: Scope, run: Run) -> Value:
        run.charge(len(items))
        return [item(scope, run) for item in items]

    return build
