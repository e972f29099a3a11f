"""Who hears a signal: everybody who listens, or everybody who listens with its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cauce.correlation.keys import same_key
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


def starts_by(
    signal: Signal, name: str, correlation: Expression | str | None, now: datetime
) -> bool:
    """Tell whether a signal starts at an event; its key is literal, or over the variables."""
    key: Any = correlation
    if isinstance(correlation, Expression):
        key = correlation.evaluate(dict(signal.variables), now=now)
    return hears(signal, name, key)
