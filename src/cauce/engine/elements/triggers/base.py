"""What a trigger is: how it is read, what listening for it means, what throwing it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from cauce.engine.events import Event
from cauce.engine.problems import IncidentError
from cauce.engine.source import Source

if TYPE_CHECKING:
    from cauce.engine.graph import Node
    from cauce.engine.run import Run

Position = Literal["start", "event_start", "catch", "throw", "boundary", "end"]

Plan = Callable[[int], Event]
"""The event that begins to listen, given its key; made before anything is emitted."""


Act = Callable[["Run", int], None]
"""What a throw does in its scope, once the event has passed; it evaluates nothing any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trigger:
    """One kind of event definition.

    `parse(event, definition, position)` reads it (problems go to the source); `plan(run, owner,
    node)` evaluates what listening needs, `throw(run, scope, node)` what throwing does, as seen
    from the activation `scope`. `listens` is false for those that are caught without listening
    (error, escalation).
    """

    kind: str
    positions: frozenset[Position]
    parse: Callable[[Source, Source, Position], Any]
    plan: Callable[[Run, int, Node], Plan] | None = None
    throw: Callable[[Run, int, Node], Act] | None = None

    @property
    def listens(self) -> bool:
        """Tell whether an event of this trigger opens a wait."""
        return self.plan is not None


def prepare(run: Run, owner: int, node: Node) -> Plan:
    """Evaluate what listening for the event `node` needs. Raises IncidentError, on the event."""
    try:
        plan: Plan = node.spec.trigger.plan(run, owner, node)
    except IncidentError as stop:
        stop.element_id = stop.element_id or node.id
        raise
    return plan


def parse_nothing(_event: Source, _definition: Source, _position: Position) -> None:
    """Read nothing: the definition has no parts."""
    return
