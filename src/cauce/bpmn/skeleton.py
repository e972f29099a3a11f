"""The nodes of a process in the order of the file, with the scope that each stands in."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from cauce.bpmn.document import Document
from cauce.bpmn.grammar import FLOW_NODES
from cauce.bpmn.lanes import lane_names
from cauce.bpmn.namespaces import bpmn_children, is_bpmn, local
from cauce.bpmn.unsupported import refuse_element
from cauce.engine.graph import NONE, ROOT

SCOPES = ("process", "subProcess", "adHocSubProcess", "transaction")


@dataclass(kw_only=True)
class Skeleton:
    """Elements by node index, with their relations; unsupported ones are left out."""

    elements: list[_Element]
    parents: list[int]
    lanes: list[str | None]
    index: dict[_Element, int]
    children: list[list[int]]
    """By scope: the nodes directly inside."""
    flows: list[_Element] = field(default_factory=list)
    left_out: set[_Element] = field(default_factory=set)
    """Elements that were refused, with all inside them: flows there need no second report."""


def survey(document: Document, process: _Element, supported: Container[str]) -> Skeleton:
    """Walk a process, depth first: node 0 is the process itself."""
    skeleton = Skeleton(
        elements=[process], parents=[NONE], lanes=[None], index={process: ROOT}, children=[[]]
    )
    _walk(document, skeleton, ROOT, supported, {})
    return skeleton


def _walk(
    document: Document,
    skeleton: Skeleton,
    scope: int,
    supported: Container[str],
    outer: Mapping[_Element, str],
) -> None:
    container = skeleton.elements[scope]
    lanes = {**outer, **lane_names(document, container)}
    for element in bpmn_children(container):
        tag = local(element)
        if tag == "sequenceFlow":
            skeleton.flows.append(element)
        elif tag in supported and tag in FLOW_NODES:
            index = len(skeleton.elements)
            skeleton.elements.append(element)
            skeleton.parents.append(scope)
            skeleton.children.append([])
            skeleton.children[scope].append(index)
            skeleton.lanes.append(lanes.get(element, skeleton.lanes[scope]))
            skeleton.index[element] = index
            if is_bpmn(element, *SCOPES):
                _walk(document, skeleton, index, supported, lanes)
        elif tag in FLOW_NODES:
            refuse_element(document, element)
            skeleton.left_out.update(element.iter())
