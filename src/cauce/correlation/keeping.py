"""How long a message without receiver is kept, and what orders the messages that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cauce.correlation.keys import key_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cauce.correlation.messages import Message


def is_over(message: Message, now: datetime, *, case_ended: Callable[[str], bool]) -> bool:
    """Tell whether a message is no longer to be kept.

    With a time to live: when that is over. Without: when its case has ended; a message without a
    case is kept for good.
    """
    if message.expires_at is not None:
        return message.expires_at <= now
    return message.case_key is not None and case_ended(message.case_key)


def lane(message: Message) -> str | None:
    """Name what orders a message: its sender's case, else its own case, else its key.

    One lane delivers in the order thrown, whatever the names: two messages of one sender never
    overtake each other. None: nothing orders it.
    """
    return message.origin or message.case_key or key_text(message.key)
