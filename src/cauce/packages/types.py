"""The types that handlers and settings give their values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from cauce.feel import FeelDate, FeelDateTime, FeelDuration, FeelTime, YearsMonthsDuration

_NAMES: Final[Mapping[str, Callable[[object], bool]]] = {
    "any": lambda _: True,
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, Decimal),
    "boolean": lambda value: isinstance(value, bool),
    "date": lambda value: type(value) is dt.date or isinstance(value, FeelDate),
    "time": lambda value: isinstance(value, dt.time | FeelTime),
    "date and time": lambda value: isinstance(value, dt.datetime | FeelDateTime),
    "days and time duration": lambda value: isinstance(value, dt.timedelta | FeelDuration),
    "years and months duration": lambda value: isinstance(value, YearsMonthsDuration),
    "context": lambda value: isinstance(value, Mapping),
    "list": lambda value: isinstance(value, list),
}
_LIST: Final = re.compile(r"list<(?P<item>.+)>")

EXPECTED: Final = f"a type: {', '.join(_NAMES)}, list<…>, with ? at the end where it may be absent"


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueType:
    """A FEEL type by name; `item` is that of a list's items, `optional` allows null."""

    name: str
    item: ValueType | None = None
    optional: bool = False

    def __str__(self) -> str:
        """As it is written."""
        name = f"list<{self.item}>" if self.item is not None else self.name
        return f"{name}?" if self.optional else name

    def takes(self, value: object) -> bool:
        """Whether a FEEL value is of the type."""
        if value is None:
            return self.optional or self.name == "any"
        if not _NAMES[self.name](value):
            return False
        if self.item is None or not isinstance(value, list):
            return True
        return all(self.item.takes(entry) for entry in value)


def parse_type(source: str) -> ValueType | None:
    """Read a type, None where the text names none."""
    text = source.strip()
    optional = text.endswith("?")
    text = text.removesuffix("?").strip()
    if text in _NAMES:
        return ValueType(name=text, optional=optional)
    match = _LIST.fullmatch(text)
    item = parse_type(match["item"]) if match is not None else None
    return None if item is None else ValueType(name="list", item=item, optional=optional)
