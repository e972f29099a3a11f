"""Filters, `for`, `some` and `every`."""

from __future__ import annotations

from collections.abc import Iterator as PythonIterator
from decimal import Decimal
from typing import TYPE_CHECKING

from cauce.feel.analysis import references
from cauce.feel.iterate import counted, elements
from cauce.feel.parser.nodes import Literal
from cauce.feel.runtime import MISSING, Local
from cauce.feel.values import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cauce.feel.compiler.base import Builder
    from cauce.feel.parser.nodes import Filter, For, Iterator, Quantified
    from cauce.feel.runtime import Closure, Run, Scope
    from cauce.feel.values import Value

    Domain = tuple[str, Callable[[Scope, Run], Iterable[Value] | None]]


class ItemScope:
    """The scope of a filter's predicate: the item's entries, the item itself, the outer names."""

    __slots__ = ("item", "outer")

    def __init__(self, item: Value, outer: Scope) -> None:
        self.item = item
        self.outer = outer

    def get(self, name: str, default: object, /) -> object:
        """Return the item's entry, else the item for `item`, else the outer value."""
        if type(self.item) is dict:
            value = self.item.get(name, MISSING)
            if value is not MISSING:
                return value
        return self.item if name == "item" else self.outer.get(name, default)


def filtered(node: Filter, builder: Builder) -> Closure:
    """Compile `list[index]` and `list[predicate]`; anything but a list counts as a list of it."""
    base, predicate = builder.build(node.base), builder.build(node.predicate)
    if isinstance(node.predicate, Literal) and isinstance(node.predicate.value, Decimal):
        index = node.predicate.value

        def at_index(scope: Scope, run: Run) -> Value:
            value = base(scope, run)
            return item_at(value if isinstance(value, list) else [value], index, run)

        return at_index

    def select(scope: Scope, run: Run) -> Value:
        value = base(scope, run)
        return filter_list(value if isinstance(value, list) else [value], predicate, scope, run)

    return select


def filter_list(items: list[Value], predicate: Closure, scope: Scope, run: Run) -> Value:
    """Return the items the predicate is true of, or the one at the index it turns out to be."""
    kept: list[Value] = []
    if not items and _is_position(predicate, scope, run):
        return run.null("the list is empty, it has no item at any position")
    for item in items:
        run.charge()
        verdict = predicate(ItemScope(item, scope), run)
        if verdict is True:
            kept.append(item)
        elif isinstance(verdict, Decimal):
            return item_at(items, verdict, run)
        elif verdict is not None and verdict is not False:
            return run.null(f"a filter expects a condition or a position, came {kind_of(verdict)}")
    return kept


def _is_position(predicate: Closure, scope: Scope, run: Run) -> bool:
    """Tell whether a filter of no items asks for a position, without keeping reasons."""
    reasons, run.problems = run.problems, None
    verdict = predicate(ItemScope(None, scope), run)
    run.problems = reasons
    return isinstance(verdict, Decimal)


def item_at(items: list[Value], index: Decimal, run: Run) -> Value:
    """Return the item at a position counted from 1, or from -1 backwards."""
    if index != index.to_integral_value() or not -len(items) <= index <= len(items) or not index:
        return run.null(f"the list of {len(items)} has no item at {index}")
    return items[int(index) - 1 if index > 0 else int(index)]


def loop(node: For, builder: Builder) -> Closure:
    """Compile `for`: one result per combination, the last iterator turning fastest."""
    domains = _domains(node.iterators, builder)
    body = builder.build(node.body)
    uses_partial = "partial" in references(node.body, frozenset()).names

    def collect(scope: Scope, run: Run) -> Value:
        results: list[Value] = []
        for inner in _scopes(domains, scope, run):
            if inner is None:
                return None
            if uses_partial:
                run.charge(1 + len(results) // 64)  # each turn sees a copy
                inner.values["partial"] = results.copy()
            results.append(body(inner, run))
        return results

    return collect


def quantified(node: Quantified, builder: Builder) -> Closure:
    """Compile `some` and `every`; null where an undecided condition could turn the result."""
    domains = _domains(node.iterators, builder)
    condition = builder.build(node.condition)
    decisive = not node.every

    def decide(scope: Scope, run: Run) -> Value:
        result: bool | None = not decisive
        for inner in _scopes(domains, scope, run):
            verdict = None if inner is None else condition(inner, run)
            if inner is None:
                return None
            if verdict is decisive:
                return decisive
            if not isinstance(verdict, bool):
                result = None
        return result

    return decide


def _domains(iterators: tuple[Iterator, ...], builder: Builder) -> tuple[Domain, ...]:
    return tuple((iterator.name, _domain(iterator, builder)) for iterator in iterators)


def _domain(iterator: Iterator, builder: Builder) -> Callable[[Scope, Run], Iterable[Value] | None]:
    first = builder.build(iterator.domain)
    if iterator.end is None:
        return lambda scope, run: elements(first(scope, run), run)
    last = builder.build(iterator.end)
    return lambda scope, run: counted(first(scope, run), last(scope, run), run)


def _scopes(domains: tuple[Domain, ...], scope: Scope, run: Run) -> PythonIterator[Local | None]:
    """Yield a scope per combination of items, None where a domain cannot be iterated."""
    name, domain = domains[0]
    items = domain(scope, run)
    if items is None:
        yield None
        return
    for item in items:
        run.charge()
        inner = Local({name: item}, scope)
        if len(domains) == 1:
            yield inner
        else:
            yield from _scopes(domains[1:], inner, run)
