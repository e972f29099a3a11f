"""Literals, lists, contexts and ranges."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from cauce.feel.parser.cursor import Cursor
from cauce.feel.parser.nodes import (
    ContextLiteral,
    ListLiteral,
    Literal,
    Node,
    RangeLiteral,
    UnaryRange,
)
from cauce.feel.parser.tokens import STRING, Token
from cauce.feel.temporal.text import parse_date, parse_datetime, parse_duration, parse_time
from cauce.feel.values import NUMBERS

COMPARISONS: Final = ("=", "!=", "<", "<=", ">", ">=")

COMPARISON: Final = 30
"""How tightly a comparison binds its operands."""


class LiteralParser(Cursor):
    """Reads what stands for itself."""

    def number(self, token: Token) -> Node:
        """Read a number, rounded to the digits FEEL keeps; one too large for them is no number."""
        value = Decimal(token.text)
        if value.adjusted() > NUMBERS.Emax:
            self.index -= 1
            self.fail("expected a number below 1E+6145")
        return Literal(NUMBERS.plus(value))

    def at_literal(self, token: Token) -> Node:
        """Read `@"2024-01-01"`: whichever temporal value the text spells."""
        for parse in (parse_date, parse_time, parse_datetime, parse_duration):
            value = parse(token.text)
            if value is not None:
                return Literal(value)
        self.index -= 1
        return self.fail('expected a date, time, date and time or duration in @"…"')

    def bracketed(self, *, open_start: bool) -> Node:
        """Read what a square bracket opens: a list, or a range (`]` opens only ranges)."""
        if not open_start and self.accept("]"):
            return ListLiteral(())
        first = self.expression()
        if self.accept(".."):
            return self.range_from(first, low_included=not open_start)
        if open_start:
            self.fail("expected '..'")
        items = [first]
        while self.accept(","):
            items.append(self.expression())
        self.expect("]")
        return ListLiteral(tuple(items))

    def range_from(self, low: Node, *, low_included: bool) -> Node:
        """Read the rest of a range behind its dots."""
        high = self.expression()
        closing = self.token.text
        if not self.accept("]") and not self.accept(")") and not self.accept("["):
            self.fail("expected ']', ')' or '[' at the end of the range")
        return RangeLiteral(low, high, low_included, closing == "]")

    def unary_range(self) -> Node:
        """Read `< 5` and its kin."""
        op = self.token.text
        self.index += 1
        return UnaryRange(op, self.expression(COMPARISON))

    def context(self) -> Node:
        """Read `{key: value, …}`; each key is known to what follows it."""
        entries: list[tuple[str, Node]] = []
        seen: set[str] = set()
        if self.accept("}"):
            return ContextLiteral(())
        while True:
            key = self._key()
            if key in seen:
                self.fail(f"expected each key once, {key!r} is there before")
            seen.add(key)
            self.expect(":")
            self.known.add(key)
            entries.append((key, self.expression()))
            if not self.accept(","):
                break
        self.expect("}")
        return ContextLiteral(tuple(entries))

    def _key(self) -> str:
        token = self.token
        if token.kind == STRING:
            self.index += 1
            return token.text
        key = self.name_until(":")
        if key is None:
            self.fail("expected a key and ':'")
        return key
