"""Who hears a signal: everybody who listens, or everybody who listens with its key."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cauce.correlation.keys import same_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cauce.feel import Expression


@dataclass(frozen=True, kw_only=True, slots=True)
class Signal:
    """A signal; `key` None: for all who listen to its name. `origin`: the sender's case."""

    name: str
    key: Any = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    origin: str | None = None


def hears(signal: Signal, name: str, correlation: Any) -> bool:
    """Tell whether a catch with that name and key hears the signal."""
    if name != signal.name:
        return False
    return signal.key is None or same_key(signal.key, correlation)


def starts_by(signal: Signal, name: str, correlation: Expression | None, now: datetime) -> bool:
    """Tell whether a signal starts at an event of that name, whose key is over its variables."""
    key = None
    if correlation is not None and signal.key is not None:
        key = correlation.evaluate(dict(signal.variables), now=now)
    return hears(signal, name, key)
