"""From a process element to the graph that the engine runs."""

from __future__ import annotations

from lxml.etree import _Element

from cauce.bpmn.document import Document
from cauce.bpmn.flows import read_flows
from cauce.bpmn.gateways import check_direction
from cauce.bpmn.mappings import associations, declared, mappings, properties
from cauce.bpmn.reader import XmlSource
from cauce.bpmn.relations import Relations
from cauce.bpmn.skeleton import Skeleton, survey
from cauce.bpmn.strict.elements import check_element
from cauce.bpmn.strict.unread import check_unread
from cauce.bpmn.unsupported import check_quantities
from cauce.engine.elements.deadline import parse as parse_deadline
from cauce.engine.elements.loops.spec import parse as parse_loop
from cauce.engine.elements.table import ELEMENTS
from cauce.engine.graph import NONE, ROOT, Graph, Node


def build(document: Document, process: _Element) -> Graph:
    """Build the graph of an executable process; problems go to the document's findings."""
    skeleton = survey(document, process, ELEMENTS)
    flows = read_flows(document, skeleton)
    relations = Relations(document, skeleton, flows)
    nodes = tuple(_node(document, skeleton, relations, i) for i in range(len(skeleton.elements)))
    broken = {problem.element_id for problem in document.findings.problems if problem.is_error}
    for node in nodes:
        if node.id not in broken:
            check_unread(document, skeleton.elements[node.index])
    return Graph(id=nodes[ROOT].id, name=nodes[ROOT].name, nodes=nodes, flows=flows)


def _node(document: Document, skeleton: Skeleton, relations: Relations, index: int) -> Node:
    xml = skeleton.elements[index]
    source = XmlSource(document, xml)
    element = ELEMENTS[source.tag]
    incoming, outgoing = tuple(relations.incoming[index]), tuple(relations.outgoing[index])
    check_element(document, xml)
    if element.is_activity:
        check_quantities(source)
    if element.kind.endswith("Gateway"):
        check_direction(source, len(incoming), len(outgoing))
    return Node(
        index=index,
        id=source.id,
        name=source.name,
        kind=element.kind,
        element=element,
        spec=element.parse(source),
        parent=skeleton.parents[index],
        line=source.line,
        lane=skeleton.lanes[index],
        incoming=incoming,
        outgoing=outgoing,
        default=relations.default(source),
        loop=parse_loop(source) if element.is_activity else None,
        deadline=parse_deadline(source),
        inputs=mappings(source, "input"),
        outputs=mappings(source, "output"),
        data_inputs=associations(document, xml, "dataInputAssociation"),
        data_outputs=associations(document, xml, "dataOutputAssociation"),
        attached_to=relations.attached.get(index, NONE),
        boundaries=tuple(relations.boundaries[index]),
        children=tuple(skeleton.children[index]),
        starts=relations.starts(index) if element.is_scope else (),
        event_starts=relations.event_starts(index) if element.is_scope else (),
        declared=declared(document, xml),
        properties=properties(source),
    )
