"""Values at the boundary: Python's become FEEL's, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.feel import normalize
from cauce.runtime.errors import Refused


def normalized(data: Mapping[str, object] | None, what: str) -> dict[str, Any]:
    """Give data as FEEL values. Raises Refused: DATA_INVALID, naming what cannot be carried."""
    try:
        values = {name: normalize(value) for name, value in (data or {}).items()}
    except TypeError as error:
        raise Refused("DATA_INVALID", f"In {what}: {error}") from error
    for name, value in values.items():
        if not (_is_writable(name) and _is_writable(value)):
            raise Refused(
                "DATA_INVALID",
                f"In {what}: expected texts, came characters in {name!r} that no text has: NUL, or "
                "half of a surrogate pair. Leave them out.",
            )
    return values


def _is_writable(value: Any) -> bool:
    """Tell whether texts can be written: PostgreSQL's have no NUL, UTF-8 has no half pairs."""
    kind = type(value)
    if kind is str:
        return "\0" not in value and (value.isascii() or _is_utf_8(value))
    if kind is dict:
        return all(_is_writable(name) and _is_writable(item) for name, item in value.items())
    return kind is not list or all(map(_is_writable, value))


def _is_utf_8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
