"""Journal entries: what goes into the hash that chains each to the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

EMPTY = b"\x00" * 32
"""What the first entry of an instance is chained to."""

SNAPSHOT_EVERY = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
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
        moment = self.recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
        parts: tuple[Any, ...] = (
            self.organisation, self.instance, self.seq, self.definition, moment, self.actor,
            self.command, self.events, self.snapshot, self.state_digest, self.previous,
        )  # fmt: skip
        return sha256(b"".join(map(_framed, parts))).digest()


def _framed(part: Any) -> bytes:
    """Give a part with its length before it, so that no two lists of parts look the same."""
    if part is None:
        return b"-"
    data = part if type(part) is bytes else str(part).encode()
    return b"%d:" % len(data) + data


def state_digest(state: bytes) -> bytes:
    """Give the digest of an encoded state."""
    return sha256(state).digest()
