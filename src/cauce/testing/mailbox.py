"""The messages that wait for a receiver, in the order they were thrown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from cauce.correlation import Message, is_over


class Mailbox:
    """Kept messages, oldest first."""

    def __init__(self) -> None:
        self._kept: list[Message] = []

    def __iter__(self) -> Iterator[Message]:
        return iter(tuple(self._kept))

    def __bool__(self) -> bool:
        return bool(self._kept)

    def keep(self, message: Message) -> None:
        """Keep a message, behind all others."""
        self._kept.append(message)

    def take(self, message: Message) -> None:
        """Take a message out: it has found its receiver."""
        self._kept.remove(message)

    def discard(self, now: datetime, case_ended: Callable[[str], bool]) -> None:
        """Throw away what is no longer to be kept."""
        self._kept = [m for m in self._kept if not is_over(m, now, case_ended=case_ended)]
