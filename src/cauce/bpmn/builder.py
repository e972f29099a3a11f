"""From a process element to the graph that the engine runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml.etree import _Element

from cauce.bpmn.document import Document
from cauce.bpmn.flows import read_flows
from cauce.bpmn.gateways import check_direction
from cauce.bpmn.mappings import associations, declared, mappings, properties
from cauce.bpmn.namespaces import local
from cauce.bpmn.reader import XmlSource
from cauce.bpmn.relations import Relations
from cauce.bpmn.skeleton import survey
from cauce.bpmn.strictness import check_element
from cauce.bpmn.unsupported import check_quantities
from cauce.engine.elements.loops.spec import Loop
from cauce.engine.elements.loops.spec import parse as parse_loop
from cauce.engine.elements.table import ELEMENTS
from cauce.engine.graph import NONE, ROOT, Element, Graph, Node

Table = Mapping[str, Element]
ParseLoop = Callable[[XmlSource], Loop | None]


def build(
    document: Document,
    process: _Element,
    *,
    table: Table = ELEMENTS,
    loops: ParseLoop = parse_loop,
) -> Graph:
    """Build the graph of an executable process; problems go to the document's findings."""
    skeleton = survey(document, process, table)
    flows = read_flows(document, skeleton)
    relations = Relations(document, skeleton, flows)
    nodes = []
    for index, element in enumerate(skeleton.elements):
        check_element(document, element)
        source = XmlSource(document, element)
        kind = table[local(element)]
        scope = kind.is_scope or index == ROOT
        if kind.is_activity:
            check_quantities(source)
        if kind.kind.endswith("Gateway"):
            check_direction(source, len(relations.incoming[index]), len(relations.outgoing[index]))
        nodes.append(
            Node(
                index=index,
                id=source.id,
                name=source.name,
                kind=kind.kind,
                element=kind,
                spec=kind.parse(source),
                parent=skeleton.parents[index],
                line=source.line,
                lane=skeleton.lanes[index],
                incoming=tuple(relations.incoming[index]),
                outgoing=tuple(relations.outgoing[index]),
                default=relations.default(source),
                loop=loops(source) if kind.is_activity else None,
                inputs=mappings(source, "input"),
                outputs=mappings(source, "output"),
                data_inputs=associations(document, element, "dataInputAssociation"),
                data_outputs=associations(document, element, "dataOutputAssociation"),
                attached_to=relations.attached.get(index, NONE),
                boundaries=tuple(relations.boundaries[index]),
                children=tuple(skeleton.children[index]) if scope else (),
                starts=relations.starts(index) if scope else (),
                event_starts=relations.event_starts(index) if scope else (),
                declared=declared(document, element),
                properties=properties(source),
            )
        )
    root = nodes[ROOT]
    return Graph(id=root.id, name=root.name, nodes=tuple(nodes), flows=flows)
