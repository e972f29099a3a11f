"""Texts from outside: what every database keeps alike, and no longer than what they are for.

PostgreSQL's texts have no NUL, UTF-8 has no half of a surrogate pair, and what an index finds fits
into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cauce.engine.expressions import LONGEST_NAME
from cauce.runtime.errors import Refused

LONGEST_LOGIN = 150
LONGEST_ORGANISATION = 63
LONGEST_TEXT = 10_000
"""Characters of what somebody writes beside a form: a reason, what a client is asked."""


def check_names(most: int = LONGEST_NAME, /, **given: object) -> None:
    """Hold names and keys to be writable texts, and short. Raises Refused: DATA_INVALID."""
    for what, text in given.items():
        if text is not None:
            _check(what, text, most)


def check_present(**given: object) -> None:
    """Hold what something is named to be there. Raises Refused: NAME_MISSING."""
    for what, text in given.items():
        if text is None or (isinstance(text, str) and not text.strip()):
            raise Refused("NAME_MISSING", f"Expected the name of the {what}, came an empty one.")


def check_texts(**given: object) -> None:
    """Hold what somebody wrote to be writable and not too long. Raises Refused: DATA_INVALID."""
    check_names(LONGEST_TEXT, **given)


def unwritable(values: dict[str, Any]) -> list[str]:
    """Give the places of texts that cannot be written, such as `client.name` or `items[2].note`."""
    return [
        place
        for name, value in values.items()
        if not (is_writable(name) and is_writable(value))
        for place in _places(name, value)
    ]


def is_writable(value: Any) -> bool:
    """Tell whether the texts of a FEEL value can be written."""
    kind = type(value)
    if kind is str:
        return "\0" not in value and (value.isascii() or _is_utf_8(value))
    if kind is dict:
        return all(is_writable(name) and is_writable(item) for name, item in value.items())
    return kind is not list or all(map(is_writable, value))


def _check(what: str, text: object, most: int) -> None:
    name = what.replace("_", " ")
    if not isinstance(text, str):
        raise Refused(
            "DATA_INVALID", f"Expected a text as the {name}, came {type(text).__qualname__}."
        )
    if len(text) > most:
        raise Refused(
            "DATA_INVALID",
            f"Expected at most {most} characters as the {name}, came {len(text)}. Shorten it.",
        )
    if not is_writable(str.__str__(text)):
        raise Refused(
            "DATA_INVALID",
            f"Expected a text as the {name}, came characters that no text has: NUL, or half of a "
            "surrogate pair. Leave them out.",
        )


def _places(place: str, value: Any) -> Iterator[str]:
    """Give the innermost places; that of a name that cannot be written is its own."""
    if isinstance(value, dict) and is_writable(place):
        for name, item in value.items():
            if not (is_writable(name) and is_writable(item)):
                yield from _places(f"{place}.{name}", item)
    elif isinstance(value, list) and is_writable(place):
        for index, item in enumerate(value):
            if not is_writable(item):
                yield from _places(f"{place}[{index}]", item)
    else:
        yield place


def _is_utf_8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
