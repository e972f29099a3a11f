"""Diagram interchange: shapes, edges, labels and colours of one plane."""

from collections.abc import Mapping

from lxml import etree

from tools.draw.edges import Edges
from tools.draw.geometry import LINE, Point, Rect, around, label_size
from tools.draw.layout import Area, Plane
from tools.draw.model import Color, Diagram, Group, Node
from tools.draw.names import add

GROUP_MARGIN = 14
FRAME_MARGIN = 40
FRAME_LABEL_WIDTH = 240


def write_plane(
    root: etree._Element,
    diagram: Diagram,
    plane: Plane,
    edges: Edges,
    labels: Mapping[str, Rect],
) -> None:
    """Append the BPMNDiagram of a plane."""
    holder = add(root, "bpmndi:BPMNDiagram", {"id": f"{plane.element}_diagram"})
    target = add(
        holder, "bpmndi:BPMNPlane", {"id": f"{plane.element}_plane", "bpmnElement": plane.element}
    )
    if plane.element == diagram.id:
        _write_pools(target, diagram, plane)
        for group in diagram.groups:
            _write_frame(target, plane, group)
    for area in plane.areas:
        _write_area(target, plane, area, edges, labels)
    for flow in diagram.message_flows if plane.element == diagram.id else ():
        _edge(target, flow.key, edges.points[flow.key], labels.get(flow.key))


def _write_pools(target: etree._Element, diagram: Diagram, plane: Plane) -> None:
    for pool in diagram.pools:
        _shape(target, pool.id, plane.boxes[pool.id], pool.color, {"isHorizontal": "true"})
        for lane in pool.process.lanes if pool.process else ():
            _shape(target, lane.id, plane.boxes[lane.id], None, {"isHorizontal": "true"})


def _write_area(
    target: etree._Element,
    plane: Plane,
    area: Area,
    edges: Edges,
    labels: Mapping[str, Rect],
) -> None:
    body = area.body
    for node in body.nodes:
        _write_node(target, node, plane.boxes[node.id], labels.get(node.id))
    for data in body.data:
        shape = _shape(target, data.id, plane.boxes[data.id], None)
        _label(shape, labels[data.id])
    for note in body.annotations:
        _shape(target, note.id, plane.boxes[note.id], None)
    for group in body.groups:
        _write_group(target, plane, group, labels)
    for flow in body.flows:
        _edge(target, flow.key, edges.points[flow.key], labels.get(flow.key))
    for note in body.annotations:
        if note.about:
            _edge(target, f"a_{note.id}", edges.points[f"a_{note.id}"], None)
    for data in body.data:
        keys = [f"{node}_writes_{data.id}" for node in data.writers]
        keys += [f"{node}_reads_{data.id}" for node in data.readers]
        for key in keys:
            _edge(target, key, edges.points[key], None)


def _write_node(target: etree._Element, node: Node, box: Rect, label: Rect | None) -> None:
    attrs = {}
    if node.inner:
        attrs["isExpanded"] = str(node.expanded).lower()
    if node.kind == "exclusiveGateway":
        attrs["isMarkerVisible"] = "true"
    shape = _shape(target, node.id, box, node.color, attrs)
    if label:
        _label(shape, label)


def _write_group(
    target: etree._Element, plane: Plane, group: Group, labels: Mapping[str, Rect]
) -> None:
    boxes = [plane.boxes[key] for key in group.around]
    boxes += [labels[key] for key in group.around if key in labels]
    box = around(boxes).grown(GROUP_MARGIN)
    shape = _shape(target, group.id, box, group.color)
    w, h = label_size(group.name)
    _label(shape, Rect(box.center[0] - w // 2, box.y + 4, w, h))


def _write_frame(target: etree._Element, plane: Plane, group: Group) -> None:
    """A group around pools, with its name above the first."""
    box = around([plane.boxes[key] for key in group.around]).grown(FRAME_MARGIN)
    shape = _shape(target, group.id, box, group.color)
    _label(shape, Rect(box.x + FRAME_MARGIN, box.y + 10, FRAME_LABEL_WIDTH, LINE))


def _shape(
    target: etree._Element,
    element: str,
    box: Rect,
    color: Color | None,
    attrs: Mapping[str, str] | None = None,
) -> etree._Element:
    written = {"id": f"{element}_di", "bpmnElement": element, **(attrs or {})}
    if color:
        written |= {
            "bioc:stroke": color.stroke,
            "bioc:fill": color.fill,
            "color:background-color": color.fill,
            "color:border-color": color.stroke,
        }
    shape = add(target, "bpmndi:BPMNShape", written)
    _bounds(shape, box)
    return shape


def _bounds(parent: etree._Element, box: Rect) -> None:
    sides = {"x": box.x, "y": box.y, "width": box.w, "height": box.h}
    add(parent, "dc:Bounds", {key: str(value) for key, value in sides.items()})


def _label(parent: etree._Element, box: Rect) -> None:
    _bounds(add(parent, "bpmndi:BPMNLabel"), box)


def _edge(target: etree._Element, element: str, points: list[Point], label: Rect | None) -> None:
    edge = add(target, "bpmndi:BPMNEdge", {"id": f"{element}_di", "bpmnElement": element})
    for x, y in points:
        add(edge, "di:waypoint", {"x": str(x), "y": str(y)})
    if label:
        _label(edge, label)
