"""What an expression refers to, found without evaluating it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Final

from cauce.feel.parser.nodes import (
    Call,
    ContextLiteral,
    Filter,
    For,
    FunctionLiteral,
    Iterator,
    Name,
    Node,
    Quantified,
)

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_CLOCK: Final = frozenset(("now", "today"))


@dataclass(slots=True)
class References:
    """The free names of an expression.

    `names`: all that it may read from its scope. `required`: those that mean
    nothing else; within a filter a name may be an entry of the filtered items.
    `functions`: built-in functions it mentions. `called`: free names it calls that
    are no built-in function. `clock`: it asks for now or today.
    """

    names: set[str] = field(default_factory=set)
    required: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    clock: bool = False


def references(node: Node, builtin: AbstractSet[str]) -> References:
    """Return what `node` refers to; `builtin` are the names of the functions of the language."""
    found = References()
    _walk(node, frozenset(), builtin, found, loose=False)
    return found


def _walk(
    node: Node, bound: frozenset[str], builtin: AbstractSet[str], found: References, *, loose: bool
) -> None:
    match node:
        case Name(name):
            _note(name, bound, builtin, found, loose=loose)
        case Call(Name(name)) if name not in bound and name not in builtin:
            found.called.add(name)
            _walk_children(node, bound, builtin, found, loose=loose)
        case Filter(base, predicate):
            _walk(base, bound, builtin, found, loose=loose)
            _walk(predicate, bound | {"item"}, builtin, found, loose=True)
        case For(iterators, body):
            inner = _walk_iterators(iterators, bound, builtin, found, loose=loose)
            _walk(body, inner | {"partial"}, builtin, found, loose=loose)
        case Quantified(_, iterators, condition):
            inner = _walk_iterators(iterators, bound, builtin, found, loose=loose)
            _walk(condition, inner, builtin, found, loose=loose)
        case FunctionLiteral(parameters, body, external):
            inner = bound | {parameter.name for parameter in parameters}
            if not external:
                _walk(body, inner, builtin, found, loose=loose)
        case ContextLiteral(entries):
            for key, value in entries:
                _walk(value, bound, builtin, found, loose=loose)
                bound |= {key}
        case _:
            _walk_children(node, bound, builtin, found, loose=loose)


def _walk_children(
    node: Node, bound: frozenset[str], builtin: AbstractSet[str], found: References, *, loose: bool
) -> None:
    for child in children(node):
        _walk(child, bound, builtin, found, loose=loose)


def _walk_iterators(
    iterators: tuple[Iterator, ...],
    bound: frozenset[str],
    builtin: AbstractSet[str],
    found: References,
    *,
    loose: bool,
) -> frozenset[str]:
    for iterator in iterators:
        _walk(iterator.domain, bound, builtin, found, loose=loose)
        if iterator.end is not None:
            _walk(iterator.end, bound, builtin, found, loose=loose)
        bound |= {iterator.name}
    return bound


def _note(
    name: str,
    bound: frozenset[str],
    builtin: AbstractSet[str],
    found: References,
    *,
    loose: bool,
) -> None:
    if name in bound:
        return
    if name in builtin:
        found.functions.add(name)
        found.clock |= name in _CLOCK
        return
    found.names.add(name)
    if not loose:
        found.required.add(name)


def children(node: Node) -> list[Node]:
    """Return the nodes directly inside `node`."""
    inner: list[Node] = []
    for part in fields(node):
        value = getattr(node, part.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Node):
                inner.append(item)
    return inner
