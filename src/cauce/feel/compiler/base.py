"""What each compiling function is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cauce.feel.parser.nodes import Node, TypeNode
    from cauce.feel.runtime import Closure
    from cauce.feel.types import Type
    from cauce.feel.values import Function

MAX_TREE_DEPTH: Final = 200
"""Levels of the tree of one expression; a chain of operators is a level each."""


class Builder(Protocol):
    """Compiles a node and knows the functions and types of the surroundings."""

    functions: Mapping[str, Function]

    def build(self, node: Node) -> Closure:
        """Return the closure of a node."""
        ...

    def test(self, node: Node) -> Closure:
        """Return the closure of a unary test, which reads its subject as `?`."""
        ...

    def type(self, node: TypeNode) -> Type:
        """Return the type a type's text means."""
        ...

    def measured(self, node: Node) -> tuple[Closure, int]:
        """Return the closure of a node and how many levels lie below it."""
        ...
