"""On which line of a JSON text a value stands: `json` gives the values alone.

Only the texts of refused forms come here; they are JSON, as far as anybody asks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

Place = tuple[str | int, ...]
"""The way from the form as a whole to a value: `("components", 2, "key")`."""

_SIGN: Final = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


class Lines:
    """The lines of a text's values: of a member, the line of its name."""

    def __init__(self, source: bytes) -> None:
        self.text = source.decode("utf-8-sig", "replace")
        self.repeated: int | None = None
        """Where the first name stands that its object has already."""
        self._lines: dict[Place, int] = {}
        self._place = 0
        self._line = 1
        signs = self._signs()
        try:
            self._value(next(signs), (), signs)
        except (StopIteration, RecursionError):
            return  # it ends, or is no JSON, from there on

    def of(self, place: Place) -> int:
        """Give the line of a place, else of the nearest value around it."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def of_number(self, number: str) -> int:
        """Give the first line that a number is written on."""
        found = re.search(rf"(?<![^\s:,\[]){re.escape(number)}", self.text)
        return 1 if found is None else self.text.count("\n", 0, found.start()) + 1

    def _signs(self) -> Iterator[str]:
        for sign in _SIGN.finditer(self.text):
            self._line += self.text.count("\n", self._place, sign.start())
            self._place = sign.start()
            yield sign[0]

    def _value(self, sign: str, place: Place, signs: Iterator[str]) -> None:
        self._lines.setdefault(place, self._line)
        if sign == "{":
            self._members(place, signs)
        elif sign == "[":
            self._items(place, signs)

    def _members(self, place: Place, signs: Iterator[str]) -> None:
        while (sign := next(signs)) != "}":
            if sign.startswith('"'):
                inner = (*place, json.loads(sign, strict=False))
                if inner in self._lines and self.repeated is None:
                    self.repeated = self._line
                self._lines.setdefault(inner, self._line)
                next(signs)  # the colon
                self._value(next(signs), inner, signs)

    def _items(self, place: Place, signs: Iterator[str]) -> None:
        index = 0
        while (sign := next(signs)) != "]":
            if sign != ",":
                self._value(sign, (*place, index), signs)
                index += 1
