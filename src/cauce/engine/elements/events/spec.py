"""What every event has: a trigger with its definition, and how it takes part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cauce.engine.elements.tasks.work import WorkSpec, parse_work
from cauce.engine.elements.triggers.base import Position, Trigger
from cauce.engine.elements.triggers.none import NONE
from cauce.engine.elements.triggers.table import TRIGGERS
from cauce.engine.source import Source

SUFFIX = "EventDefinition"


@dataclass(frozen=True, kw_only=True, slots=True)
class EventSpec:
    """An event: its trigger, what it says of it, and whether it interrupts."""

    trigger: Trigger
    definition: Any = None
    interrupting: bool = True
    each_instance: bool = False
    """Of a boundary event at a loop: whether each inner instance has it."""
    work: WorkSpec | None = None
    """Of a throw or end event: the job or handler that does the throwing."""


def parse_event(source: Source, position: Position, *, interrupting: bool = True) -> EventSpec:
    """Read an event's definition, its own or by reference. Several are refused."""
    definitions = [child for child in source.children() if child.tag.endswith(SUFFIX)]
    definitions += source.referenced("eventDefinitionRef")
    work = parse_work(source) if position in {"throw", "end"} else None
    if not definitions:
        return EventSpec(trigger=NONE, interrupting=interrupting, work=work)
    if len(definitions) > 1:
        source.problem(
            "UNSUPPORTED_MULTIPLE_EVENT",
            f"The event has {len(definitions)} event definitions; one is supported. Draw an event "
            "for each.",
        )
    definition = definitions[0]
    trigger = TRIGGERS.get(definition.tag)
    if work is not None and trigger is not None and trigger.kind != "message":
        source.problem(
            "EVENT_WORK",
            f"Expected a message, or no trigger, beside zeebe:taskDefinition, came {trigger.kind}: "
            "the job would take its place. Put a service task before the event.",
        )
    if trigger is None:
        source.problem(
            "UNSUPPORTED_EVENT",
            f"Expected one of {', '.join(sorted(TRIGGERS))}, came {definition.tag}. Model it with "
            "one of those.",
        )
        return EventSpec(trigger=NONE, interrupting=interrupting)
    if work is not None and trigger.kind == "message" and not definition.attribute("messageRef"):
        return EventSpec(trigger=trigger, interrupting=interrupting, work=work)
    return EventSpec(
        trigger=trigger,
        definition=trigger.parse(source, definition, position),
        interrupting=interrupting,
        each_instance=source.setting("eachInstance") == "true",
        work=work,
    )


def check_position(source: Source, spec: EventSpec, position: Position) -> None:
    """Refuse a trigger that BPMN does not allow in this position (Table 10.93)."""
    if position not in spec.trigger.positions:
        source.problem(
            "EVENT_POSITION",
            f"A {spec.trigger.kind} event cannot be a {source.tag}. It may be: "
            f"{', '.join(sorted(spec.trigger.positions))}.",
        )
