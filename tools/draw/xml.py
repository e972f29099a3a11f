"""The whole file: definitions, collaboration, processes, and their diagrams."""

from lxml import etree

from tools.draw.contents import write_process
from tools.draw.di import write_plane
from tools.draw.edges import lay_edges, shown_as
from tools.draw.labels import place_labels
from tools.draw.layout import planes
from tools.draw.model import Diagram, Group, walk
from tools.draw.names import NAMESPACES, add, add_common, qualified
from tools.draw.roots import collect, root_id, write_roots


def to_xml(diagram: Diagram) -> bytes:
    """The diagram as BPMN 2.0 XML with diagram interchange.

    Raises DrawError for what cannot be drawn, ValueError for an unknown prefix
    or an id that is used twice.
    """
    _check_ids(diagram)
    root = etree.Element(
        qualified("bpmn:definitions"),
        {
            "id": f"{diagram.id}_definitions",
            "targetNamespace": "https://cauce.dev/catalog",
            "exporter": "cauce tools.draw",
            qualified("modeler:executionPlatform"): "Camunda Cloud",
            qualified("modeler:executionPlatformVersion"): "8.8.0",
        },
        nsmap=NAMESPACES,
    )
    if diagram.name:
        root.set("name", diagram.name)
    roots = collect(diagram)
    write_roots(root, roots)
    _write_categories(root, diagram)
    _write_collaboration(root, diagram)
    refs = {key: value.id or root_id(*key) for key, value in roots.items()}
    for process in diagram.processes():
        write_process(root, process, refs)
    for plane in planes(diagram):
        edges = lay_edges(diagram, plane)
        write_plane(root, diagram, plane, edges, place_labels(plane, edges))
    etree.indent(root, "  ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _check_ids(diagram: Diagram) -> None:
    seen: set[str] = set()
    ids = [pool.id for pool in diagram.pools] + [group.id for group in diagram.groups]
    for process in diagram.processes():
        ids += [process.id, *(lane.id for lane in process.lanes)]
        bodies = [process.body]
        for node in walk(process.body.nodes):
            ids.append(node.id)
            bodies += [node.inner] if node.inner else []
        for body in bodies:
            ids += [flow.key for flow in body.flows]
            ids += [group.id for group in body.groups]
            ids += [note.id for note in body.annotations]
            ids += [data.id for data in body.data]
    for key in ids:
        if key in seen:
            raise ValueError(f"Expected every id once but {key!r} is used twice; rename one.")
        seen.add(key)


def _groups(diagram: Diagram) -> list[Group]:
    groups: list[Group] = [*diagram.groups]
    for process in diagram.processes():
        groups += process.body.groups
        for node in walk(process.body.nodes):
            groups += node.inner.groups if node.inner else ()
    return groups


def _write_categories(root: etree._Element, diagram: Diagram) -> None:
    for group in _groups(diagram):
        category = add(root, "bpmn:category", {"id": f"{group.id}_category"})
        add(category, "bpmn:categoryValue", {"id": f"{group.id}_value", "value": group.name})


def _write_collaboration(root: etree._Element, diagram: Diagram) -> None:
    collaboration = add(root, "bpmn:collaboration", {"id": diagram.id, "name": diagram.name})
    add_common(collaboration, diagram.doc, ())
    for pool in diagram.pools:
        process = pool.process.id if pool.process else ""
        participant = add(
            collaboration,
            "bpmn:participant",
            {"id": pool.id, "name": pool.name, "processRef": process},
        )
        add_common(participant, pool.doc, ())
    shown = shown_as(diagram)
    for flow in diagram.message_flows:
        attrs = {
            "id": flow.key,
            "name": flow.name,
            "sourceRef": shown.get(flow.source, flow.source),
            "targetRef": shown.get(flow.target, flow.target),
        }
        if flow.message:
            attrs["messageRef"] = root_id("message", flow.message)
        add(collaboration, "bpmn:messageFlow", attrs)
    for group in diagram.groups:
        value = {"id": group.id, "categoryValueRef": f"{group.id}_value"}
        add(collaboration, "bpmn:group", value)
