"""Expressions that begin with a keyword, and unary tests."""

from __future__ import annotations

from cauce.feel.parser.cursor import KEYWORDS
from cauce.feel.parser.literals import COMPARISON, COMPARISONS
from cauce.feel.parser.nodes import (
    For,
    FunctionLiteral,
    If,
    Iterator,
    Node,
    Parameter,
    Quantified,
    UnaryTests,
)
from cauce.feel.parser.tokens import END
from cauce.feel.parser.types import TypeParser


class TextualParser(TypeParser):
    """Reads `if`, `for`, `some`, `every`, `function`, and the tests of a cell."""

    def textual(self) -> Node | None:
        """Read the expression that a keyword opens, None where none does."""
        if self.accept("if"):
            condition = self.expression()
            self.expect("then")
            yes = self.expression()
            self.expect("else")
            return If(condition, yes, self.expression())
        if self.accept("for"):
            iterators = self._iterators()
            self.expect("return")
            self.known.add("partial")
            return For(iterators, self.expression())
        if self.sees("some", "every"):
            every = self.token.text == "every"
            self.index += 1
            iterators = self._iterators()
            self.expect("satisfies")
            return Quantified(every, iterators, self.expression())
        return self._function() if self.accept("function") else None

    def unary_tests(self) -> UnaryTests:
        """Read the tests of an input cell."""
        if self.sees("-") and self.tokens[self.index + 1].kind == END:
            self.index += 1
            return UnaryTests(())
        if self.sees("not") and self.follows("("):
            start = self.index
            self.index += 2
            tests = self._tests()
            if self.accept(")") and self.token.kind == END:
                return UnaryTests(tests, negated=True)
            self.index = start  # a call of not() inside a larger expression
        return UnaryTests(self._tests())

    def tests_of_in(self) -> tuple[Node, ...]:
        """Read what stands behind `in`: one test, or several in parentheses."""
        if not self.sees("("):
            return (self._test(COMPARISON),)
        self.index += 1
        first = self._test()
        if self.accept(".."):
            return (self.range_from(first, low_included=False),)
        if self.accept(")"):
            return (self.postfix(first),)
        self.expect(",")
        tests = self._tests()
        self.expect(")")
        return (first, *tests)

    def _tests(self) -> tuple[Node, ...]:
        tests = [self._test()]
        while self.accept(","):
            tests.append(self._test())
        return tuple(tests)

    def _test(self, binding: int = 0) -> Node:
        if self.sees(*COMPARISONS):
            return self.unary_range()
        return self.expression(binding)

    def _iterators(self) -> tuple[Iterator, ...]:
        iterators = [self._iterator()]
        while self.accept(","):
            iterators.append(self._iterator())
        return tuple(iterators)

    def _iterator(self) -> Iterator:
        name = self.name_until("in")
        if name is None or name in KEYWORDS:
            self.fail("expected a name and 'in'")
        self.known.add(name)
        self.expect("in")
        domain = self.expression()
        return Iterator(name, domain, self.expression() if self.accept("..") else None)

    def _function(self) -> Node:
        self.expect("(")
        parameters: list[Parameter] = []
        while not self.accept(")"):
            name = self.name_until(":", ",", ")")
            if name is None:
                self.fail("expected a parameter's name")
            self.known.add(name)
            parameters.append(Parameter(name, self.type() if self.accept(":") else None))
            if not self.sees(")"):
                self.expect(",")
        external = self.accept("external")
        return FunctionLiteral(tuple(parameters), self.expression(), external)
