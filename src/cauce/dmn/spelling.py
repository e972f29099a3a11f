"""The names of a model that need more than one token, wherever they are declared."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from cauce.dmn import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator


def spellings(definitions: nodes.Definitions) -> frozenset[str]:
    """Return every declared name that is not a plain identifier."""
    return frozenset(
        name
        for name in _names((definitions.elements, definitions.types))
        if not name.isidentifier()
    )


def _names(part: object) -> Iterator[str]:
    if isinstance(part, tuple):
        for item in part:
            yield from _names(item)
    elif is_dataclass(part):
        name = getattr(part, "name", None) or getattr(part, "variable", None)
        if isinstance(name, str):
            yield name
        for each in fields(part):
            value = getattr(part, each.name)
            if isinstance(value, tuple) or is_dataclass(value):
                yield from _names(value)
