"""Boxed conditionals, filters and iterators (DMN 1.5, 10.2.2.8 to 10.2.2.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cauce.feel.compiler.iteration import filter_list
from cauce.feel.iterate import elements
from cauce.feel.runtime import Local
from cauce.feel.values import kind_of

if TYPE_CHECKING:
    from cauce.dmn import nodes
    from cauce.dmn.compiler.expressions import Compile
    from cauce.dmn.compiler.surroundings import Surroundings
    from cauce.feel.runtime import Closure, Run, Scope
    from cauce.feel.values import Value


def conditional(boxed: nodes.Conditional, around: Surroundings, compile_boxed: Compile) -> Closure:
    """Compile a conditional; a condition that is neither boolean nor null makes it null."""
    condition = compile_boxed(boxed.condition, around)
    yes, no = compile_boxed(boxed.yes, around), compile_boxed(boxed.no, around)

    def choose(scope: Scope, run: Run) -> Value:
        verdict = condition(scope, run)
        if verdict is not None and not isinstance(verdict, bool):
            return run.null(f"a conditional expects a condition, came {kind_of(verdict)}")
        return yes(scope, run) if verdict else no(scope, run)

    return choose


def filtered(boxed: nodes.Filter, around: Surroundings, compile_boxed: Compile) -> Closure:
    """Compile a filter; its match sees the entries of each item."""
    source = compile_boxed(boxed.source, around)
    match = compile_boxed(boxed.match, around.with_names("item").unchecked())

    def select(scope: Scope, run: Run) -> Value:
        items = source(scope, run)
        if items is None:
            return run.null("a filter expects a list, came null")
        return filter_list(items if isinstance(items, list) else [items], match, scope, run)

    return select


def iteration(boxed: nodes.Iteration, around: Surroundings, compile_boxed: Compile) -> Closure:
    """Compile `for`, `some` or `every`."""
    source = compile_boxed(boxed.source, around)
    inner = around.with_names(boxed.variable, "partial")
    body, variable = compile_boxed(boxed.body, inner), boxed.variable
    if boxed.kind != "for":
        return _quantified(variable, source, body, decisive=boxed.kind == "some")

    def collect(scope: Scope, run: Run) -> Value:
        items = elements(source(scope, run), run)
        if items is None:
            return None
        results: list[Value] = []
        for item in items:
            run.charge(1 + len(results) // 64)  # each turn sees a copy of the results so far
            names = {variable: item, "partial": results.copy()}
            results.append(body(Local(names, scope), run))
        return results

    return collect


def _quantified(variable: str, source: Closure, body: Closure, *, decisive: bool) -> Closure:
    def decide(scope: Scope, run: Run) -> bool | None:
        items = elements(source(scope, run), run)
        if items is None:
            return None
        for item in items:
            run.charge()
            verdict = body(Local({variable: item}, scope), run)
            if not isinstance(verdict, bool):
                return run.null(f"some and every expect a condition, came {kind_of(verdict)}")
            if verdict is decisive:
                return decisive
        return not decisive

    return decide
