"""Public ids: UUID version 7, ordered by the time they were made (RFC 9562, 5.7)."""

from __future__ import annotations

import os
import time
from uuid import UUID

from cauce.runtime.errors import Refused

_VERSION = 0x7 << 76
_VARIANT = 0x2 << 62


def new_uid() -> UUID:
    """Make a UUIDv7: 48 bits of milliseconds, the rest at random."""
    chance = int.from_bytes(os.urandom(10), "big")
    high = (chance >> 62) & 0xFFF
    low = chance & 0x3FFFFFFFFFFFFFFF
    millis = (time.time_ns() // 1_000_000) & 0xFFFFFFFFFFFF
    return UUID(int=(millis << 80) | _VERSION | (high << 64) | _VARIANT | low)


def read_uid(given: object, what: str, code: str) -> UUID:
    """Read the public id of something. Raises Refused with the code for what is unknown."""
    if isinstance(given, UUID):
        return given
    try:
        return UUID(given)  # type: ignore[arg-type]  # what is no text is refused below
    except (ValueError, AttributeError, TypeError) as error:
        raise Refused(code, f"Expected the id of {what}, came {given!r}.") from error
