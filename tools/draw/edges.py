"""Which edges a plane shows, and the way each takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.draw.geometry import Point, Rect, has_outside_label, is_gateway, label_size
from tools.draw.layout import COLUMN_OF_POOLS_GAP, POOL_GAP, Area, Plane
from tools.draw.model import Body, Diagram, Flow, Node
from tools.draw.ports import arriving, docks_along, leaving, of_message, sides
from tools.draw.route import Port, Router


class DrawError(ValueError):
    """A drawing says something that cannot be drawn."""


@dataclass(kw_only=True)
class Edges:
    """The waypoints of a plane's edges by element id, and the flows among them."""

    points: dict[str, list[Point]] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)


def shown_as(diagram: Diagram) -> dict[str, str]:
    """For every node and pool, the shape that shows it in the overview."""
    shown: dict[str, str] = {pool.id: pool.id for pool in diagram.pools}

    def visit(nodes: tuple[Node, ...], shape: str) -> None:
        for node in nodes:
            shown[node.id] = shape or node.id
            if node.inner:
                visit(node.inner.nodes, shape or ("" if node.expanded else node.id))

    for process in diagram.processes():
        visit(process.body.nodes, "")
    return shown


def lay_edges(diagram: Diagram, plane: Plane) -> Edges:
    """Route all edges of a plane; raises DrawError when one finds no way."""
    edges = Edges()
    routers = {area.owner: _router(plane, area) for area in plane.areas}
    for area in plane.areas:
        _lay_flows(plane, area, routers[area.owner], edges)
    if plane.element == diagram.id and diagram.message_flows:
        _lay_messages(diagram, plane, edges)
    for area in plane.areas:
        _lay_associations(plane, area, routers[area.owner], edges)
    return edges


def _router(plane: Plane, area: Area) -> Router:
    own = [node.id for node in area.body.nodes]
    own += [data.id for data in area.body.data] + [note.id for note in area.body.annotations]
    return Router(
        area.xs, area.ys, {key: plane.boxes[key] for key in own}, _reserved(plane, area.body)
    )


