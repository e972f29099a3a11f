"""Orthogonal edges between shapes, around everything else.

A cheapest-path search over the grid's centre lines and gutter tracks. Length,
bends, crossings, running on top of another edge and passing through a label
all cost; passing through a shape is forbidden. Edges are laid one after the
other, so the order in which they are asked for decides who gives way.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise

from tools.draw.geometry import Point, Rect

RIGHT, DOWN, LEFT, UP = range(4)
STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))
MARGIN = 6
BEND = 60
CROSSING = 40
OVER_STRANGER = 12
OVER_RELATIVE = 0
THROUGH_LABEL = 4
SHARED_PORT = 70

State = tuple[int, int, int]
Key = tuple[int, int]


@dataclass(frozen=True)
class Port:
    """Where an edge may touch a shape, facing outwards, and what it costs to use it."""

    at: Point
    facing: int
    cost: int = 0


@dataclass(frozen=True)
class Landing:
    """A port's first grid point outside its shape."""

    port: Port
    x: int
    y: int


@dataclass
class Router:
    """Routes the edges of one area, remembering those it has laid."""

    xs: Sequence[int]
    ys: Sequence[int]
    solids: Mapping[str, Rect]
    labels: Sequence[Rect] = ()
    used: tuple[dict[Key, list[tuple[str, str]]], dict[Key, list[tuple[str, str]]]] = field(
        default_factory=lambda: ({}, {})
    )
    docked: dict[Point, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Mark the grid's blocked and costly stretches once."""
        grown = [box.grown(MARGIN) for box in self.solids.values()]
        self._blocked = (self._marks(grown, 0), self._marks(grown, 1))
        self._labelled = (self._marks(self.labels, 0), self._marks(self.labels, 1))

    def _marks(self, boxes: Sequence[Rect], axis: int) -> set[Key]:
        """Stretches (one grid step from a point, right or down) that pass through a box."""
        marks: set[Key] = set()
        for box in boxes:
            wide = axis == 0
            x_from = bisect_right(self.xs, box.x) - (1 if wide else 0)
            y_from = bisect_right(self.ys, box.y) - (0 if wide else 1)
            for xi in range(max(0, x_from), bisect_left(self.xs, box.right)):
                for yi in range(max(0, y_from), bisect_left(self.ys, box.bottom)):
                    marks.add((xi, yi))
        return marks

    def route(
        self, ends: tuple[str, str], outs: Sequence[Port], ins: Sequence[Port]
    ) -> list[Point] | None:
        """The way from one of `outs` to one of `ins`, or None when there is none.

        `ends` are the ids of source and target: an edge may run on top of one
        that shares an end with it.
        """
        starts = [spot for port in outs if (spot := self._landing(port, ends[0]))]
        goals = [spot for port in ins if (spot := self._landing(port, ends[1]))]
        if not starts or not goals:
            return None
        found = self._search(ends, starts, goals)
        if found is None:
            return None
        points = self._points(*found)
        self.remember(ends, points)
        self.dock(points)
        return points

    def dock(self, points: Sequence[Point]) -> None:
        """Note where an edge leaves and arrives."""
        self.docked.setdefault(points[0], set()).add("out")
        self.docked.setdefault(points[-1], set()).add("in")

    def _taken(self, port: Port, use: str) -> int:
        """What it costs to dock where another edge does; only arrivals may share freely."""
        uses = self.docked.get(port.at, set())
        return 0 if not uses or uses == {use} == {"in"} else SHARED_PORT

    def _landing(self, port: Port, own: str) -> Landing | None:
        """Walk outwards from a port to the first grid point; None if something is in the way."""
        x, y = port.at
        if port.facing in (RIGHT, LEFT):
            yi = bisect_left(self.ys, y)
            xi = (
                bisect_right(self.xs, x + MARGIN)
                if port.facing == RIGHT
                else bisect_left(self.xs, x - MARGIN) - 1
            )
        else:
            xi = bisect_left(self.xs, x)
            yi = (
                bisect_right(self.ys, y + MARGIN)
                if port.facing == DOWN
                else bisect_left(self.ys, y - MARGIN) - 1
            )
        if not (0 <= xi < len(self.xs) and 0 <= yi < len(self.ys)):
            return None
        on_line = self.ys[yi] == y if port.facing in (RIGHT, LEFT) else self.xs[xi] == x
        spot = (self.xs[xi], self.ys[yi])
        hindered = any(box.hit_by(port.at, spot) for key, box in self.solids.items() if key != own)
        return Landing(port, xi, yi) if on_line and not hindered else None

    def _search(
        self, ends: tuple[str, str], starts: Sequence[Landing], goals: Sequence[Landing]
    ) -> tuple[Port, list[State], Port] | None:
        estimate = self._estimate(goals)
        best: dict[State, int] = {}
        came: dict[State, State | Landing] = {}
        heap: list[tuple[int, int, State]] = []
        for start in starts:
            state = (start.x, start.y, start.port.facing)
            cost = start.port.cost + self._gap(start) + self._taken(start.port, "out")
            if cost < best.get(state, 1 << 30):
                best[state], came[state] = cost, start
                heappush(heap, (cost + estimate(start.x, start.y), cost, state))
        finish: tuple[int, State, Port] | None = None
        while heap:
            total, cost, state = heappop(heap)
            if finish and total >= finish[0]:
                break
            if cost > best[state]:
                continue
            for goal in goals:
                arriving = (goal.port.facing + 2) % 4
                if (goal.x, goal.y) == state[:2] and state[2] != goal.port.facing:
                    bend = BEND if state[2] != arriving else 0
                    reached = cost + bend + goal.port.cost + self._gap(goal)
                    reached += self._taken(goal.port, "in")
                    if finish is None or reached < finish[0]:
                        finish = (reached, state, goal.port)
            for after, reached in self._moves(ends, state, cost):
                if reached < best.get(after, 1 << 30):
                    best[after], came[after] = reached, state
                    heappush(heap, (reached + estimate(after[0], after[1]), reached, after))
        if finish is None:
            return None
        return self._trace(finish[1], came, finish[2])

    def _moves(self, ends: tuple[str, str], state: State, cost: int) -> Iterator[tuple[State, int]]:
        """Where one can go next, ahead or around a bend, and what it has cost by then."""
        x, y, facing = state
        for turn in (facing, (facing + 1) % 4, (facing + 3) % 4):
            step = self._step(ends, x, y, turn)
            if step:
                new_x, new_y, price = step
                yield (new_x, new_y, turn), cost + price + (BEND if turn != facing else 0)

    def _step(
        self, ends: tuple[str, str], x: int, y: int, facing: int
    ) -> tuple[int, int, int] | None:
        dx, dy = STEPS[facing]
        new_x, new_y = x + dx, y + dy
        if not (0 <= new_x < len(self.xs) and 0 <= new_y < len(self.ys)):
            return None
        axis = facing % 2
        key = (min(x, new_x), min(y, new_y))
        if key in self._blocked[axis]:
            return None
        length = abs(self.xs[new_x] - self.xs[x]) + abs(self.ys[new_y] - self.ys[y])
        price = length
        if key in self._labelled[axis]:
            price += THROUGH_LABEL * length
        for other in self.used[axis].get(key, ()):
            related = other[0] == ends[0] or other[1] == ends[1]
            price += length * (OVER_RELATIVE if related else OVER_STRANGER)
        across = self.used[1 - axis]
        before = (new_x, new_y - 1) if axis == 0 else (new_x - 1, new_y)
        if (new_x, new_y) in across and before in across:
            price += CROSSING
        return new_x, new_y, price

    def _estimate(self, goals: Sequence[Landing]) -> Callable[[int, int], int]:
        spots = [(self.xs[goal.x], self.ys[goal.y]) for goal in goals]

        def estimate(x: int, y: int) -> int:
            here = self.xs[x], self.ys[y]
            return min(abs(here[0] - gx) + abs(here[1] - gy) for gx, gy in spots)

        return estimate

    def _gap(self, spot: Landing) -> int:
        x, y = spot.port.at
        return abs(self.xs[spot.x] - x) + abs(self.ys[spot.y] - y)

    def _trace(
        self, last: State, came: Mapping[State, State | Landing], goal: Port
    ) -> tuple[Port, list[State], Port]:
        states = [last]
        while not isinstance(previous := came[states[-1]], Landing):
            states.append(previous)
        return previous.port, states[::-1], goal

    def _points(self, out: Port, states: Sequence[State], goal: Port) -> list[Point]:
        path = [out.at, *((self.xs[x], self.ys[y]) for x, y, _ in states), goal.at]
        kept = [path[0]]
        for index in range(1, len(path) - 1):
            (ax, ay), (bx, by), (cx, cy) = kept[-1], path[index], path[index + 1]
            if (bx, by) != (ax, ay) and not (ax == bx == cx or ay == by == cy):
                kept.append(path[index])
        kept.append(path[-1])
        return kept

    def remember(self, ends: tuple[str, str], points: Sequence[Point]) -> None:
        """Note an edge that is already laid, so that later ones give way to it."""
        for (ax, ay), (bx, by) in pairwise(points):
            axis = 0 if ay == by else 1
            x_low, x_high = sorted((ax, bx))
            y_low, y_high = sorted((ay, by))
            first_x, last_x = bisect_left(self.xs, x_low), bisect_left(self.xs, x_high)
            first_y, last_y = bisect_left(self.ys, y_low), bisect_left(self.ys, y_high)
            keys = (
                [(xi, first_y) for xi in range(max(0, first_x - 1), last_x)]
                if axis == 0
                else [(first_x, yi) for yi in range(max(0, first_y - 1), last_y)]
            )
            for key in keys:
                self.used[axis].setdefault(key, []).append(ends)
