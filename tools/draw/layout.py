"""Where every shape stands: one plane for the collaboration, one per collapsed sub-process."""

from dataclasses import dataclass, field, replace
from itertools import accumulate

from tools.draw.geometry import EVENT, UNIT, Rect, up
from tools.draw.grid import Axis, columns, items_of, rows
from tools.draw.model import Body, Diagram, Node, Pool, Process, walk

HEADER = 30
POOL_GAP = 70
COLUMN_OF_POOLS_GAP = 160
BLACK_BOX = 60
ORIGIN = (160, 80)
INNER_TITLE = 20


@dataclass(frozen=True, kw_only=True)
class Area:
    """The inside of a process or sub-process on a plane: where its own edges run."""

    owner: str
    body: Body
    box: Rect
    xs: tuple[int, ...]
    ys: tuple[int, ...]


@dataclass(kw_only=True)
class Plane:
    """One picture: boxes by element id, and the areas whose edges it shows."""

    element: str
    boxes: dict[str, Rect] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)

    def area(self, owner: str) -> Area:
        """The area of a process or sub-process of this plane."""
        return next(area for area in self.areas if area.owner == owner)


def planes(diagram: Diagram) -> list[Plane]:
    """Lay the diagram out; the first plane is the collaboration's."""
    result = [_collaboration(diagram)]
    for process in diagram.processes():
        for node in walk(process.body.nodes):
            if node.inner and not node.expanded:
                plane = Plane(element=node.id)
                _place_body(plane, node.id, node.inner, ORIGIN, title=0)
                result.append(plane)
    return result


def _collaboration(diagram: Diagram) -> Plane:
    plane = Plane(element=diagram.id)
    x, top = ORIGIN
    tops = _row_tops(diagram, top)
    for column in sorted({pool.column for pool in diagram.pools}):
        pools = [pool for pool in diagram.pools if pool.column == column]
        axes = _axes(diagram, pools, x + 2 * HEADER)
        width = max(axis.length for axis in axes) + 2 * HEADER
        for rank, (pool, axis) in enumerate(zip(pools, axes, strict=True)):
            y = tops[rank]
            plane.boxes[pool.id] = Rect(x, y, width, _height(pool))
            if pool.process is not None:
                _place_pool(plane, pool, axis, y)
                _place_lanes(plane, pool)
        x += width + COLUMN_OF_POOLS_GAP
    return plane


def _row_tops(diagram: Diagram, top: int) -> list[int]:
    """Where each row of pools begins, and where one more would, below its highest."""
    heights: list[int] = []
    ranks: dict[int, int] = {}
    for pool in diagram.pools:
        rank = ranks[pool.column] = ranks.get(pool.column, -1) + 1
        heights += [0] * (rank + 1 - len(heights))
        heights[rank] = max(heights[rank], _height(pool))
    return list(accumulate((height + POOL_GAP for height in heights), initial=top))


def _height(pool: Pool) -> int:
    if pool.process is None:
        return BLACK_BOX
    items = items_of(pool.process.body, _bands(pool.process), _inner_sizes(pool.process.body))
    bands = range(max(1, len(pool.process.lanes)))
    return sum(rows([item for item in items if item.band == band]).length for band in bands)


def _axes(diagram: Diagram, pools: list[Pool], start: int) -> list[Axis]:
    """The columns of each pool: one set for all, so that message flows run straight, or its own."""
    items = [
        items_of(pool.process.body, {}, _inner_sizes(pool.process.body)) if pool.process else []
        for pool in pools
    ]
    if diagram.aligned:
        return [columns([item for own in items for item in own], start)] * len(pools)
    return [columns(own, start) for own in items]


def _inner_sizes(body: Body) -> dict[str, tuple[int, int]]:
    sizes: dict[str, tuple[int, int]] = {}
    for node in body.nodes:
        if node.inner and node.expanded:
            scratch = Plane(element="")
            box = _place_body(scratch, node.id, node.inner, (0, 0), title=INNER_TITLE)
            sizes[node.id] = (up(box.w / 2) * 2, up(box.h / 2) * 2)
    return sizes


