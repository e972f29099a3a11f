"""The triggers, by the BPMN event definition that asks for them."""

from __future__ import annotations

from cauce.engine.elements.triggers.base import Trigger
from cauce.engine.elements.triggers.conditional import CONDITIONAL
from cauce.engine.elements.triggers.error import ERROR
from cauce.engine.elements.triggers.escalation import ESCALATION
from cauce.engine.elements.triggers.link import LINK
from cauce.engine.elements.triggers.message import MESSAGE
from cauce.engine.elements.triggers.signal import SIGNAL
from cauce.engine.elements.triggers.terminate import TERMINATE
from cauce.engine.elements.triggers.timer import TIMER

TRIGGERS: dict[str, Trigger] = {
    "messageEventDefinition": MESSAGE,
    "timerEventDefinition": TIMER,
    "signalEventDefinition": SIGNAL,
    "conditionalEventDefinition": CONDITIONAL,
    "errorEventDefinition": ERROR,
    "escalationEventDefinition": ESCALATION,
    "terminateEventDefinition": TERMINATE,
    "linkEventDefinition": LINK,
}
