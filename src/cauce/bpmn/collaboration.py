"""Pools and message flows, and the standard's rules for where a message flow may go.

BPMN 2.0.2, 7.6.2 (Table 7.4) and the rules of each element in 10.3, 10.5 and 10.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from cauce.bpmn.document import Document
from cauce.bpmn.grammar import FLOW_NODES
from cauce.bpmn.model import MessageFlow, Participant
from cauce.bpmn.namespaces import bpmn_children, is_bpmn, is_executed, local
from cauce.bpmn.reader import XmlSource

ACTIVITIES = tuple(
    tag for tag in FLOW_NODES if tag.endswith(("Task", "task", "ubProcess")) or "Activity" in tag
)
ENDS: dict[str, tuple[str, ...]] = {
    "sourceRef": (*ACTIVITIES, "transaction", "intermediateThrowEvent", "endEvent"),
    "targetRef": (
        *ACTIVITIES,
        "transaction",
        "startEvent",
        "intermediateCatchEvent",
        "boundaryEvent",
    ),
}
"""The flow nodes at either end; a pool may stand at both."""

MESSAGE = ("messageEventDefinition", "eventDefinitionRef")


def participants(document: Document) -> tuple[Participant, ...]:
    """Read the pools; a processRef that leads nowhere is reported."""
    found = []
    for element in _collaborations(document, "participant"):
        source = XmlSource(document, element)
        process = source.reference("processRef")
        found.append(
            Participant(
                id=source.id, name=source.name, process=None if process is None else process.id
            )
        )
    return tuple(found)


def message_flows(document: Document, pools: tuple[Participant, ...]) -> tuple[MessageFlow, ...]:
    """Read the message flows; those that BPMN does not allow are reported."""
    of_process: Mapping[str, str] = {
        pool.process: pool.id for pool in pools if pool.process is not None
    }
    found = []
    for element in _collaborations(document, "messageFlow"):
        ends = [_end(document, element, name) for name in ENDS]
        message = XmlSource(document, element).reference("messageRef")
        if any(end is None for end in ends):
            continue
        source, target = (end for end in ends if end is not None)
        sides = [_pool(document, end, of_process) for end in (source, target)]
        if sides[0] == sides[1]:
            document.findings.error(
                "MESSAGE_FLOW_SAME_POOL",
                "expected a message flow between two pools, came one inside "
                f"{sides[0] or 'no pool'}; draw a sequence flow",
                element,
            )
        view = XmlSource(document, element)
        found.append(
            MessageFlow(
                id=view.id,
                name=view.name,
                source=document.id_of(source),
                target=document.id_of(target),
                message=None if message is None else message.name or message.id,
            )
        )
    return tuple(found)


def _collaborations(document: Document, tag: str) -> Iterator[_Element]:
    for collaboration in bpmn_children(document.root, "collaboration"):
        yield from bpmn_children(collaboration, tag)


def _end(document: Document, element: _Element, name: str) -> _Element | None:
    found = document.resolve(element.get(name) or "", element, name)
    if found is None or is_bpmn(found, "participant"):
        return found
    if not is_bpmn(found, *ENDS[name]) or not _takes_messages(found):
        # In a process that is only drawn it changes nothing that runs.
        executed = is_executed(found)
        report = document.findings.error if executed else document.findings.warn
        report(
            "MESSAGE_FLOW_END",
            f"expected {name} to name a pool, an activity or a message event that "
            f"{'throws' if name == 'sourceRef' else 'catches'}, came the {local(found)} "
            f"{document.id_of(found)}; connect the message flow to one of those",
            element,
        )
        return None if executed else found
    return found


def _takes_messages(element: _Element) -> bool:
    return not local(element).endswith("Event") or bool(bpmn_children(element, *MESSAGE))


def _pool(document: Document, element: _Element, of_process: Mapping[str, str]) -> str | None:
    if is_bpmn(element, "participant"):
        return document.id_of(element)
    process = next((above for above in element.iterancestors() if is_bpmn(above, "process")), None)
    return None if process is None else of_process.get(document.id_of(process))
