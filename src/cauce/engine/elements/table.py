"""All elements that run, by their BPMN tag. A tag that is not here is refused at deployment."""

from __future__ import annotations

from cauce.engine.elements.containers import call, process, subprocess
from cauce.engine.elements.events import boundary, catch, start, throw
from cauce.engine.elements.gateways import event_based, exclusive, inclusive, parallel
from cauce.engine.elements.tasks import (
    abstract,
    business_rule,
    receive,
    script,
    send,
    service,
    user,
)
from cauce.engine.graph import Element

ELEMENTS: dict[str, Element] = {
    "process": process.ELEMENT,
    "subProcess": subprocess.ELEMENT,
    "callActivity": call.ELEMENT,
    "task": abstract.TASK,
    "manualTask": abstract.MANUAL,
    "userTask": user.ELEMENT,
    "serviceTask": service.ELEMENT,
    "scriptTask": script.ELEMENT,
    "businessRuleTask": business_rule.ELEMENT,
    "sendTask": send.ELEMENT,
    "receiveTask": receive.ELEMENT,
    "exclusiveGateway": exclusive.ELEMENT,
    "parallelGateway": parallel.ELEMENT,
    "inclusiveGateway": inclusive.ELEMENT,
    "eventBasedGateway": event_based.ELEMENT,
    "startEvent": start.ELEMENT,
    "intermediateCatchEvent": catch.ELEMENT,
    "intermediateThrowEvent": throw.THROW,
    "boundaryEvent": boundary.ELEMENT,
    "endEvent": throw.END,
}
