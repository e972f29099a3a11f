"""Values at the boundary: Python's become FEEL's, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cauce.feel import normalize
from cauce.runtime.errors import Refused


def normalized(data: Mapping[str, object] | None, what: str) -> dict[str, Any]:
    """Give data as FEEL values. Raises Refused: DATA_INVALID, naming what cannot be carried."""
    try:
        return {name: normalize(value) for name, value in (data or {}).items()}
    except TypeError as error:
        raise Refused("DATA_INVALID", f"In {what}: {error}") from error
