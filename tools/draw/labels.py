"""Where names stand that do not fit inside their shapes."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from tools.draw.edges import Edges
from tools.draw.geometry import Point, Rect, has_outside_label, is_event, label_size
from tools.draw.layout import Plane
from tools.draw.model import Node

ON_SHAPE, ON_LABEL, ON_EDGE = 1000, 800, 100


def place_labels(plane: Plane, edges: Edges) -> dict[str, Rect]:
    """A box for each outside name, by element id, each on the freest of its places."""
    solids = [plane.boxes[key] for area in plane.areas for key in _drawn(area.body.nodes)]
    placed: dict[str, Rect] = {}
    for area in plane.areas:
        for node in area.body.nodes:
            if has_outside_label(node):
                places = _beside(node, plane.boxes[node.id])
                placed[node.id] = _freest(places, solids, placed.values(), edges)
        for data in area.body.data:
            w, h = label_size(data.name)
            box = plane.boxes[data.id]
            placed[data.id] = Rect(box.center[0] - w // 2, box.bottom + 2, w, h)
    for key, name in edges.named.items():
        places = _along(name, edges.points[key])
        placed[key] = _freest(places, solids, placed.values(), edges)
    return placed


def _drawn(nodes: Iterable[Node]) -> list[str]:
    return [node.id for node in nodes if not node.expanded]


def _beside(node: Node, box: Rect) -> list[Rect]:
    w, h = label_size(node.name)
    x = box.center[0]
    below = Rect(x - w // 2, box.bottom + 2, w, h)
    above = Rect(x - w // 2, box.y - h - 2, w, h)
    right = Rect(box.right + 4, box.bottom, w, h)
    left = Rect(box.x - w - 4, box.bottom, w, h)
    if node.kind == "boundaryEvent":
        return [Rect(x + 6, box.bottom + 2, w, h), Rect(x - w - 6, box.bottom + 2, w, h), right]
    upper_right = Rect(x + 8, box.y - h - 2, w, h)
    upper_left = Rect(x - w - 8, box.y - h - 2, w, h)
    if is_event(node):
        return [below, above, right, left, upper_right, upper_left]
    return [above, upper_left, upper_right, below, right, left]


def _along(name: str, points: Sequence[Point]) -> list[Rect]:
    """Places along the first stretch, then the longest, then the others."""
    w, h = label_size(name)
    stretches = list(pairwise(points))
    longest = max(
        stretches, key=lambda ends: abs(ends[0][0] - ends[1][0]) + abs(ends[0][1] - ends[1][1])
    )
    places: list[Rect] = []
    for (ax, ay), (bx, by) in (stretches[0], longest, *stretches):
        if ay == by:
            x = ax + 4 if bx > ax else ax - w - 4
            middle = (ax + bx - w) // 2
            places += [Rect(at, ay - h - 2, w, h) for at in (x, middle)]
            places += [Rect(at, ay + 3, w, h) for at in (x, middle)]
        else:
            y = ay + 4 if by > ay else ay - h - 4
            middle = (ay + by - h) // 2
            places += [Rect(ax + 5, at, w, h) for at in (y, middle)]
            places += [Rect(ax - w - 5, at, w, h) for at in (y, middle)]
    return places


def _freest(
    places: Sequence[Rect], solids: Sequence[Rect], labels: Iterable[Rect], edges: Edges
) -> Rect:
    taken = list(labels)

    def badness(ranked: tuple[int, Rect]) -> int:
        rank, place = ranked
        cost = rank
        cost += ON_SHAPE * sum(place.overlaps(box) for box in solids)
        cost += ON_LABEL * sum(place.overlaps(box) for box in taken)
        return cost + ON_EDGE * sum(
            place.hit_by(a, b) for points in edges.points.values() for a, b in pairwise(points)
        )

    return min(enumerate(places), key=badness)[1]
