"""What is refused by name, and what to draw instead."""

from __future__ import annotations

from lxml.etree import _Element

from cauce.bpmn.document import Document
from cauce.bpmn.namespaces import local
from cauce.bpmn.reader import XmlSource

INSTEAD: dict[str, str] = {
    "adHocSubProcess": "a sub-process with gateways, or a multi-instance task",
    "transaction": "a sub-process with an error boundary event",
    "complexGateway": "an inclusive or parallel gateway",
    "implicitThrowEvent": "an intermediate throw event",
    "callChoreography": "a collaboration with message events",
    "choreographyTask": "a collaboration with message events",
    "subChoreography": "a collaboration with message events",
}


def refuse_element(document: Document, element: _Element) -> None:
    """Report a flow element that is not executed."""
    tag = local(element)
    document.findings.error(
        "UNSUPPORTED_ELEMENT",
        f"expected elements that are executed, came {tag}; "
        f"use {INSTEAD.get(tag, 'a task, event, gateway or sub-process')} instead",
        element,
    )


def check_quantities(source: XmlSource) -> None:
    """Refuse start and completion quantities other than one, and compensation handlers."""
    for name in ("startQuantity", "completionQuantity"):
        quantity = source.attribute(name) or "1"
        if quantity != "1":
            source.problem(
                "QUANTITY_UNSUPPORTED",
                f"expected {name} 1, came {quantity}; remove the attribute and "
                "draw a parallel gateway or a multi-instance activity",
            )
    if source.flag("isForCompensation"):
        source.problem(
            "COMPENSATION_UNSUPPORTED",
            "expected no compensation, came isForCompensation; draw what undoes the work as a "
            "flow from an error or escalation event",
        )
