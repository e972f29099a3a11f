"""A BPMN file as it is drawn: which elements there are, and where each of them stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
POINTS = "http://www.omg.org/spec/DD/20100524/DI"

ACTIVITIES = {
    *("task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask"),
    *("businessRuleTask", "callActivity", "subProcess", "adHocSubProcess", "transaction"),
}
EVENTS = {
    *("startEvent", "endEvent", "boundaryEvent"),
    *("intermediateCatchEvent", "intermediateThrowEvent"),
}
GATEWAYS = {
    *("exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway"),
    "eventBasedGateway",
}
FLOW_NODES = ACTIVITIES | EVENTS | GATEWAYS
CONNECTIONS = {"sequenceFlow", "messageFlow", "association"}
ARTEFACTS = {"textAnnotation", "group", "dataObjectReference", "dataStoreReference"}
Point = tuple[float, float]
THIN = 0.01
DRAWN = FLOW_NODES | CONNECTIONS | ARTEFACTS | {"participant", "lane"}


@dataclass(frozen=True, kw_only=True)
class Box:
    """Where a shape stands: its corner at the top left and its size, in diagram units."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Box") -> bool:
        """True when the two share more than an edge."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return across > 0 and down > 0

    def holds(self, x: float, y: float, *, margin: float = 0) -> bool:
        """True when the point lies inside, or outside by no more than the margin."""
        return (
            self.x - margin <= x <= self.x + self.width + margin
            and self.y - margin <= y <= self.y + self.height + margin
        )

    def within(self, margin: float) -> "Box":
        """The box without a margin on every side."""
        return Box(
            x=self.x + margin,
            y=self.y + margin,
            width=self.width - 2 * margin,
            height=self.height - 2 * margin,
        )

    @classmethod
    def around(cls, one: Point, other: Point) -> "Box":
        """The thinnest box that has both points, never without a width or height."""
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(one, other, strict=True))
        return cls(x=left, y=top, width=right - left or THIN, height=bottom - top or THIN)

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, kw_only=True)
class Element:
    """One element that a drawing shows: id, kind (BPMN's local name), line, parent and ends."""

    id: str
    kind: str
    line: int
    parent: str
    source: str | None
    target: str | None


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """Elements by id, the lane of each flow node, and by plane the shapes and edges drawn there."""

    elements: dict[str, Element]
    lanes: dict[str, str]
    shapes: dict[str, dict[str, Box]] = field(default_factory=dict)
    edges: dict[str, dict[str, list[Point]]] = field(default_factory=dict)


def read(path: Path) -> Drawing:
    """Reads a BPMN file. Raises lxml's XMLSyntaxError for what is no XML."""
    root = etree.parse(
        str(path), etree.XMLParser(resolve_entities=False, no_network=True)
    ).getroot()
    drawing = Drawing(elements=dict(_elements(root)), lanes=dict(_lanes(root)))
    for plane in root.iter(f"{{{DIAGRAM}}}BPMNPlane"):
        name = plane.get("bpmnElement", "")
        drawing.shapes[name] = dict(_shapes(plane))
        drawing.edges[name] = dict(_edges(plane))
    return drawing


def _elements(root: etree._Element) -> Iterator[tuple[str, Element]]:
    for node in root.iter(f"{{{MODEL}}}*"):
        kind = etree.QName(node).localname
        parent = node.getparent()
        if kind in DRAWN and parent is not None:
            element = Element(
                id=node.get("id", ""),
                kind=kind,
                line=node.sourceline,  # type: ignore[arg-type]  # lxml-stubs give it no type
                parent=parent.get("id", ""),
                source=node.get("sourceRef"),
                target=node.get("targetRef"),
            )
            yield element.id, element


def _lanes(root: etree._Element) -> Iterator[tuple[str, str]]:
    for reference in root.iter(f"{{{MODEL}}}flowNodeRef"):
        lane = reference.getparent()
        if lane is not None and lane.find(f"{{{MODEL}}}childLaneSet") is None:
            yield (reference.text or "").strip(), lane.get("id", "")


def _shapes(plane: etree._Element) -> Iterator[tuple[str, Box]]:
    for shape in plane.iter(f"{{{DIAGRAM}}}BPMNShape"):
        bounds = shape.find(f"{{{BOUNDS}}}Bounds")
        if bounds is not None:
            sides = {side: float(bounds.get(side, "0")) for side in ("x", "y", "width", "height")}
            yield shape.get("bpmnElement", ""), Box(**sides)


def _edges(plane: etree._Element) -> Iterator[tuple[str, list[Point]]]:
    for edge in plane.iter(f"{{{DIAGRAM}}}BPMNEdge"):
        points = edge.findall(f"{{{POINTS}}}waypoint")
        yield (
            edge.get("bpmnElement", ""),
            [(float(point.get("x", "0")), float(point.get("y", "0"))) for point in points],
        )
