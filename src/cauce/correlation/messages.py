"""A message on its way, and the case that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

IsCase = Callable[[str], bool]
"""Tells whether a text is the key of a known case."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """A message that looks for its one receiver.

    `key` correlates; `case_key` is the case that a started instance joins, None where it opens one
    of its own; `origin` is the sender's case. `expires_at`: how long it is kept; None: until its
    case ends, without a case for good.
    """

    id: str
    name: str
    key: Any = None
    case_key: str | None = None
    origin: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    expires_at: datetime | None = None


def published(
    *,
    id: str,  # noqa: A002 - the field's name
    name: str,
    key: Any,
    case_key: str | None,
    variables: Mapping[str, Any],
    expires_at: datetime | None,
    is_case: IsCase,
) -> Message:
    """Make the message that somebody publishes from outside.

    The key alone correlates; without one, the case key is the key. A key that is a case's key
    counts as its case key.
    """
    if key is None:
        key = case_key
    elif case_key is None and isinstance(key, str) and is_case(key):
        case_key = key
    return Message(
        id=id,
        name=name,
        key=key,
        case_key=case_key,
        variables=variables,
        expires_at=expires_at,
    )


def thrown(
    *,
    id: str,  # noqa: A002 - the field's name
    name: str,
    key: Any,
    sender: str,
    new_case: bool,
    variables: Mapping[str, Any],
    expires_at: datetime | None,
    is_case: IsCase,
) -> Message:
    """Make the message that an instance of the case `sender` throws.

    The case travels along (the sender's, or the one whose key the message's key is), unless
    `new_case`. Without a key it stays without one.
    """
    case_key = None
    if not new_case:
        case_key = key if isinstance(key, str) and is_case(key) else sender
    return Message(
        id=id,
        name=name,
        key=key,
        case_key=case_key,
        origin=sender,
        variables=variables,
        expires_at=expires_at,
    )
