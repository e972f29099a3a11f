"""Journal entries: what goes into the hash that chains each to the one before."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from msgspec import msgpack

from cauce.feel import plain

EMPTY = b"\x00" * 32
"""What the first entry of an instance is chained to."""

SNAPSHOT_EVERY = 500

_encode = msgpack.Encoder(enc_hook=plain).encode
"""In msgpack no two lists of columns look the same; an aware moment is the instant that it is."""


class Entry(NamedTuple):
    """One entry, as its table has it; `instance` and `organisation` by their keys."""

    organisation: int
    instance: int
    seq: int
    definition: int
    recorded_at: datetime
    actor: str | None
    command: bytes
    events: bytes
    snapshot: bytes | None
    state_digest: bytes
    previous: bytes

    def digest(self) -> bytes:
        """Give the hash over every column and the hash of the entry before."""
        return sha256(_encode(self)).digest()


def state_digest(state: bytes) -> bytes:
    """Give the digest of an encoded state."""
    return sha256(state).digest()
