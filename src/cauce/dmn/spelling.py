"""The names of a model that need more than one token, wherever they are declared."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final

from cauce.dmn import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator


_LOCAL: Final = frozenset(("parameters", "bindings"))
"""Where names are declared that nothing outside can mean, not even behind a dot."""


def spellings(definitions: nodes.Definitions) -> frozenset[str]:
    """Return the declared names that are no plain identifiers and may occur anywhere.

    Entries of contexts, components of types and columns may occur behind a dot.
    A name that holds a dot itself is one only where it is in scope.
    """
    names = _names((definitions.elements, definitions.types))
    return frozenset(name for name in names if not name.isidentifier() and "." not in name)


def _names(part: object) -> Iterator[str]:
    if isinstance(part, tuple):
        for item in part:
            yield from _names(item)
    elif is_dataclass(part):
        name = getattr(part, "name", None)
        if isinstance(name, str):
            yield name
        for each in fields(part):
            value = getattr(part, each.name)
            if each.name not in _LOCAL and (isinstance(value, tuple) or is_dataclass(value)):
                yield from _names(value)
