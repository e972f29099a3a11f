"""Compiling expressions and evaluating them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cauce.feel.analysis import references
from cauce.feel.builtins import BUILTIN_NAMES, BUILTINS
from cauce.feel.clock import system_now
from cauce.feel.compiler import Compiler
from cauce.feel.compiler.tests import unary_tests
from cauce.feel.errors import FeelError
from cauce.feel.normalize import normalize
from cauce.feel.parser import parse_expression, parse_unary_tests
from cauce.feel.parser.names import known_names
from cauce.feel.runtime import Closure, Local, Run, Scope, run_closure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cauce.feel.values import Value

_CACHED: Final = 4096
_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression.

    `names`: the free names it refers to. `calls`: those it calls as functions,
    although the language has none of that name. `constant`: it refers to no name
    and no clock, so its value is always the same.
    """

    text: str
    names: frozenset[str]
    calls: frozenset[str]
    constant: bool
    _closure: Closure = field(repr=False, compare=False)

    def evaluate(
        self, scope: Scope, *, now: datetime | None = None, problems: list[str] | None = None
    ) -> Value:
        """Return the value over `scope`, whose values are FEEL values already.

        `now` is what `now()` and `today()` give, an aware date-time; without it
        they give null. Nothing is raised: what cannot be computed is None, and
        its reasons are appended to `problems`.
        """
        return run_closure(self._closure, scope, Run(now, problems))


@dataclass(frozen=True, slots=True)
class UnaryTests:
    """The compiled tests of an input cell: `-`, `< 5`, `"a", "b"`, `not([1..3])`."""

    text: str
    names: frozenset[str]
    _closure: Closure = field(repr=False, compare=False)

    def test(
        self,
        value: Value,
        scope: Scope,
        *,
        now: datetime | None = None,
        problems: list[str] | None = None,
    ) -> bool:
        """Tell whether `value` passes; what cannot be decided does not."""
        run = Run(now, problems)
        return run_closure(self._closure, Local({"?": value}, scope), run) is True


def compile_expression(text: str, known: frozenset[str] = _NONE) -> Expression:
    """Return the compiled expression of `text`, from the cache where it was seen before.

    `known` are names of several words that may occur (`cliente final`, `a-b`);
    others must stand in backticks. Raises FeelError where the text is not FEEL.
    """
    return _compile_expression(text, known)


def compile_unary_tests(text: str, known: frozenset[str] = _NONE) -> UnaryTests:
    """Return the compiled tests of an input cell; as `compile_expression`."""
    return _compile_unary_tests(text, known)


def evaluate(text: str, variables: Mapping[str, object], *, now: datetime | None = None) -> Value:
    """Return the value of `text` over variables given as Python values.

    Raises FeelError where the text is not FEEL and TypeError where a variable
    holds what FEEL cannot carry; whatever fails in the evaluation gives None.
    """
    scope = {name: normalize(value) for name, value in variables.items()}
    known = frozenset(name for name in _keys(scope) if not name.isidentifier())
    return compile_expression(text, known).evaluate(scope, now=now or system_now())


@lru_cache(maxsize=_CACHED)
def _compile_expression(text: str, known: frozenset[str]) -> Expression:
    with _on_the_stack():
        node = parse_expression(text, known_names(known, BUILTIN_NAMES))
        closure = Compiler(BUILTINS).build(node)
        found = references(node, BUILTIN_NAMES)
    constant = not found.names and not found.clock
    return Expression(text, frozenset(found.names), frozenset(found.called), constant, closure)


@lru_cache(maxsize=_CACHED)
def _compile_unary_tests(text: str, known: frozenset[str]) -> UnaryTests:
    with _on_the_stack():
        node = parse_unary_tests(text, known_names(known, BUILTIN_NAMES))
        closure = unary_tests(node, Compiler(BUILTINS))
        found = references(node, BUILTIN_NAMES)
    return UnaryTests(text, frozenset(found.names - {"?"}), closure)


@contextmanager
def _on_the_stack() -> Iterator[None]:
    """Refuse what does not fit on what the caller has left of Python's stack."""
    try:
        yield
    except RecursionError:
        raise FeelError("expected a smaller expression, this one is too deeply nested") from None


def _keys(value: object) -> set[str]:
    """Return the keys of all contexts inside a value."""
    if isinstance(value, dict):
        return set(value).union(*(_keys(item) for item in value.values()))
    if isinstance(value, list):
        return set().union(*(_keys(item) for item in value))
    return set()
