"""One step of one instance, with what its projections and effects need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from cauce.engine import Node, State
from cauce.engine.events import Event
from cauce.engine.state import Subscription
from cauce.runtime.deployed import Definition, Deployed
from cauce.runtime.patience import back_off
from cauce.runtime.projections.open import Open, listening
from cauce.runtime.rows import Row
from cauce.runtime.store import Store

E = TypeVar("E", bound=Event)


@dataclass(kw_only=True, slots=True)
class Step:
    """A step that has been taken, and is about to be written."""

    store: Store
    row: Row
    definition: Definition
    deployed: Deployed
    state: State
    before: Open
    events: list[Event]
    now: datetime
    at: Any = field(init=False)
    """`now` as the store takes it."""
    listening: Mapping[int, Subscription] = field(init=False)
    """The subscriptions that can take something after the step."""
    _by_type: dict[type[Event], list[Any]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the events by type, once."""
        self.at = self.store.value(self.now)
        self.listening = listening(self.state)
        self._by_type = {}
        for event in self.events:
            self._by_type.setdefault(type(event), []).append(event)

    def of(self, kind: type[E]) -> Sequence[E]:
        """Give the step's events of one type, in order."""
        return self._by_type.get(kind, ())

    def node(self, key: int) -> Node:
        """Give the node of an activation."""
        return self.definition.graph.nodes[self.state.activations[key].node]

    def retry_at(self, retries_left: int) -> datetime:
        """Say when a failed job is tried again: later each time, and not all at one moment."""
        return self.now + back_off(4 - retries_left)
