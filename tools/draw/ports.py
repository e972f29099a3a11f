"""Where edges may dock, by the kind of shape."""

from collections.abc import Sequence

from tools.draw.geometry import Rect, is_gateway
from tools.draw.model import Node
from tools.draw.route import DOWN, LEFT, RIGHT, UP, Port

NEAR, FAR = 30, 150
BROAD = 300


def sides(box: Rect) -> dict[int, tuple[int, int]]:
    """The middle of each side."""
    x, y = box.center
    return {RIGHT: (box.right, y), DOWN: (x, box.bottom), LEFT: (box.x, y), UP: (x, box.y)}


def leaving(node: Node, box: Rect, target: Rect, *, leftwards: bool = False) -> list[Port]:
    """Ports of a source: to the right first, or the left; boundary events downwards only.

    A broad shape is also left straight down or up to its target.
    """
    at = sides(box)
    ahead, behind = (LEFT, RIGHT) if leftwards else (RIGHT, LEFT)
    if node.kind == "boundaryEvent":
        return [Port(at[DOWN], DOWN)]
    aside = 0 if is_gateway(node) else NEAR
    ports = [
        Port(at[ahead], ahead),
        Port(at[DOWN], DOWN, aside),
        Port(at[UP], UP, aside + 5),
        Port(at[behind], behind, FAR),
    ]
    x = target.center[0]
    if box.w >= BROAD and box.x + 10 <= x <= box.right - 10:
        ports += [Port((x, box.bottom), DOWN, aside), Port((x, box.y), UP, aside + 5)]
    return ports


def arriving(box: Rect, source: Rect, *, leftwards: bool = False) -> list[Port]:
    """Ports of a target: from the left first, or the right, and straight down or up."""
    at = sides(box)
    ahead, behind = (LEFT, RIGHT) if leftwards else (RIGHT, LEFT)
    ports = [
        Port(at[behind], behind),
        Port(at[UP], UP, NEAR),
        Port(at[DOWN], DOWN, NEAR + 5),
        Port(at[ahead], ahead, FAR),
    ]
    x = source.center[0]
    if box.w >= 100 and x != box.center[0] and box.x + 10 <= x <= box.right - 10:
        ports += [Port((x, box.y), UP, NEAR), Port((x, box.bottom), DOWN, NEAR + 5)]
    return ports


def docks_along(box: Rect) -> list[int]:
    """Where message flows may dock along the upper and lower edge of a shape."""
    middle = box.center[0]
    if box.w < 100:
        return [middle]
    reach = box.w // 2 - 20
    return sorted(range(middle - reach, middle + reach + 1, 20), key=lambda x: abs(x - middle))


def of_message(box: Rect, along: Sequence[int] = ()) -> list[Port]:
    """Ports of a message flow's end: top and bottom, for a pool anywhere `along` it."""
    inside = [x for x in along if box.x < x < box.right]
    at = sides(box)
    ports = [] if along else [Port(at[LEFT], LEFT, FAR), Port(at[RIGHT], RIGHT, FAR)]
    for x in inside or docks_along(box):
        cost = 0 if inside else abs(x - box.center[0]) // 4
        ports += [Port((x, box.y), UP, cost), Port((x, box.bottom), DOWN, cost)]
    return ports
