"""What is not pure, brought in from outside: time, decisions, records, calendars, limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Protocol

from cauce.calendar import ALWAYS_OPEN, WorkingCalendar


class Scope(Protocol):
    """The variables that a node sees."""

    def get(self, name: str, default: Any = None, /) -> Any:
        """Give the nearest variable of that name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """The outcome of a decision: its value, the version that gave it, and why it gave none."""

    value: Any
    version: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class HandlerCall:
    """What a handler is asked: its type, the inputs it declares, and where it stands."""

    type: str
    element_id: str
    variables: Mapping[str, Any]
    headers: Mapping[str, str]
    case_key: str


Handler = Callable[[HandlerCall], Mapping[str, Any] | None]
Decide = Callable[[str, Scope, datetime], Decided | None]


def _knows_no_decision(_name: str, _scope: Scope, _now: datetime) -> Decided | None:
    return None


@dataclass(kw_only=True, slots=True)
class Env:
    """The surroundings of one step. `now` is aware, in UTC."""

    now: datetime
    decide: Decide = _knows_no_decision
    """Evaluates the latest version of a decision by id or name; None: there is none."""
    handlers: Mapping[str, Handler] = field(default_factory=dict)
    """Handlers proper by type: they answer inside the step. Other types become jobs."""
    calendar: WorkingCalendar = ALWAYS_OPEN
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The company's settings by key, normalised; timer start events see them as `ajustes`."""
    activation_limit: int = 10_000
    """Activations in one step."""
    variables_limit: int = 256 * 1024
    """All variables of an instance, in bytes."""

    def here(self) -> datetime:
        """Give now as the case's clock on the wall shows it, with its offset at this moment.

        With the offset, not the zone: what is computed from it keeps its distance in time when
        clocks change.
        """
        local = self.now.astimezone(self.calendar.zone)
        return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()))
