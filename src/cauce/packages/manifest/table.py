"""Typed reading of a TOML table: each key asked for once, every other one a problem."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cauce.packages.model import Text

if TYPE_CHECKING:
    from cauce.packages.errors import Problems

_MAX_EXPONENT: Final = 300
_AT_LINE: Final = re.compile(r"at line (\d+)")


class Table:
    """A table of a TOML file; `path` leads to it, `english` translates its texts.

    Getters give None (or nothing) where a key is absent or not usable; what is not usable, and
    what is required and absent, is noted as a problem. `close` notes the keys nobody asked for.
    """

    def __init__(
        self,
        values: Mapping[str, object],
        path: str,
        problems: Problems,
        english: Mapping[str, str],
    ) -> None:
        self.values = values
        self.path = path
        self.problems = problems
        self.english = english
        self._asked: set[str] = set()

    def key(self, name: str) -> str:
        """The path of a key, as problems name it."""
        return f"{self.path}.{name}" if self.path else name

    def raw(self, name: str) -> object:
        """The value as TOML gives it, None where absent."""
        self._asked.add(name)
        return self.values.get(name)

    def string(self, name: str, *, required: bool = False) -> str | None:
        """A string that is not empty."""
        value = self.raw(name)
        if (value is None and not required) or (isinstance(value, str) and value.strip()):
            return value
        self.problems.add(self.key(name), "a text", value)
        return None

    def boolean(self, name: str) -> bool:
        """True or false, false where absent."""
        value = self.raw(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.problems.add(self.key(name), "true or false", value)
        return False

    def integer(self, name: str) -> int | None:
        """A whole number that has to be there."""
        value = self.raw(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.problems.add(self.key(name), "a whole number", value)
        return None

    def text(self, name: str, *, required: bool = False) -> Text | None:
        """A text: a Spanish string, or a table of `es` and `en`."""
        value = self.raw(name)
        if isinstance(value, Mapping):
            inner = self._inner(value, self.key(name))
            spanish, english = inner.string("es", required=True), inner.string("en")
            inner.close()
        else:
            spanish, english = self.string(name, required=required), None
        if spanish is None:
            return None
        return Text(es=spanish, en=english or self.english.get(spanish))

    def table(self, name: str) -> Table:
        """A table inside, empty where absent."""
        value = self.raw(name)
        if value is not None and not isinstance(value, Mapping):
            self.problems.add(self.key(name), "a table", value)
        return self._inner(value if isinstance(value, Mapping) else {}, self.key(name))

    def tables(self) -> Iterator[tuple[str, Table]]:
        """The tables that this table consists of, by key."""
        for name in self.values:
            yield name, self.table(name)

    def array(self, name: str) -> Iterator[Table]:
        """The tables of an array, in order."""
        value = self.raw(name)
        if value is None:
            return
        if not isinstance(value, list):
            self.problems.add(self.key(name), f"tables written [[{self.key(name)}]]", value)
            return
        for index, entry in enumerate(value):
            path = f"{self.key(name)}[{index}]"
            if isinstance(entry, Mapping):
                yield self._inner(entry, path)
            else:
                self.problems.add(path, "a table", entry)

    def close(self) -> None:
        """Note the keys that nobody asked for."""
        for name in sorted(self.values.keys() - self._asked):
            known = ", ".join(sorted(self._asked))
            self.problems.note(self.key(name), f"one of the keys {known}", f"the key {name!r}")

    def _inner(self, values: Mapping[str, object], path: str) -> Table:
        return Table(values, path, self.problems, self.english)


def parse_toml(
    source: bytes, problems: Problems, english: Mapping[str, str] = MappingProxyType({})
) -> Table:
    """The top table of a TOML file, empty, with a problem noted, where it is none."""
    values: dict[str, object] = {}
    try:
        values = tomllib.loads(source.decode("utf-8"), parse_float=_number)
    except ValueError as error:
        problems.note("", "TOML in UTF-8", str(error), _line_of_error(source, error))
    return Table(values, "", problems, english)


def _line_of_error(source: bytes, error: ValueError) -> int | None:
    if isinstance(error, UnicodeDecodeError):
        return source.count(b"\n", 0, error.start) + 1
    told = _AT_LINE.search(str(error))
    if told is not None:
        return int(told[1])
    return source.count(b"\n") + 1 if "end of document" in str(error) else None


def _number(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"{text} is not a number that can be computed with") from error
    if not value.is_finite() or abs(value.adjusted()) > _MAX_EXPONENT:
        raise ValueError(f"{text} is not a number that can be computed with")
    return value
