"""Processes and what is in them, children in the order of BPMN's schema."""

from collections.abc import Mapping

from lxml import etree

from tools.draw.model import Body, Flow, Loop, Node, Process, Trigger
from tools.draw.names import add, add_common, add_ext

Refs = Mapping[tuple[str, str], str]
FORMAL = {"xsi:type": "bpmn:tFormalExpression"}


def write_process(root: etree._Element, process: Process, refs: Refs) -> None:
    """Append a process; `refs` gives the ids of messages, signals, errors, escalations."""
    attrs = {
        "id": process.id,
        "name": process.name,
        "isExecutable": str(process.executable).lower(),
        **process.attrs,
    }
    element = add(root, "bpmn:process", attrs)
    add_common(element, process.doc, process.ext)
    if process.lanes:
        lane_set = add(element, "bpmn:laneSet", {"id": f"{process.id}_lanes"})
        guests = [node for node in process.body.nodes if node.host]
        for lane in process.lanes:
            written = add(lane_set, "bpmn:lane", {"id": lane.id, "name": lane.name})
            add_common(written, lane.doc, ())
            inside = {node.id for node in lane.nodes}
            members = [*lane.nodes, *(g for g in guests if g.host in inside and g.id not in inside)]
            for node in members:
                add(written, "bpmn:flowNodeRef").text = node.id
    _write_body(element, process.body, refs)


def _write_body(parent: etree._Element, body: Body, refs: Refs) -> None:
    data_of = {
        node.id: (
            [data.id for data in body.data if node.id in data.readers],
            [data.id for data in body.data if node.id in data.writers],
        )
        for node in body.nodes
    }
    for node in body.nodes:
        _write_node(parent, node, body.flows, refs, data_of[node.id])
    for flow in body.flows:
        _write_flow(parent, flow)
    for data in body.data:
        add(
            parent,
            "bpmn:dataObjectReference",
            {"id": data.id, "name": data.name, "dataObjectRef": f"{data.id}_object"},
        )
        add(parent, "bpmn:dataObject", {"id": f"{data.id}_object"})
    for group in body.groups:
        add(
            parent,
            "bpmn:group",
            {"id": group.id, "categoryValueRef": f"{group.id}_value"},
        )
    for note in body.annotations:
        written = add(parent, "bpmn:textAnnotation", {"id": note.id})
        add(written, "bpmn:text").text = note.text
        if note.about:
            ends = {"sourceRef": note.id, "targetRef": note.about}
            add(parent, "bpmn:association", {"id": f"a_{note.id}", **ends})


def _write_flow(parent: etree._Element, flow: Flow) -> None:
    written = add(
        parent,
        "bpmn:sequenceFlow",
        {"id": flow.key, "name": flow.name, "sourceRef": flow.source, "targetRef": flow.target},
    )
    add_common(written, flow.doc, ())
    if flow.condition:
        add(written, "bpmn:conditionExpression", FORMAL).text = flow.condition


def _write_node(
    parent: etree._Element,
    node: Node,
    flows: tuple[Flow, ...],
    refs: Refs,
    data: tuple[list[str], list[str]],
) -> None:
    element = add(parent, f"bpmn:{node.kind}", _attributes(node, flows, refs))
    add_common(element, node.doc, node.ext)
    for flow in flows:
        if flow.target == node.id:
            add(element, "bpmn:incoming").text = flow.key
    for flow in flows:
        if flow.source == node.id:
            add(element, "bpmn:outgoing").text = flow.key
    _write_data(element, node.id, *data)
    if node.loop:
        _write_loop(element, node.loop)
    if node.trigger and node.kind not in ("sendTask", "receiveTask"):
        _write_trigger(element, node.id, node.trigger, refs)
    for child in node.content:
        add_ext(element, child)
    if node.inner:
        _write_body(element, node.inner, refs)


def _attributes(node: Node, flows: tuple[Flow, ...], refs: Refs) -> dict[str, str]:
    attrs = {"id": node.id, "name": node.name}
    if node.host:
        attrs["attachedToRef"] = node.host
    if node.trigger and node.kind in ("sendTask", "receiveTask"):
        attrs["messageRef"] = refs["message", node.trigger.ref]
    for flow in flows:
        if flow.default and flow.source == node.id:
            attrs["default"] = flow.key
    return attrs | dict(node.attrs)


def _write_data(element: etree._Element, node: str, reads: list[str], writes: list[str]) -> None:
    for source in reads:
        add(element, "bpmn:property", {"id": f"{node}_from_{source}"})
    for source in reads:
        key = f"{node}_reads_{source}"
        association = add(element, "bpmn:dataInputAssociation", {"id": key})
        add(association, "bpmn:sourceRef").text = source
        add(association, "bpmn:targetRef").text = f"{node}_from_{source}"
    for target in writes:
        key = f"{node}_writes_{target}"
        association = add(element, "bpmn:dataOutputAssociation", {"id": key})
        add(association, "bpmn:targetRef").text = target


def _write_loop(element: etree._Element, loop: Loop) -> None:
    attrs = dict(loop.attrs)
    if loop.kind == "standard":
        written = add(element, "bpmn:standardLoopCharacteristics", attrs)
    else:
        if loop.kind == "sequential":
            attrs["isSequential"] = "true"
        written = add(element, "bpmn:multiInstanceLoopCharacteristics", attrs)
    add_common(written, "", loop.ext)
    for child in loop.body:
        add_ext(written, child)


def _write_trigger(element: etree._Element, node: str, trigger: Trigger, refs: Refs) -> None:
    attrs = {"id": f"{node}_{trigger.kind}", "name": trigger.name}
    if trigger.ref:
        attrs[f"{trigger.kind}Ref"] = refs[trigger.kind, trigger.ref]
    written = add(element, f"bpmn:{trigger.kind}EventDefinition", attrs | dict(trigger.attrs))
    add_common(written, "", trigger.ext)
    for child in trigger.body:
        add_ext(written, child)
