"""Where a message goes: one waiting subscription, else one start event, else it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cauce.correlation.keys import key_text, same_key

if TYPE_CHECKING:
    from datetime import datetime

    from cauce.correlation.messages import Message
    from cauce.feel import Expression


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A subscription `key` of an instance; `order` grows with the subscriptions' age."""

    instance: int
    key: int
    name: str
    correlation: Any
    order: int


@dataclass(frozen=True, kw_only=True, slots=True)
class StartPoint:
    """A message start event of a process.

    `key_name`: the variable that holds the message's key in the instance, where the definition
    names one. `condition` sees the message's variables.
    """

    process: str
    event: str
    name: str
    condition: Expression | None = None
    key_name: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Deliver:
    """The message goes to a waiting subscription."""

    to: Waiting


@dataclass(frozen=True, kw_only=True, slots=True)
class Start:
    """The message starts an instance, in `case_key`; None: it opens a case of its own."""

    at: StartPoint
    case_key: str | None
    variables: dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Keep:
    """Nobody can take the message now; it is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Drop:
    """Nobody can take the message now, and its time to live is over."""


Route = Deliver | Start | Keep | Drop
Busy = Callable[[str, str], bool]
"""Tells whether a message with that key text already has an active instance of the process."""


def route(
    message: Message,
    *,
    waiting: Iterable[Waiting],
    starts: Iterable[StartPoint],
    busy: Busy,
    now: datetime,
) -> Route:
    """Decide where a message goes.

    First the oldest subscription with its name and key; then the first start event, in the order
    given, with its name and a condition that holds, where a message with a key starts at most one
    active instance per process and key; else it is kept for its time to live.
    """
    takers = [w for w in waiting if w.name == message.name and same_key(w.correlation, message.key)]
    if takers:
        return Deliver(to=min(takers, key=lambda taker: taker.order))
    text = key_text(message.key)
    for start in starts:
        if start.name != message.name or (text is not None and busy(start.process, text)):
            continue
        variables = start_variables(message, start)
        if _takes(start, message, variables, now):
            return Start(at=start, case_key=message.case_key, variables=variables)
    over = message.expires_at is not None and message.expires_at <= now
    return Drop() if over else Keep()


def start_variables(message: Message, start: StartPoint) -> dict[str, Any]:
    """Give the variables that a message brings to a start: its own, and its key by name."""
    variables = dict(message.variables)
    if start.key_name and message.key is not None and variables.get(start.key_name) is None:
        variables[start.key_name] = message.key
    return variables


def _takes(start: StartPoint, message: Message, variables: dict[str, Any], now: datetime) -> bool:
    if start.condition is None:
        return True
    names = {**variables, "case_key": message.case_key}
    return start.condition.evaluate(names, now=now) is True
