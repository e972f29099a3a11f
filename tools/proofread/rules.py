"""What is wrong with a drawing: elements unseen, over each other, detached or in a wrong lane."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from tools.proofread.drawing import CONNECTIONS, FLOW_NODES, Box, Drawing, Point

TOUCHING = 2.0


def not_drawn(drawing: Drawing) -> Iterator[str]:
    """Every element stands in at least one plane, connections as edges, the rest as shapes."""
    shapes = {name for plane in drawing.shapes.values() for name in plane}
    edges = {name for plane in drawing.edges.values() for name in plane}
    for element in drawing.elements.values():
        if element.id not in (edges if element.kind in CONNECTIONS else shapes):
            yield f"{element.line} {element.id}: the {element.kind} is not drawn"


def drawn_for_nothing(drawing: Drawing) -> Iterator[str]:
    """Every shape and edge belongs to an element of the file."""
    for planes in (drawing.shapes, drawing.edges):
        for plane, drawn in planes.items():
            for name in drawn:
                if name not in drawing.elements:
                    yield f"0 {name}: drawn in {plane}, but there is no such element"


def overlapping(drawing: Drawing) -> Iterator[str]:
    """No two flow nodes of one parent lie over each other, unless one is attached to the other."""
    for plane in drawing.shapes.values():
        nodes = [
            (drawing.elements[name], box)
            for name, box in plane.items()
            if name in drawing.elements and drawing.elements[name].kind in FLOW_NODES
        ]
        for (one, box), (other, other_box) in combinations(nodes, 2):
            siblings = one.parent == other.parent
            attached = (one.kind == "boundaryEvent") != (other.kind == "boundaryEvent")
            if siblings and not attached and box.overlaps(other_box):
                yield f"{one.line} {one.id}: drawn over {other.id}"


def detached(drawing: Drawing) -> Iterator[str]:
    """Every edge begins at its source and ends at its target, where both are drawn beside it."""
    for plane, edges in drawing.edges.items():
        shapes = drawing.shapes[plane]
        for name, points in edges.items():
            element = drawing.elements.get(name)
            if element is None or len(points) < 2:
                continue
            for end, (x, y) in ((element.source, points[0]), (element.target, points[-1])):
                box = shapes.get(end or "")
                if box and not box.holds(x, y, margin=TOUCHING):
                    yield f"{element.line} {name}: its edge does not reach {end}"


def running_through(drawing: Drawing) -> Iterator[str]:
    """No sequence flow runs through a flow node of its own scope that it does not connect."""
    for plane, edges in drawing.edges.items():
        nodes = {
            name: box.within(TOUCHING)
            for name, box in drawing.shapes[plane].items()
            if name in drawing.elements and drawing.elements[name].kind in FLOW_NODES
        }
        for name, points in edges.items():
            element = drawing.elements.get(name)
            if element is None or element.kind != "sequenceFlow":
                continue
            for node, box in nodes.items():
                strange = node not in (element.source, element.target)
                sibling = drawing.elements[node].parent == element.parent
                if strange and sibling and _crosses(points, box):
                    yield f"{element.line} {name}: its edge runs through {node}"


def _crosses(points: list[Point], box: Box) -> bool:
    """True when a part of the line lies in the box; slanted parts count by the box around them."""
    return any(Box.around(*ends).overlaps(box) for ends in pairwise(points))


def outside_lane(drawing: Drawing) -> Iterator[str]:
    """The middle of a flow node lies in the lane that the file puts it in."""
    for plane in drawing.shapes.values():
        for node, lane in drawing.lanes.items():
            if node in plane and lane in plane and not plane[lane].holds(*plane[node].middle):
                yield f"{drawing.elements[node].line} {node}: drawn outside its lane {lane}"


RULES = (not_drawn, drawn_for_nothing, overlapping, detached, running_through, outside_lane)


def findings(drawing: Drawing) -> list[str]:
    """All that the rules find, one line each: line of the file, id, what is wrong."""
    return [finding for rule in RULES for finding in rule(drawing)]
