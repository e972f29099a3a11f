"""The grammar of expressions, by precedence climbing.

Each operator has a binding power; an expression read with a power takes only
operators that bind more tightly. That keeps Python's stack shallow: four frames
per level of brackets instead of one per rule of the grammar.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeVar

from cauce.feel.errors import FeelError
from cauce.feel.parser.cursor import MAX_NESTING
from cauce.feel.parser.literals import COMPARISON, COMPARISONS
from cauce.feel.parser.nodes import (
    And,
    Arithmetic,
    Between,
    Call,
    Compare,
    Filter,
    In,
    InstanceOf,
    Literal,
    Name,
    Negate,
    Node,
    Or,
    Path,
    TypeNode,
    UnaryTests,
)
from cauce.feel.parser.textual import TextualParser
from cauce.feel.parser.tokens import AT, END, NAME, NUMBER, QUOTED, STRING, SYMBOL
from cauce.feel.values import NUMBERS

if TYPE_CHECKING:
    from cauce.feel.parser.names import KnownNames

_POWERS: Final = {
    "or": 10,
    "and": 20,
    **dict.fromkeys((*COMPARISONS, "between", "in"), COMPARISON),
    "+": 50,
    "-": 50,
    "*": 60,
    "/": 60,
    "**": 70,
    "instance": 75,
}
_Tree = TypeVar("_Tree")
_NEGATION: Final = 80
_CONSTANTS: Final = {"true": True, "false": False, "null": None}
_STARTS: Final = frozenset(("(", "[", "{", "-"))
_NO_STARTS: Final = frozenset(("and", "or", "then", "else", "return", "satisfies", "in", "between"))


def parse_expression(text: str, known: KnownNames) -> Node:
    """Return the tree of an expression; raises FeelError."""
    parser = Parser(text, known)
    return parser.whole(parser.expression())


def parse_unary_tests(text: str, known: KnownNames) -> UnaryTests:
    """Return the tree of an input cell; raises FeelError."""
    parser = Parser(text, known)
    return parser.whole(parser.unary_tests())


def parse_type(text: str, known: KnownNames) -> TypeNode:
    """Return the tree of a type; raises FeelError."""
    parser = Parser(text, known)
    return parser.whole(parser.type())


class Parser(TextualParser):
    """Reads expressions."""

    def whole(self, tree: _Tree) -> _Tree:
        """Return the tree if it took the whole text."""
        if self.token.kind == NAME and self.tokens[self.index - 1].kind == NAME:
            self.fail("expected an operator or the end (a name of several words needs backticks)")
        if self.token.kind != END:
            self.fail("expected an operator or the end")
        return tree

    def expression(self, binding: int = 0) -> Node:
        """Read an expression of operators that bind more tightly than `binding`."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise FeelError(f"expected at most {MAX_NESTING} nested levels", self.token.start)
        left = self._prefix()
        while True:
            token = self.token
            power = _POWERS.get(token.text, 0) if token.kind in (NAME, SYMBOL) else 0
            if power <= binding:
                break
            self.index += 1
            left = self._infix(token.text, left, power)
        self.nesting -= 1
        return left

    def _infix(self, op: str, left: Node, power: int) -> Node:
        match op:
            case "and" | "or":
                return self._logic(op, left, power)
            case "in":
                return In(left, self.tests_of_in())
            case "between":
                low = self.expression(COMPARISON)
                self.expect("and")
                return Between(left, low, self.expression(COMPARISON))
            case "instance":
                self.expect("of")
                return InstanceOf(left, self.type())
            case _ if op in COMPARISONS:
                return Compare(op, left, self.expression(power))
            case _:
                return Arithmetic(op, left, self.expression(power))

    def _logic(self, op: str, left: Node, power: int) -> Node:
        operands = [left, self.expression(power)]
        while self.accept(op):
            operands.append(self.expression(power))
        return And(tuple(operands)) if op == "and" else Or(tuple(operands))

    def _prefix(self) -> Node:
        if self.accept("-"):
            operand = self.expression(_NEGATION)
            if isinstance(operand, Literal) and isinstance(operand.value, Decimal):
                return Literal(NUMBERS.minus(operand.value))
            return Negate(operand)
        return self.postfix(self._primary())

    def _primary(self) -> Node:
        token = self.token
        known = self.known.match(self.tokens, self.index) if token.kind == NAME else None
        if known:
            return Name(self.name("an expression"))
        if token.kind == QUOTED:
            return Name(self.name("an expression"))
        textual = self.textual()
        if textual is not None:
            return textual
        if token.kind == END:
            self.fail("expected an expression")
        self.index += 1
        match token.kind:
            case str(kind) if kind == NUMBER:
                return self.number(token)
            case str(kind) if kind == STRING:
                return Literal(token.text)
            case str(kind) if kind == AT:
                return self.at_literal(token)
            case str(kind) if kind == NAME and token.text in _CONSTANTS:
                return Literal(_CONSTANTS[token.text])
        match token.text:
            case "(":
                return self._parenthesis()
            case "[" | "]":
                return self.bracketed(open_start=token.text == "]")
            case "{":
                return self.context()
        self.index -= 1
        return Name(self.name("an expression"))

    def _parenthesis(self) -> Node:
        inner = self.unary_range() if self.sees(*COMPARISONS) else self.expression()
        if self.accept(".."):
            return self.range_from(inner, low_included=False)
        self.expect(")")
        return inner

    def postfix(self, base: Node) -> Node:
        """Read the paths, filters and calls that follow `base`."""
        while True:
            if self.accept("."):
                base = Path(base, self.name("the name of an entry or property"))
            elif self.sees("[") and self._starts_expression():
                self.index += 1
                base = Filter(base, self.expression())
                self.expect("]")
            elif self.sees("(") and not isinstance(base, Literal):
                self.index += 1
                base = self._call(base)
            else:
                return base

    def _starts_expression(self) -> bool:
        """Tell `x[1]` from the end of the range `]1..x[`."""
        token = self.tokens[self.index + 1]
        if token.kind in (NUMBER, STRING, AT, QUOTED):
            return True
        if token.kind == NAME:
            return token.text not in _NO_STARTS
        return token.text in _STARTS

    def _call(self, function: Node) -> Node:
        arguments: list[Node] = []
        names: list[str] = []
        while not self.accept(")"):
            name = self.name_until(":")
            if (name is None and names) or (name is not None and len(names) < len(arguments)):
                self.fail("expected all arguments with names or all without")
            if name is not None:
                self.expect(":")
                names.append(name)
            arguments.append(self.expression())
            if not self.sees(")"):
                self.expect(",")
                if self.sees(")"):
                    self.fail("expected an argument")
        if len(set(names)) < len(names):
            self.fail("expected each argument once")
        return Call(function, tuple(arguments), tuple(names))
