"""Rectangles, sizes of shapes and how much room a text takes."""

from dataclasses import dataclass

from tools.draw.model import Annotation, Node

Point = tuple[int, int]

UNIT = 10
EVENT = 36
GATEWAY = 50
TASK = (120, 80)
PHASE = (140, 90)
DATA = (36, 50)
NOTE_WIDTH = 160
LINE = 14
LABEL_WIDTH = 110
LABEL_CHARS = 18

EVENT_KINDS = frozenset(
    {
        "startEvent",
        "endEvent",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "boundaryEvent",
    }
)


@dataclass(frozen=True)
class Rect:
    """An axis-parallel box in pixels."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.y + self.h

    @property
    def center(self) -> Point:
        """The middle, rounded down."""
        return self.x + self.w // 2, self.y + self.h // 2

    def grown(self, by: int) -> "Rect":
        """The box with `by` pixels more on every side."""
        return Rect(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def moved(self, dx: int, dy: int) -> "Rect":
        """The box elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def overlaps(self, other: "Rect") -> bool:
        """Whether the insides meet; touching edges do not count."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def contains(self, other: "Rect") -> bool:
        """Whether `other` lies inside, edges included."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def hit_by(self, a: Point, b: Point) -> bool:
        """Whether the axis-parallel segment a–b passes through the inside."""
        low_x, high_x = sorted((a[0], b[0]))
        low_y, high_y = sorted((a[1], b[1]))
        return low_x < self.right and high_x > self.x and low_y < self.bottom and high_y > self.y


def around(boxes: list[Rect]) -> Rect:
    """The smallest box that holds all; `boxes` is not empty."""
    x = min(box.x for box in boxes)
    y = min(box.y for box in boxes)
    return Rect(x, y, max(box.right for box in boxes) - x, max(box.bottom for box in boxes) - y)


def up(value: float) -> int:
    """`value` rounded up to the drawing's unit."""
    return int(-(-value // UNIT) * UNIT)


def lines(text: str, width: int) -> int:
    """How many lines `text` takes when wrapped at `width` characters."""
    count, used = 1, 0
    for word in text.split():
        needed = len(word) + (1 if used else 0)
        if used and used + needed > width:
            count, used = count + 1, len(word)
        else:
            used += needed
    return count


def is_event(node: Node) -> bool:
    """Whether the node is drawn as a circle."""
    return node.kind in EVENT_KINDS


def is_gateway(node: Node) -> bool:
    """Whether the node is drawn as a diamond."""
    return node.kind.endswith("Gateway")


def has_outside_label(node: Node) -> bool:
    """Whether the node's name stands beside its shape."""
    return bool(node.name) and (is_event(node) or is_gateway(node))


def label_size(text: str) -> tuple[int, int]:
    """Width and height of an outside label; bpmn-js wraps at this width."""
    rows = lines(text, LABEL_CHARS)
    width = LABEL_WIDTH if rows > 1 else min(LABEL_WIDTH, 6 * len(text) + 6)
    return width, LINE * rows


def size_of(node: Node, *, crowded: bool = False) -> tuple[int, int]:
    """Width and height of a shape that is not an expanded sub-process.

    A name that would run into the shape's icon, marker or, when `crowded`, its
    boundary events makes the shape wider.
    """
    if node.size:
        return node.size
    if is_event(node):
        return EVENT, EVENT
    if is_gateway(node):
        return GATEWAY, GATEWAY
    width, height = PHASE if node.inner else TASK
    marked = bool(node.inner or node.loop)
    room = height - (40 if crowded else 24 if marked or node.kind != "task" else 8)
    while LINE * lines(node.name, (width - 14) // 6) > room and width < 220:
        width += 20
    return width, height


def note_size(note: Annotation) -> tuple[int, int]:
    """Width and height of a text annotation."""
    rows = sum(lines(part, 25) for part in note.text.split("\n"))
    return NOTE_WIDTH, up(LINE * rows + 12)
