"""On which line of a TOML file a key stands: `tomllib` gives the values alone.

The text has been parsed before, or is about to be refused: here it is only cut into statements.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Final

_TOKEN: Final = re.compile(
    r'(?P<text>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>#[^\n]*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<line>\n)",
    re.DOTALL,
)
_KEY: Final = re.compile(r'\s*("(?:\\.|[^"\\])*"|\'[^\']*\'|[\w-]+)\s*(\.?)', re.ASCII)


def line_of(source: bytes, key: str) -> int:
    """Give the line of a key (`phases[0].name`), else of the nearest table around it, else 1.

    Names with dots stand in a key as they are; the tables of an array go by number or by `id`.
    """
    lines = _lines(source)
    while key and key not in lines:
        key = key[: max(key.rfind("."), key.rfind("["), 0)]
    return lines.get(key, 1)


@lru_cache(maxsize=4)
def _lines(source: bytes) -> Mapping[str, int]:
    reader = _Reader()
    for line, statement in _statements(source.decode("utf-8", "replace") + "\n"):
        if statement.startswith("["):
            reader.table(statement, line)
        else:
            reader.value(statement, line)
    return reader.lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Cut the text at the ends of lines that no string, array or inline table goes over."""
    begin = depth = 0
    line = 1
    for token in _TOKEN.finditer(text):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if token.lastgroup == "line" and depth <= 0:
            statement = text[begin : token.start()]
            if statement.strip() and not statement.lstrip().startswith("#"):
                yield line, statement.strip()
            line += statement.count("\n") + 1
            begin = token.end()


def _keys(text: str) -> list[str]:
    found: list[str] = []
    place = 0
    while match := _KEY.match(text, place):
        name, more = match.groups()
        found.append(_unquoted(name))
        if not more:
            break
        place = match.end()
    return found


def _unquoted(name: str) -> str:
    if name[0] not in "\"'":
        return name
    try:
        return str(tomllib.loads(f"k = {name}")["k"])
    except tomllib.TOMLDecodeError:
        return name


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


class _Reader:
    """Keeps the table that statements stand in, under all the names that it goes by."""

    def __init__(self) -> None:
        self.lines: dict[str, int] = {}
        self._arrays: dict[str, int] = {}
        self._tables = [""]
        self._begin = 1

    def table(self, statement: str, line: int) -> None:
        """Enter `[a.b]`, or the next `[[a.b]]`."""
        is_array = statement.startswith("[[")
        names = _keys(statement.lstrip("["))
        path = ""
        for place, name in enumerate(names, 1):
            path = _join(path, name)
            self.lines.setdefault(path, line)
            if is_array and place == len(names):
                self._arrays[path] = self._arrays.get(path, -1) + 1
            if path in self._arrays:
                path = f"{path}[{self._arrays[path]}]"
                self.lines.setdefault(path, line)
        self._tables, self._begin = [path], line

    def value(self, statement: str, line: int) -> None:
        """Take in `a.b = …`."""
        names = _keys(statement)
        if names == ["id"] and self._tables[0].endswith("]"):
            self._name_table(statement)
        for table in self._tables:
            for path in accumulate(names, _join, initial=table):
                self.lines.setdefault(path, line)

    def _name_table(self, statement: str) -> None:
        try:
            name = tomllib.loads(statement)["id"]
        except tomllib.TOMLDecodeError:
            return
        self._tables.append(f"{self._tables[0].rpartition('[')[0]}[{name}]")
        self.lines.setdefault(self._tables[-1], self._begin)
