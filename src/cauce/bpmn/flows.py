"""Sequence flows: from elements of the file to flows between node indexes."""

from __future__ import annotations

from lxml.etree import _Element

from cauce.bpmn.document import Document
from cauce.bpmn.namespaces import bpmn_children
from cauce.bpmn.reader import XmlSource
from cauce.bpmn.skeleton import Skeleton
from cauce.bpmn.strict.elements import check_element
from cauce.engine.graph import Flow
from cauce.feel import Expression


def read_flows(document: Document, skeleton: Skeleton) -> tuple[Flow, ...]:
    """Give the flows in the order of the file; those with an end that is no node are reported."""
    flows: list[Flow] = []
    for element in skeleton.flows:
        check_element(document, element)
        source = _end(document, skeleton, element, "sourceRef")
        target = _end(document, skeleton, element, "targetRef")
        condition = read_condition(document, element)
        if source is not None and target is not None:
            view = XmlSource(document, element)
            flows.append(
                Flow(
                    index=len(flows),
                    id=view.id,
                    name=view.name,
                    source=source,
                    target=target,
                    condition=condition,
                    line=view.line,
                )
            )
        else:
            document.loose.update(skeleton.elements[end] for end in (source, target) if end)
    return tuple(flows)


def read_condition(document: Document, element: _Element) -> Expression | None:
    """Compile a flow's condition; it needs no xsi:type."""
    for condition in bpmn_children(element, "conditionExpression"):
        view = XmlSource(document, condition)
        compiled = view.expression(view.text, "conditionExpression")
        if compiled is None:
            document.loose.add(element)
        return compiled
    return None


def _end(document: Document, skeleton: Skeleton, element: _Element, name: str) -> int | None:
    value = (element.get(name) or "").strip()
    found = document.resolve(value, element, name)
    if found is None or found in skeleton.left_out:
        return None
    # Index 0 is the process itself, which no flow leads to.
    if skeleton.index.get(found):
        return skeleton.index[found]
    document.findings.error(
        "FLOW_END",
        f"expected {name} to name a flow node of the same process, came {value}"
        "; between pools draw a message flow",
        element,
    )
    return None
