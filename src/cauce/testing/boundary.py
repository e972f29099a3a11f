"""Values on their way in: as FEEL holds them, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.engine.problems import Refused
from cauce.feel import normalize


def value(given: object, what: str) -> Any:
    """Give a value as FEEL holds it. Raises Refused with INVALID_VALUE."""
    try:
        return normalize(given)
    except TypeError as error:
        raise Refused("INVALID_VALUE", f"{what}: {error}") from error


def context(given: Mapping[str, object] | None, what: str) -> dict[str, Any]:
    """Give variables by name as FEEL holds them; None is none. Raises Refused."""
    values = value({} if given is None else given, what)
    if not isinstance(values, dict):
        raise Refused("INVALID_VALUE", f"{what}: expected a dict of values by name, came {given!r}")
    return values
