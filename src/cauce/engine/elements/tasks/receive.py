"""Receive task: waits for a message (BPMN 2.0.2, 10.3.3 and 13.3.3).

| event | then |
|---|---|
| it is entered | it listens for its message |
| the message comes | its variables are taken over; the task completes |
| the message comes for an event-based gateway | the gateway completes; this task passes |
"""

from __future__ import annotations

from dataclasses import dataclass

from cauce.engine.elements.activity import enter, leave_activation
from cauce.engine.elements.events.occurrence import fire_awaited
from cauce.engine.elements.triggers.base import Trigger, prepare
from cauce.engine.elements.triggers.message import MESSAGE, MessageSpec
from cauce.engine.elements.triggers.message import parse as parse_message
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run
from cauce.engine.source import Source


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiveSpec:
    """The message that is waited for."""

    definition: MessageSpec | None
    trigger: Trigger = MESSAGE
    interrupting: bool = True


def parse(source: Source) -> ReceiveSpec:
    """Read the message; a receive task that begins a process is refused."""
    if source.flag("instantiate"):
        source.problem(
            "UNSUPPORTED_INSTANTIATE",
            "A receive task that begins a process is not supported: draw a message start event.",
        )
    return ReceiveSpec(definition=parse_message(source, source, "catch"))


def activate(run: Run, key: int, node: Node) -> None:
    """Listen."""
    plan = prepare(run, key, node)
    run.emit(plan(run.state.next_key))


ELEMENT = Element(
    kind="receiveTask",
    enter=enter,
    activate=activate,
    complete=leave_activation,
    parse=parse,
    fire=fire_awaited,
    is_activity=True,
)
