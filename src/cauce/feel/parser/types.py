"""The grammar of types, behind `instance of` and a parameter's colon."""

from __future__ import annotations

from typing import Final

from cauce.feel.parser.literals import LiteralParser
from cauce.feel.parser.nodes import TypeNode

_LONG_NAMES: Final = (
    "date and time",
    "days and time duration",
    "years and months duration",
    "day and time duration",
    "year and month duration",
)
_GENERIC: Final = ("list", "range", "context", "function")


class TypeParser(LiteralParser):
    """Reads types."""

    def type(self) -> TypeNode:
        """Read one type."""
        name = self._type_name()
        if not (name in _GENERIC and self.sees("<")):
            return TypeNode(name)
        self.expect("<")
        if name == "context":
            return self._context_type()
        if name == "function":
            return self._function_type()
        argument = self.type()
        self.expect(">")
        return TypeNode(name, (argument,))

    def _type_name(self) -> str:
        for name in _LONG_NAMES:
            parts = name.split()
            if all(self.follows(part, offset) for offset, part in enumerate(parts)):
                self.index += len(parts)
                return name
        if self.accept("function"):
            return "function"
        if self.accept("null"):
            return "null"
        name = self.name("a type")
        while self.accept("."):
            name += "." + self.name("a type")
        return name

    def _context_type(self) -> TypeNode:
        fields: list[str] = []
        types: list[TypeNode] = []
        while not self.accept(">"):
            field = self.name_until(":")
            if field is None:
                self.fail("expected an entry's name and ':'")
            self.expect(":")
            fields.append(field)
            types.append(self.type())
            if not self.sees(">"):
                self.expect(",")
        return TypeNode("context", tuple(types), tuple(fields))

    def _function_type(self) -> TypeNode:
        types: list[TypeNode] = []
        while not self.accept(">"):
            types.append(self.type())
            if not self.sees(">"):
                self.expect(",")
        self.expect("->")
        return TypeNode("function", (*types, self.type()))