def _bands(process: Process) -> dict[str, int]:
    """The rank of every lane, by its own id and by those of its nodes."""
    ranks = {lane.id: rank for rank, lane in enumerate(process.lanes)}
    return ranks | {node.id: ranks[lane.id] for lane in process.lanes for node in lane.nodes}


def _place_pool(plane: Plane, pool: Pool, across: Axis, y: int) -> None:
    process = pool.process
    assert process is not None
    body = process.body
    items = items_of(body, _bands(process), _inner_sizes(body))
    lines: list[int] = []
    top = y
    for band in range(max(1, len(process.lanes))):
        mine = [item for item in items if item.band == band]
        axis = rows(mine, top)
        for item in mine:
            center = across.center_of(item), axis.centers[item.at[1]]
            plane.boxes[item.id] = item.at_center(*center)
        lines.extend(axis.lines)
        top += axis.length
    box = Rect(plane.boxes[pool.id].x + 2 * HEADER, y, across.length, top - y)
    _finish(plane, Area(owner=process.id, body=body, box=box, xs=across.lines, ys=tuple(lines)))


def _place_lanes(plane: Plane, pool: Pool) -> None:
    """Lane boxes fill the pool; each ends where the rows of the next begin, the last at its end."""
    process = pool.process
    assert process is not None
    items = items_of(process.body, _bands(process), _inner_sizes(process.body))
    box = plane.boxes[pool.id]
    top = box.y
    for rank, lane in enumerate(process.lanes):
        length = rows([item for item in items if item.band == rank], top).length
        height = box.bottom - top if lane is process.lanes[-1] else length
        plane.boxes[lane.id] = Rect(box.x + HEADER, top, box.w - HEADER, height)
        top += length


def _place_body(plane: Plane, owner: str, body: Body, origin: tuple[int, int], title: int) -> Rect:
    items = items_of(body, {}, _inner_sizes(body))
    across = columns(items, origin[0])
    down = rows(items, origin[1] + title)
    for item in items:
        center = across.center_of(item), down.centers[item.at[1]]
        plane.boxes[item.id] = item.at_center(*center)
    box = Rect(origin[0], origin[1], across.length, down.length + title)
    _finish(plane, Area(owner=owner, body=body, box=box, xs=across.lines, ys=down.lines))
    return box


def _finish(plane: Plane, area: Area) -> None:
    """Stand boundary events on their hosts, fill expanded sub-processes, keep the area."""
    centers = set(area.xs)
    for host, guests in _guests(area.body).items():
        for node, x in zip(guests, _stands(plane.boxes[host], len(guests)), strict=True):
            plane.boxes[node.id] = Rect(
                x - EVENT // 2, plane.boxes[host].bottom - EVENT // 2, EVENT, EVENT
            )
            centers.add(x)
    plane.areas.append(replace(area, xs=tuple(sorted(centers)), ys=tuple(sorted(set(area.ys)))))
    for node in area.body.nodes:
        if node.inner and node.expanded:
            at = plane.boxes[node.id]
            _place_body(plane, node.id, node.inner, (at.x, at.y), title=INNER_TITLE)


def _guests(body: Body) -> dict[str, list[Node]]:
    guests: dict[str, list[Node]] = {}
    for node in body.nodes:
        if node.kind == "boundaryEvent":
            guests.setdefault(node.host, []).append(node)
    return guests


def _stands(host: Rect, count: int) -> list[int]:
    """Where `count` boundary events stand along the lower edge of their host."""
    if count == 1:
        return [host.right - 30]
    step = (host.w - 60) / (count - 1)
    return [host.x + 30 + round(step * rank / UNIT) * UNIT for rank in range(count)]
