"""Where a form's expressions find their names, and values by dotted path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from cauce.feel import Expression, Scope


class _Missing:
    """The absence of a value, which null is not."""


MISSING: Final = _Missing()


class Layered:
    """Names of an inner scope over those of an outer one."""

    __slots__ = ("_inner", "_outer")

    def __init__(self, inner: Mapping[str, object], outer: Scope) -> None:
        self._inner = inner
        self._outer = outer

    def get(self, name: str, default: object, /) -> object:
        """The inner value, else the outer one."""
        value = self._inner.get(name, MISSING)
        return self._outer.get(name, default) if value is MISSING else value


def at_path(source: object, path: Sequence[str]) -> object:
    """The value at a path of nested mappings, or MISSING."""
    for name in path:
        if type(source) is not dict and not isinstance(source, Mapping):
            return MISSING
        source = source.get(name, MISSING)
    return source


def put_at_path(target: dict[str, object], path: Sequence[str], value: object) -> None:
    """Set the value at a path, making the contexts on the way; those of others stay untouched."""
    for name in path[:-1]:
        inner = target.get(name)
        copy = dict(inner) if isinstance(inner, Mapping) else {}
        target[name] = copy
        target = copy
    target[path[-1]] = value


def is_true(expression: Expression, scope: Scope, now: datetime | None) -> bool:
    """Whether a condition holds; null and other kinds of value do not."""
    return expression.evaluate(scope, now=now) is True
