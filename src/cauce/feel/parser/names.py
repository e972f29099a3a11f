"""Which names of several words an expression may use.

FEEL's names may hold blanks and symbols, and only the scope tells where one
ends: with `date`, `of birth` and `date of birth` known, the longest wins (DMN
1.5, 10.3.1.4).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from cauce.feel.parser.tokens import Token, words

if TYPE_CHECKING:
    from collections.abc import Iterable

Spelling: TypeAlias = tuple[tuple[str, bool], ...]

PROPERTIES: Final = frozenset(("time offset", "start included", "end included"))
"""Properties of values whose names have several words."""


class KnownNames:
    """Names of several tokens, found by their first one, longest first."""

    __slots__ = ("_by_first",)

    def __init__(self, names: Iterable[str] = (), base: KnownNames | None = None) -> None:
        self._by_first: dict[str, list[tuple[Spelling, str]]] = (
            {first: list(rest) for first, rest in base._by_first.items()} if base else {}
        )
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Make `name` known."""
        spelling = words(name)
        if len(spelling) < 2:
            return
        entries = self._by_first.setdefault(spelling[0][0], [])
        if (spelling, name) not in entries:
            entries.append((spelling, name))
            entries.sort(key=lambda entry: -len(entry[0]))

    def match(self, tokens: list[Token], index: int) -> tuple[str, int] | None:
        """Return the longest known name that begins at `index` and its number of tokens."""
        for spelling, name in self._by_first.get(tokens[index].text, ()):
            if _spells(spelling, tokens, index):
                return name, len(spelling)
        return None


def _spells(spelling: Spelling, tokens: list[Token], index: int) -> bool:
    if index + len(spelling) > len(tokens):
        return False
    for offset, (text, spaced) in enumerate(spelling):
        token = tokens[index + offset]
        if token.text != text or (offset and token.spaced != spaced):
            return False
    return True


@lru_cache(maxsize=256)
def known_names(names: frozenset[str], builtin: frozenset[str]) -> KnownNames:
    """Return the names of several words among `names`, the functions' and the properties'."""
    return KnownNames(names | builtin | PROPERTIES)
