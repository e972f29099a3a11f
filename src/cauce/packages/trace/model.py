"""A trace as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """What carries a statement: `element` Validar_D1, `rule` aprobadores/regla_b2b, …"""

    kind: str
    name: str

    def __str__(self) -> str:
        """As it is written."""
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A statement of the source: carried by something, or noise for a reason."""

    id: str
    text: str
    carried_by: tuple[Target, ...] = ()
    noise: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """All of a package's statements, and the reasons of the elements that no statement asks for.

    Keys of `completion` are element ids, or patterns in which `*` stands for anything.
    """

    statements: tuple[Statement, ...]
    completion: Mapping[str, str]
