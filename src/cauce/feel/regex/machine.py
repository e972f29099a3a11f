"""Matching: a pattern becomes a small program, run over the text with backtracking.

Unless the pattern refers back to a group, whether a state can succeed at a
position does not depend on the way there. So each pair of state and position is
tried once, which bounds the time and ends loops that take nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

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
from cauce.feel.regex.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from cauce.feel.regex.nodes import CharTest

MAX_PROGRAM: Final = 5_000
"""Instructions of one program; `{n,m}` repeats those of its part."""

_FLAGS: Final = frozenset("smixq")
_STEPS_PER_CHARGE: Final = 64

CHAR, SPLIT, JUMP, SAVE, START, END, BACK, DONE = range(8)

_Instruction = tuple[int, "CharTest | None", int, int]
"""What to do, the test of a character, and two numbers: targets, or a group's place."""


@dataclass(frozen=True, slots=True)
class Match:
    """A match: where it starts and ends, and the text of each group, None if it took no part.

    Group 0 is the whole match.
    """

    start: int
    end: int
    groups: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Regex:
    """A compiled pattern."""

    program: tuple[_Instruction, ...]
    groups: int
    refers_back: bool
    flags: frozenset[str]

    def search(self, text: str, start: int, charge: Callable[[int], None]) -> Match | None:
        """Return the first match at or behind `start`.

        `charge(steps)` is told the steps taken and may raise to end the search.
        """
        failed: set[int] | None = None if self.refers_back else set()
        for begin in range(start, len(text) + 1):
            saved = self._run(text, begin, failed, charge)
            if saved is not None:
                spans = zip(saved[::2], saved[1::2], strict=True)
                groups = tuple(None if b < 0 else text[a:b] for a, b in spans)
                return Match(saved[0], saved[1], groups)
        return None

    def _run(  # noqa: PLR0912 - one branch per instruction
        self, text: str, begin: int, failed: set[int] | None, charge: Callable[[int], None]
    ) -> tuple[int, ...] | None:
        program, width = self.program, len(text) + 1
        waiting = [(0, begin, (-1,) * (2 * self.groups + 2))]
        steps = 0
        charge(1)
        while waiting:
            pc, at, saved = waiting.pop()
            while True:
                steps += 1
                if steps % _STEPS_PER_CHARGE == 0:
                    charge(_STEPS_PER_CHARGE)
                if failed is not None:
                    state = pc * width + at
                    if state in failed:
                        break
                    failed.add(state)
                op, test, first, second = program[pc]
                if op == CHAR:
                    if at >= len(text) or test is None or not test(text[at]):
                        break
                    at += 1
                    pc += 1
                elif op == SPLIT:
                    waiting.append((second, at, saved))
                    pc = first
                elif op == JUMP:
                    pc = first
                elif op == SAVE:
                    saved = (*saved[:first], at, *saved[first + 1 :])
                    pc += 1
                elif op == DONE:
                    return saved
                else:
                    moved = self._assert(op, text, at, saved, first)
                    if moved < 0:
                        break
                    at += moved
                    pc += 1
        return None

    def _assert(self, op: int, text: str, at: int, saved: tuple[int, ...], group: int) -> int:
        """Return how many characters the instruction takes, -1 where it does not hold."""
        lines = "m" in self.flags
        if op == START:
            return 0 if at == 0 or (lines and text[at - 1] == "\n" and at < len(text)) else -1
        if op == END:
            return 0 if at == len(text) or (lines and text[at] == "\n") else -1
        again = text[saved[2 * group] : saved[2 * group + 1]] if saved[2 * group + 1] >= 0 else ""
        there = text[at : at + len(again)]
        same = there.lower() == again.lower() if "i" in self.flags else there == again
        return len(again) if same else -1


@lru_cache(maxsize=512)
def compile_regex(pattern: str, flags: str) -> Regex:
    """Return the compiled pattern; raises RegexError."""
    wanted = frozenset(flags)
    if not wanted <= _FLAGS:
        raise RegexError(f"expected flags among s, m, i, x and q, came {flags!r}")
    tree, groups = parse(pattern, wanted)
    writer = _Writer()
    writer.write(Group(tree, 0))
    writer.put(DONE)
    return Regex(tuple(writer.program), groups, writer.refers_back, wanted)


class _Writer:
    def __init__(self) -> None:
        self.program: list[_Instruction] = []
        self.refers_back = False

    def put(self, op: int, first: int = 0, second: int = 0, test: CharTest | None = None) -> int:
        if len(self.program) >= MAX_PROGRAM:
            raise RegexError(f"the pattern needs more than {MAX_PROGRAM} instructions")
        self.program.append((op, test, first, second))
        return len(self.program) - 1

    def write(self, node: Node) -> None:
        match node:
            case Char(test):
                self.put(CHAR, test=test)
            case Start():
                self.put(START)
            case End():
                self.put(END)
            case Back(group):
                self.refers_back = True
                self.put(BACK, group)
            case Sequence(parts):
                for part in parts:
                    self.write(part)
            case Choice(branches):
                self._choice(branches)
            case Group(part, number):
                self.put(SAVE, 2 * number)
                self.write(part)
                self.put(SAVE, 2 * number + 1)
            case Repeat():
                self._repeat(node)

    def _choice(self, branches: tuple[Node, ...]) -> None:
        ends: list[int] = []
        for branch in branches[:-1]:
            split = self.put(SPLIT)
            self.write(branch)
            ends.append(self.put(JUMP))
            self._aim(split, split + 1, len(self.program))
        self.write(branches[-1])
        for end in ends:
            self._aim(end, len(self.program))

    def _repeat(self, node: Repeat) -> None:
        for _ in range(node.least):
            self.write(node.part)
        if node.most is None:
            loop = self.put(SPLIT)
            self.write(node.part)
            self.put(JUMP, loop)
            self._branch(loop, len(self.program), greedy=node.greedy)
            return
        splits: list[int] = []
        for _ in range(node.most - node.least):
            splits.append(self.put(SPLIT))
            self.write(node.part)
        for split in splits:
            self._branch(split, len(self.program), greedy=node.greedy)

    def _branch(self, split: int, behind: int, *, greedy: bool) -> None:
        inside = split + 1
        self._aim(split, *((inside, behind) if greedy else (behind, inside)))

    def _aim(self, index: int, first: int, second: int = 0) -> None:
        op, test, _, _ = self.program[index]
        self.program[index] = (op, test, first, second)