def _reserved(plane: Plane, body: Body) -> list[Rect]:
    """Where labels would stand by default, below events and above gateways."""
    result = []
    for node in body.nodes:
        if has_outside_label(node) and node.kind != "boundaryEvent":
            w, h = label_size(node.name)
            box = plane.boxes[node.id]
            y = box.y - h - 2 if is_gateway(node) else box.bottom + 2
            result.append(Rect(box.center[0] - w // 2, y, w, h))
    return result


def _lay_flows(plane: Plane, area: Area, router: Router, edges: Edges) -> None:
    nodes = {node.id: node for node in area.body.nodes}
    for flow in area.body.flows:
        for end in (flow.source, flow.target):
            if end not in nodes:
                raise DrawError(
                    f"Expected the ends of flow {flow.key!r} to be nodes of {area.owner!r} "
                    f"but {end!r} is not one; add it there or correct the flow."
                )
    for flow in sorted(area.body.flows, key=lambda flow: _effort(plane, nodes, flow)):
        source, target = plane.boxes[flow.source], plane.boxes[flow.target]
        leftwards = _leftwards(source, target, [plane.boxes[key] for key in nodes])
        points = router.route(
            (flow.source, flow.target),
            leaving(nodes[flow.source], source, target, leftwards=leftwards),
            arriving(target, source, leftwards=leftwards),
        )
        edges.points[flow.key] = _found(points, flow.key)
        if flow.name:
            edges.named[flow.key] = flow.name


def _leftwards(source: Rect, target: Rect, boxes: list[Rect]) -> bool:
    """Whether the target stands to the left in the same row, with nothing between the two."""
    (x, y), (target_x, target_y) = source.center, target.center
    if y != target_y or target_x >= x:
        return False
    between = (source.x, y), (target.right, y)
    return not any(box.hit_by(*between) for box in boxes if box not in (source, target))


def _effort(plane: Plane, nodes: Mapping[str, Node], flow: Flow) -> tuple[int, int, str]:
    """Straight neighbours first, then short ones, then long ones and those that go back."""
    (ax, ay), (bx, by) = plane.boxes[flow.source].center, plane.boxes[flow.target].center
    source, target = plane.boxes[flow.source], plane.boxes[flow.target]
    ahead = bx > ax or _leftwards(source, target, [plane.boxes[key] for key in nodes])
    straight = ay == by and ahead and nodes[flow.source].kind != "boundaryEvent"
    rank = 0 if straight else 1 if bx >= ax else 2
    return rank, abs(bx - ax) + abs(by - ay), flow.key


def _lay_messages(diagram: Diagram, plane: Plane, edges: Edges) -> None:
    shown = shown_as(diagram)
    pools = {pool.id for pool in diagram.pools}
    frames = {node.id for area in plane.areas for node in area.body.nodes if node.expanded}
    solids: dict[str, Rect] = {}
    labels: list[Rect] = []
    for area in plane.areas:
        solids |= {n.id: plane.boxes[n.id] for n in area.body.nodes if n.id not in frames}
        solids |= {data.id: plane.boxes[data.id] for data in area.body.data}
        solids |= {note.id: plane.boxes[note.id] for note in area.body.annotations}
        labels += _reserved(plane, area.body)
    ends = {
        shown.get(end, "") for flow in diagram.message_flows for end in (flow.source, flow.target)
    }
    docks = {x for end in ends - pools - {""} for x in docks_along(plane.boxes[end])}
    xs = sorted(docks.union(_lines_across(plane, pools), *(area.xs for area in plane.areas)))
    for pool in diagram.pools:
        if pool.process is None:
            solids[pool.id] = plane.boxes[pool.id]
    router = Router(xs, _lines_down(plane, pools), solids, labels)
    for points in edges.points.values():
        router.remember(("", ""), points)
        router.dock(points)
    for flow in diagram.message_flows:
        source, target = (_shape_of(shown, end, flow.key) for end in (flow.source, flow.target))
        outs = of_message(plane.boxes[source], xs if source in pools else ())
        ins = of_message(plane.boxes[target], xs if target in pools else ())
        edges.points[flow.key] = _found(router.route((source, target), outs, ins), flow.key)
        if flow.name:
            edges.named[flow.key] = flow.name


def _lines_across(plane: Plane, pools: set[str]) -> set[int]:
    """Tracks between the columns of pools."""
    rights = {plane.boxes[pool].right for pool in pools}
    lefts = {plane.boxes[pool].x for pool in pools}
    gaps = [(right, right + COLUMN_OF_POOLS_GAP) for right in rights]
    return {x for right, left in gaps if left in lefts for x in range(right + 10, left, 10)}


def _lines_down(plane: Plane, pools: set[str]) -> list[int]:
    ys = {y for area in plane.areas for y in area.ys}
    for pool in pools:
        box = plane.boxes[pool]
        ys |= set(range(box.y - POOL_GAP + 10, box.y, 10))
        ys |= set(range(box.bottom + 10, box.bottom + POOL_GAP, 10))
    return sorted(ys)


def _shape_of(shown: Mapping[str, str], end: str, key: str) -> str:
    if end not in shown:
        raise DrawError(
            f"Expected the ends of message flow {key!r} to be nodes or pools but {end!r} is "
            "neither; correct the flow."
        )
    return shown[end]


def _lay_associations(plane: Plane, area: Area, router: Router, edges: Edges) -> None:
    pairs = [(f"a_{note.id}", note.id, note.about) for note in area.body.annotations if note.about]
    for data in area.body.data:
        pairs += [(f"{node}_writes_{data.id}", node, data.id) for node in data.writers]
        pairs += [(f"{node}_reads_{data.id}", data.id, node) for node in data.readers]
    for key, source, target in pairs:
        if source not in plane.boxes or target not in plane.boxes:
            raise DrawError(
                f"Expected {source!r} and {target!r} to stand on one plane; move the note or "
                "data object to the sub-process of its node."
            )
        outs, ins = _any_side(plane.boxes[source]), _any_side(plane.boxes[target])
        edges.points[key] = _found(router.route((source, target), outs, ins), key)


def _any_side(box: Rect) -> list[Port]:
    return [Port(at, facing) for facing, at in sides(box).items()]


def _found(points: list[Point] | None, key: str) -> list[Point]:
    if points is None:
        raise DrawError(
            f"Found no way for edge {key!r}: its ends are walled in; leave a free row or column."
        )
    return points
