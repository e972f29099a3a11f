"""Functions of lists (DMN 1.5, 10.3.4.4), but for those that compute a number of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cauce.feel.builtins.function import functions
from cauce.feel.equality import equal

if TYPE_CHECKING:
    from cauce.feel.runtime import Run
    from cauce.feel.values import Function, Value


def has(items: list[Value], wanted: Value, run: Run) -> bool:
    """Tell whether an item equals `wanted`."""
    run.charge(len(items))
    return any(equal(item, wanted, run) is True for item in items)


def list_contains(run: Run, items: list[Value], element: Value) -> bool:
    """Tell whether an item equals `element`, which may be null."""
    return has(items, element, run)


def count(_run: Run, items: list[Value]) -> Decimal:
    """Return the number of items."""
    return Decimal(len(items))


def sublist(
    run: Run, items: list[Value], start: Decimal, length: Decimal | None = None
) -> list[Value] | None:
    """Return the items from a position counted from 1, or from -1 backwards."""
    begin = _index(items, start, run)
    if begin is None:
        return None
    if length is None:
        return items[begin:]
    if not 1 <= length < len(items) - begin + 1:
        return run.null(f"the list of {len(items)} has no {length} items from {start} on")
    return items[begin : begin + int(length)]


def append(run: Run, items: list[Value], added: list[Value]) -> list[Value]:
    """Return the list with more items behind."""
    run.charge(len(items) + len(added))
    return [*items, *added]


def concatenate(run: Run, lists: list[list[Value]]) -> list[Value]:
    """Return the lists one after the other."""
    run.charge(sum(len(items) for items in lists))
    return [item for items in lists for item in items]


def insert_before(
    run: Run, items: list[Value], position: Decimal, added: Value
) -> list[Value] | None:
    """Return the list with an item in front of a position."""
    index = _index(items, position, run)
    run.charge(len(items))
    return None if index is None else [*items[:index], added, *items[index:]]


def remove(run: Run, items: list[Value], position: Decimal) -> list[Value] | None:
    """Return the list without the item at a position."""
    index = _index(items, position, run)
    run.charge(len(items))
    return None if index is None else [*items[:index], *items[index + 1 :]]


def reverse(run: Run, items: list[Value]) -> list[Value]:
    """Return the items last to first."""
    run.charge(len(items))
    return items[::-1]


def index_of(run: Run, items: list[Value], match: Value) -> list[Value]:
    """Return the positions, from 1, of the items that equal `match`."""
    run.charge(len(items))
    return [
        Decimal(position)
        for position, item in enumerate(items, 1)
        if equal(item, match, run) is True
    ]


def distinct_values(run: Run, items: list[Value]) -> list[Value]:
    """Return the items without repetitions, the first of each kept."""
    kept: list[Value] = []
    for item in items:
        if not has(kept, item, run):
            kept.append(item)
    return kept


def union(run: Run, lists: list[list[Value]]) -> list[Value]:
    """Return the items of all lists without repetitions."""
    return distinct_values(run, concatenate(run, lists))


def flatten(run: Run, items: list[Value]) -> list[Value]:
    """Return the items of the lists inside, however deep."""
    flat: list[Value] = []
    waiting = [iter(items)]
    while waiting:
        for item in waiting[-1]:
            run.charge()
            if isinstance(item, list):
                waiting.append(iter(item))
                break
            flat.append(item)
        else:
            waiting.pop()
    return flat


def replace_at(run: Run, items: list[Value], position: Decimal, added: Value) -> list[Value] | None:
    """Return the list with another item at a position."""
    index = _index(items, position, run)
    run.charge(len(items))
    return None if index is None else [*items[:index], added, *items[index + 1 :]]


def replace_matching(
    run: Run, items: list[Value], match: Function, added: Value
) -> list[Value] | None:
    """Return the list with another item wherever `match(item, new item)` is true."""
    if len(match.parameters) != 2:
        return run.null("list replace expects a function of an item and the new one")
    replaced: list[Value] = []
    for item in items:
        run.charge()
        verdict = match.call([item, added], run)
        if not isinstance(verdict, bool):
            return run.null("list replace expects a function that gives true or false")
        replaced.append(added if verdict else item)
    return replaced


def _index(items: list[Value], position: Decimal, run: Run) -> int | None:
    if not 1 <= abs(position) < len(items) + 1:
        return run.null(f"the list of {len(items)} has no position {position}")
    place = int(position)
    return place - 1 if place > 0 else len(items) + place


FUNCTIONS: Final = functions(
    ("list contains(list: list, element: any)", list_contains),
    ("count(list: list)", count),
    ("count(list...: any)", count),
    ("sublist(list: list, start position: number, length?: number)", sublist),
    ("append(list: list, item...: any)", append),
    ("concatenate(list: list)", lambda run, items: concatenate(run, [items])),
    ("concatenate(list...: list)", concatenate),
    ("insert before(list: list, position: number, newItem: any)", insert_before),
    ("remove(list: list, position: number)", remove),
    ("reverse(list: list)", reverse),
    ("index of(list: list, match: any)", index_of),
    ("union(list: list)", lambda run, items: union(run, [items])),
    ("union(list...: list)", union),
    ("distinct values(list: list)", distinct_values),
    ("flatten(list: list)", flatten),
    ("list replace(list: list, position: number, newItem: any)", replace_at),
    ("list replace(list: list, match: function, newItem: any)", replace_matching),
)
