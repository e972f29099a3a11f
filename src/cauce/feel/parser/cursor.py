"""A place in the tokens of an expression, and what each part of the grammar asks of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Final, NoReturn

from cauce.feel.errors import FeelError
from cauce.feel.parser.names import KnownNames
from cauce.feel.parser.tokens import END, NAME, NUMBER, QUOTED, SYMBOL, Token, squeeze, tokenize

if TYPE_CHECKING:
    from cauce.feel.parser.nodes import Node

MAX_NESTING: Final = 80
"""Levels of brackets and keywords inside one another."""

KEYWORDS: Final = frozenset(
    (
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or",
        "between", "instance", "of", "function", "external", "true", "false", "null",
    )
)  # fmt: skip
_NAME_SYMBOLS: Final = frozenset((".", "/", "-", "'", "’", "+", "*"))


class Cursor(ABC):
    """The tokens of a text and the index of the one to read next."""

    def __init__(self, text: str, known: KnownNames) -> None:
        self.text = text
        self.tokens = tokenize(text)
        self.index = 0
        self.nesting = 0
        self.known = KnownNames(base=known)

    @property
    def token(self) -> Token:
        """The token to read next."""
        return self.tokens[self.index]

    @abstractmethod
    def expression(self, binding: int = 0) -> Node:
        """Read an expression; the grammar's last class says how."""

    @abstractmethod
    def postfix(self, base: Node) -> Node:
        """Read the paths, filters and calls that follow `base`; the last class says how."""

    def sees(self, *texts: str) -> bool:
        """Tell whether the next token is one of these symbols or keywords."""
        token = self.tokens[self.index]
        return token.text in texts and token.kind in (NAME, SYMBOL)

    def follows(self, text: str, offset: int = 1) -> bool:
        """Tell whether the token `offset` places ahead is this symbol or keyword."""
        index = self.index + offset
        return index < len(self.tokens) and self.tokens[index].text == text

    def accept(self, text: str) -> bool:
        """Read this symbol or keyword if it is next."""
        if self.sees(text):
            self.index += 1
            return True
        return False

    def expect(self, *texts: str) -> None:
        """Read these symbols or keywords, or fail."""
        for text in texts:
            if not self.accept(text):
                self.fail(f"expected {text!r}")

    def fail(self, expected: str) -> NoReturn:
        """Raise a FeelError that names what was expected here and what came."""
        token = self.token
        came = "the end" if token.kind == END else repr(self.text[token.start : token.end])
        raise FeelError(f"{expected}, came {came}", token.start)

    def name(self, what: str) -> str:
        """Read one name: a known one of several words, or a single word."""
        token = self.token
        if token.kind == QUOTED:
            self.index += 1
            return token.text
        found = self.known.match(self.tokens, self.index)
        if found:
            self.index += found[1]
            return found[0]
        if token.kind != NAME or token.text in KEYWORDS:
            self.fail(f"expected {what}")
        self.index += 1
        return token.text

    def name_until(self, *ends: str) -> str | None:
        """Read a name being declared: everything up to one of `ends`, None if it is no name."""
        start = index = self.index
        if self.tokens[start].kind == QUOTED:
            found = self.tokens[start + 1].text in ends
            self.index += found
            return self.tokens[start].text if found else None
        while self._name_part(index, first=index == start, ends=ends):
            index += 1
        if index == start or self.tokens[index].text not in ends:
            return None
        self.index = index
        return squeeze(self.text[self.tokens[start].start : self.tokens[index - 1].end])

    def _name_part(self, index: int, *, first: bool, ends: tuple[str, ...]) -> bool:
        token = self.tokens[index]
        if token.kind == NAME:
            return token.text not in ends
        if first:
            return False
        return token.kind == NUMBER or (token.kind == SYMBOL and token.text in _NAME_SYMBOLS)
