"""Reading a pattern (XML Schema regular expressions with the additions of XPath)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cauce.feel.regex import classes
from cauce.feel.regex.nodes import (
    Back,
    Char,
    Choice,
    End,
    Group,
    Node,
    RegexError,
    Repeat,
    Sequence,
    Start,
)

if TYPE_CHECKING:
    from cauce.feel.regex.nodes import CharTest

MAX_PATTERN: Final = 2_000
"""Characters in a pattern."""

MAX_GROUPS: Final = 50
"""Levels of groups inside one another."""

_SINGLE: Final = {"n": "\n", "r": "\r", "t": "\t"} | {c: c for c in "\\|.?*+(){}-[]^$"}
_SPECIAL: Final = frozenset("?*+{}()|[]")


def parse(pattern: str, flags: frozenset[str]) -> tuple[Node, int]:
    """Return the tree of a pattern and its number of groups; raises RegexError."""
    if len(pattern) > MAX_PATTERN:
        raise RegexError(f"expected a pattern of at most {MAX_PATTERN} characters")
    parser = _Parser(pattern, flags)
    tree = parser.literal() if "q" in flags else parser.choice()
    if parser.index < len(parser.pattern):
        raise RegexError(f"a {parser.pattern[parser.index]!r} of the pattern opens nowhere")
    return tree, parser.groups


class _Parser:
    def __init__(self, pattern: str, flags: frozenset[str]) -> None:
        self.pattern = _squeezed(pattern) if "x" in flags and "q" not in flags else pattern
        self.index = 0
        self.groups = 0
        self.closed: set[int] = set()
        self.depth = 0
        self._ignore_case = "i" in flags
        self._dot = classes.anything if "s" in flags else classes.not_newline

    def peek(self) -> str:
        return self.pattern[self.index : self.index + 1]

    def take(self) -> str:
        char = self.peek()
        if not char:
            raise RegexError("the pattern ends too early")
        self.index += 1
        return char

    def accept(self, text: str) -> bool:
        found = self.pattern.startswith(text, self.index)
        self.index += len(text) * found
        return found

    def literal(self) -> Node:
        self.index = len(self.pattern)
        return Sequence(tuple(self._char(classes.single(c)) for c in self.pattern))

    def choice(self) -> Node:
        branches = [self.branch()]
        while self.accept("|"):
            branches.append(self.branch())
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def branch(self) -> Node:
        parts: list[Node] = []
        while self.peek() and self.peek() not in "|)":
            parts.append(self.quantified(self.atom()))
        return Sequence(tuple(parts))

    def atom(self) -> Node:
        char = self.take()
        match char:
            case "(":
                return self.group()
            case "[":
                return self._char(self.bracket())
            case ".":
                return Char(self._dot)
            case "^":
                return Start()
            case "$":
                return End()
            case "\\":
                return self.escape()
        if char in _SPECIAL:
            raise RegexError(f"a {char!r} of the pattern has nothing before it")
        return self._char(classes.single(char))

    def group(self) -> Node:
        self.depth += 1
        if self.depth > MAX_GROUPS:
            raise RegexError(f"expected at most {MAX_GROUPS} groups inside one another")
        number = 0
        if not self.accept("?:"):
            self.groups += 1
            number = self.groups
        part = self.choice()
        if not self.accept(")"):
            raise RegexError("expected ')' at the end of a group")
        self.depth -= 1
        self.closed.add(number)
        return Group(part, number) if number else part

    def escape(self) -> Node:
        if self.peek().isdigit():
            return self.back_reference()
        return self._char(self.class_escape())

    def back_reference(self) -> Node:
        digits = self.take()
        while self.peek().isdigit() and int(digits + self.peek()) <= self.groups:
            digits += self.take()
        if int(digits) not in self.closed:
            raise RegexError(f"\\{digits} refers to no group before it")
        return Back(int(digits))

    def class_escape(self) -> CharTest:
        char = self.take()
        if char in classes.ESCAPES:
            return classes.ESCAPES[char]
        if char in "pP" and self.accept("{"):
            end = self.pattern.find("}", self.index)
            if end < 0:
                raise RegexError("expected '}' behind the name of a class of characters")
            test = classes.named(self.pattern[self.index : end])
            self.index = end + 1
            return classes.negated(test) if char == "P" else test
        if char not in _SINGLE:
            raise RegexError(f"there is no escape \\{char}")
        return classes.single(_SINGLE[char])

    def bracket(self) -> CharTest:
        negative = self.accept("^")
        tests: list[CharTest] = []
        without: CharTest | None = None
        while not self.accept("]"):
            if tests and self.accept("-["):
                without = self.bracket()
                if self.peek() != "]":
                    raise RegexError("expected ']' behind the class taken away")
                continue
            tests.append(self.range())
        if not tests:
            raise RegexError("expected at least one character between '[' and ']'")
        test = self._folded(classes.any_of(tests))
        if negative:
            test = classes.negated(test)
        return test if without is None else classes.both(test, classes.negated(without))

    def range(self) -> CharTest:
        first = self.take()
        if first == "[":
            raise RegexError("expected '\\[' inside brackets, came '['")
        if first == "\\":
            if self.peek() not in _SINGLE:
                return self.class_escape()
            first = _SINGLE[self.take()]
        if self.peek() != "-" or self.pattern[self.index + 1 : self.index + 2] in ("]", "["):
            return classes.single(first)
        self.index += 1
        last = self.take()
        if last == "\\":
            last = _SINGLE.get(self.take(), "")
        return classes.span(first, last)

    def quantified(self, atom: Node) -> Node:
        char = self.peek()
        if not char or char not in "?*+{":
            return atom
        self.index += 1
        bounds = {"?": (0, 1), "*": (0, None), "+": (1, None)}.get(char) or self.bounds()
        greedy = not self.accept("?")
        if self.peek() and self.peek() in "?*+{":
            raise RegexError("expected one quantifier, came two")
        return Repeat(atom, bounds[0], bounds[1], greedy)

    def bounds(self) -> tuple[int, int | None]:
        end = self.pattern.find("}", self.index)
        low, comma, high = self.pattern[self.index : max(end, self.index)].partition(",")
        if end < 0 or not low.isdecimal() or not (high.isdecimal() or not high):
            raise RegexError("expected {n}, {n,} or {n,m}")
        self.index = end + 1
        most = int(low) if not comma else (int(high) if high else None)
        if most is not None and most < int(low):
            raise RegexError(f"expected a quantifier upwards, came {{{low},{high}}}")
        return int(low), most

    def _folded(self, test: CharTest) -> CharTest:
        return classes.ignoring_case(test) if self._ignore_case else test

    def _char(self, test: CharTest) -> Node:
        return Char(self._folded(test))


def _squeezed(pattern: str) -> str:
    """Take the space out of a pattern with the flag x, but for that between brackets."""
    kept: list[str] = []
    depth, escaped = 0, False
    for char in pattern:
        if not escaped:
            depth += (char == "[") - (char == "]")
        if depth or char not in " \t\n\r":
            kept.append(char)
            escaped = char == "\\" and not escaped
    return "".join(kept)
