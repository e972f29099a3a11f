"""What kind of element each reference of BPMN may lead to (the types of the standard's XSD)."""

from __future__ import annotations

TARGETS: dict[str, tuple[str, ...]] = {
    "messageRef": ("message",),
    "signalRef": ("signal",),
    "errorRef": ("error",),
    "escalationRef": ("escalation",),
    "operationRef": ("operation",),
    "resourceRef": ("resource",),
    "processRef": ("process",),
    "dataObjectRef": ("dataObject",),
    "dataStoreRef": ("dataStore",),
    "default": ("sequenceFlow",),
    "eventDefinitionRef": (
        "timerEventDefinition",
        "messageEventDefinition",
        "signalEventDefinition",
        "errorEventDefinition",
        "escalationEventDefinition",
        "conditionalEventDefinition",
        "linkEventDefinition",
        "terminateEventDefinition",
        "compensateEventDefinition",
        "cancelEventDefinition",
    ),
}


def fits(reference: str, tag: str) -> bool:
    """Tell whether an element of that tag may stand where the reference leads."""
    return reference not in TARGETS or tag in TARGETS[reference]


def expected(reference: str) -> str:
    """Name what the reference may lead to, for a message."""
    return " or ".join(TARGETS[reference])
