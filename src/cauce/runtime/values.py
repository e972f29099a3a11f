"""Values at the boundary: Python's become FEEL's, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from cauce.feel import normalize
from cauce.runtime.errors import Refused
from cauce.runtime.texts import unwritable


def normalized(data: Mapping[str, object] | None, what: str) -> dict[str, Any]:
    """Give data as FEEL values. Raises Refused: DATA_INVALID, naming what cannot be carried."""
    values = as_feel(data, what)
    places = unwritable(values)
    if places:
        raise Refused(
            "DATA_INVALID",
            f"In {what}: expected texts, came characters in {places[0]!r} that no text has: NUL, "
            "or half of a surrogate pair. Leave them out.",
        )
    return values


def as_feel(data: Mapping[str, object] | None, what: str) -> dict[str, Any]:
    """Give data as FEEL values, whose texts may be unwritable. Raises Refused: DATA_INVALID."""
    if data is None:
        return {}
    if not isinstance(data, Mapping):
        came = type(data).__qualname__
        raise Refused("DATA_INVALID", f"In {what}: expected values by name, came {came}.")
    try:
        return cast("dict[str, Any]", normalize(data))
    except TypeError as error:
        raise Refused("DATA_INVALID", f"In {what}: {error}") from error
