"""The tree of a pattern."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

CharTest: TypeAlias = Callable[[str], bool]
"""Tells whether a character is one that the pattern takes at a place."""


class RegexError(ValueError):
    """The pattern, its flags or the replacement is not one of XPath's."""


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of a pattern."""


@dataclass(frozen=True, slots=True)
class Char(Node):
    """One character that passes a test."""

    test: CharTest


@dataclass(frozen=True, slots=True)
class Start(Node):
    """`^`."""


@dataclass(frozen=True, slots=True)
class End(Node):
    """`$`."""


@dataclass(frozen=True, slots=True)
class Back(Node):
    """`\\1`: what a group has taken, again."""

    group: int


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    """Parts one after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice(Node):
    """`a|b`: the first that leads to a match."""

    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat(Node):
    """`least` to `most` times, None for no end; `greedy` takes as many as it can."""

    part: Node
    least: int
    most: int | None
    greedy: bool


@dataclass(frozen=True, slots=True)
class Group(Node):
    """`( )`: what it takes is remembered under its number, from 1."""

    part: Node
    number: int
