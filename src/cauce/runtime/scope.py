"""Whose rows are in sight: one organisation's, or nobody's; everybody's only where code says so.

On PostgreSQL row-level security holds every statement to it: the connection tells the server
before the next statement that it sends. SQLite has nothing of the kind, and asks nobody.

Services and selectors enter a scope where they begin. Whoever enters none sees no row of any
organisation; a thread begins with none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Literal, NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

By = Literal["nowhere", "id", "key", "task", "instance", "incident", "read", "change"]


class Scope(NamedTuple):
    """Whose rows: of the organisation that `value` leads to, as `by` says, or see `across`."""

    by: By
    value: str = ""


NOWHERE = Scope("nowhere")
_FREE = frozenset({"nowhere", "read", "change"})
_current: ContextVar[Scope] = ContextVar("cauce_scope", default=NOWHERE)

current: Callable[[], Scope] = _current.get
"""Give the scope that holds here."""


@contextmanager
def within(organisation: int | str) -> Iterator[None]:
    """See the rows of one organisation, by its internal id (int) or its key (str)."""
    token = _current.set(_within(organisation))
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def across(*, change: bool = False) -> Iterator[None]:
    """See the rows of all organisations; with `change` also change them, as migrations do.

    For what belongs to nobody in particular: looking for due work, proving the journal, finding
    out where somebody works. What is found is then worked on within its own organisation.
    """
    token = _current.set(Scope("change" if change else "read"))
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def nowhere() -> Iterator[None]:
    """See no row of any organisation, whatever is entered around it."""
    token = _current.set(NOWHERE)
    try:
        yield
    finally:
        _current.reset(token)


def in_organisation(call: Callable[P, T]) -> Callable[P, T]:
    """Let a call see the rows of the `organisation` that it is given, as `within` takes it."""

    @wraps(call)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        # Where it is missing, the call itself says so.
        token = _current.set(_within(kwargs.get("organisation", "")))
        try:
            return call(*args, **kwargs)
        finally:
            _current.reset(token)

    return run


def of_task(call: Callable[P, T]) -> Callable[P, T]:
    """Let a call see the rows of the organisation of the `task` whose id it is given."""
    return _led_by("task", call)


def of_instance(call: Callable[P, T]) -> Callable[P, T]:
    """Let a call see the rows of the organisation of the `instance` whose id it is given."""
    return _led_by("instance", call)


def of_incident(call: Callable[P, T]) -> Callable[P, T]:
    """Let a call see the rows of the organisation of the `incident` whose id it is given."""
    return _led_by("incident", call)


def _within(organisation: object) -> Scope:
    return Scope("id" if isinstance(organisation, int) else "key", str(organisation))


def _led_by(what: Literal["task", "instance", "incident"], call: Callable[P, T]) -> Callable[P, T]:
    """Follow an id where no organisation is named; within one, what is another's is unknown."""

    @wraps(call)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if _current.get().by not in _FREE:
            return call(*args, **kwargs)
        token = _current.set(Scope(what, str(kwargs.get(what, ""))))
        try:
            return call(*args, **kwargs)
        finally:
            _current.reset(token)

    return run
