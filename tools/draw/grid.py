"""From grid cells to pixels: how wide the columns and how high the rows are.

Every column is as wide as its widest item, every row as high as its highest.
Between them run gutters with parallel tracks, on which edges are routed. All
centres and tracks are multiples of the drawing's unit, so two of them either
coincide or stand clearly apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tools.draw.geometry import DATA as DATA_SIZE
from tools.draw.geometry import (
    UNIT,
    Rect,
    has_outside_label,
    is_gateway,
    label_size,
    note_size,
    size_of,
    up,
)
from tools.draw.model import Body, Cell, Node

COLUMN_GAP = 50
ROW_GAP = 40
SIDE = 40
TOP = 30
BOUNDARY = 18


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something that takes a cell: its shape and the room that its labels need."""

    id: str
    at: Cell
    band: int
    w: int
    h: int
    wide: int
    below: int
    above: int = 0
    reaches: bool = False

    def at_center(self, x: int, y: int) -> Rect:
        """The shape around a centre."""
        return Rect(x - self.w // 2, y - self.h // 2, self.w, self.h)


@dataclass(frozen=True)
class Axis:
    """Positions along one direction: centres by rank, tracks, and the whole length."""

    centers: Mapping[int, int]
    tracks: tuple[int, ...]
    length: int
    lows: Mapping[int, int] = field(default_factory=dict)

    def center_of(self, item: Item) -> int:
        """Where an item stands across: in the middle of its column, or reaching out from it."""
        column = item.at[0]
        return self.lows[column] + item.w // 2 if item.reaches else self.centers[column]

    @property
    def lines(self) -> tuple[int, ...]:
        """Every position an edge may run on."""
        return tuple(sorted({*self.tracks, *self.centers.values()}))


def items_of(
    body: Body, bands: Mapping[str, int], sizes: Mapping[str, tuple[int, int]]
) -> list[Item]:
    """The items of a body; `sizes` gives those of expanded sub-processes."""
    guests: dict[str, list[Node]] = {}
    for node in body.nodes:
        if node.kind == "boundaryEvent":
            guests.setdefault(node.host, []).append(node)
    items = [
        _item(node, bands.get(node.id, 0), sizes.get(node.id), guests.get(node.id, []))
        for node in body.nodes
        if node.kind != "boundaryEvent"
    ]
    for data in body.data:
        w, h = DATA_SIZE
        wide, high = label_size(data.name)
        items.append(
            Item(
                id=data.id,
                at=data.at,
                band=bands.get(data.lane, 0),
                w=w,
                h=h,
                wide=max(w, wide),
                below=high + 4,
            )
        )
    for note in body.annotations:
        w, h = note_size(note)
        items.append(
            Item(id=note.id, at=note.at, band=bands.get(note.lane, 0), w=w, h=h, wide=w, below=0)
        )
    return items


def _item(node: Node, band: int, inner: tuple[int, int] | None, guests: list[Node]) -> Item:
    w, h = inner or size_of(node, crowded=bool(guests))
    wide, above, below = w, 0, 0
    if has_outside_label(node):
        label_w, label_h = label_size(node.name)
        wide = max(w, label_w)
        above, below = (label_h + 6, 0) if is_gateway(node) else (0, label_h + 6)
    if guests:
        tallest = max(label_size(guest.name)[1] if guest.name else 0 for guest in guests)
        below = BOUNDARY + tallest + 6
    return Item(
        id=node.id,
        at=node.at,
        band=band,
        w=w,
        h=h,
        wide=wide,
        below=below,
        above=above,
        reaches=node.wide,
    )


def columns(items: Iterable[Item], start: int = 0) -> Axis:
    """The columns of items that share them, from `start` on, padding included."""
    halves: dict[int, int] = {}
    wide: list[Item] = []
    for item in items:
        needed = UNIT if item.reaches else up(item.wide / 2)
        halves[item.at[0]] = max(halves.get(item.at[0], UNIT), needed)
        wide += [item] if item.reaches else []
    extents = {column: (half, half) for column, half in halves.items()}
    axis = _axis(extents, start, COLUMN_GAP, SIDE)
    end = start + axis.length
    needed_end = max((axis.lows[item.at[0]] + item.w + SIDE for item in wide), default=end)
    if needed_end <= end:
        return axis
    more = range(end, needed_end, UNIT)
    return replace(axis, tracks=(*axis.tracks, *more), length=needed_end - start)


def rows(items: Iterable[Item], start: int = 0) -> Axis:
    """The rows of one band."""
    extents: dict[int, tuple[int, int]] = {0: (40, 40)}
    for item in items:
        above, below = extents.get(item.at[1], (UNIT, UNIT))
        extents[item.at[1]] = (
            max(above, up(item.h / 2 + item.above)),
            max(below, up(item.h / 2 + item.below)),
        )
    return _axis(extents, start, ROW_GAP, TOP)


def _axis(extents: Mapping[int, tuple[int, int]], start: int, gap: int, padding: int) -> Axis:
    centers: dict[int, int] = {}
    lows: dict[int, int] = {}
    tracks = list(range(start + UNIT, start + padding, UNIT))
    cursor = start + padding
    for rank, (before, after) in sorted(extents.items()):
        lows[rank], centers[rank] = cursor, cursor + before
        cursor += before + after
        tracks.extend(range(cursor + UNIT, cursor + gap, UNIT))
        cursor += gap
    cursor -= gap
    end = cursor + padding
    tracks = [track for track in tracks if track < end]
    return Axis(centers, tuple(tracks), end - start, lows)
