"""Shapes stand apart, edges touch what they connect and pass through nothing else."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.draw import Body, Diagram, Node, Pool, Process, chain
from tools.draw.edges import DrawError, lay_edges
from tools.draw.geometry import Point, Rect
from tools.draw.labels import place_labels
from tools.draw.layout import Plane, planes


def on_border(point: Point, box: Rect) -> bool:
    x, y = point
    inside = box.x <= x <= box.right and box.y <= y <= box.bottom
    return inside and (x in (box.x, box.right) or y in (box.y, box.bottom))


def leaves(plane: Plane) -> dict[str, Rect]:
    """Boxes that nothing may overlap: no frames, and boundary events only among themselves."""
    nodes = [node for area in plane.areas for node in area.body.nodes]
    return {
        node.id: plane.boxes[node.id]
        for node in nodes
        if not node.expanded and node.kind != "boundaryEvent"
    }


def test_every_collapsed_sub_process_has_a_plane(service: Diagram) -> None:
    assert [plane.element for plane in planes(service)] == ["servicio", "fase"]


def test_shapes_do_not_overlap(service: Diagram) -> None:
    for plane in planes(service):
        for (one, a), (other, b) in combinations(leaves(plane).items(), 2):
            assert not a.overlaps(b), f"{one} overlaps {other}"


def test_lanes_fill_their_pool_and_hold_their_nodes(service: Diagram) -> None:
    boxes = planes(service)[0].boxes
    assert boxes["mesa"].bottom == boxes["ejecutor"].y
    assert boxes["mesa"].y == boxes["pool_e"].y
    assert boxes["ejecutor"].bottom == boxes["pool_e"].bottom
    assert boxes["mesa"].contains(boxes["recibir"])
    assert boxes["ejecutor"].contains(boxes["fin_rechazada"])
    assert boxes["fase_r"].contains(boxes["r1"])
    assert len({boxes[pool].w for pool in ("cliente", "pool_e", "pool_r")}) == 1


def test_flows_start_and_end_on_borders_and_run_orthogonally(service: Diagram) -> None:
    for plane in planes(service):
        edges = lay_edges(service, plane)
        for area in plane.areas:
            for flow in area.body.flows:
                points = edges.points[flow.key]
                assert len(points) >= 2
                assert on_border(points[0], plane.boxes[flow.source])
                assert on_border(points[-1], plane.boxes[flow.target])
                assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


def test_flows_pass_through_no_other_shape(service: Diagram) -> None:
    for plane in planes(service):
        edges = lay_edges(service, plane)
        for area in plane.areas:
            for flow in area.body.flows:
                strangers = {
                    node.id: plane.boxes[node.id]
                    for node in area.body.nodes
                    if node.id not in (flow.source, flow.target) and not node.host
                }
                hosts = {node.host for node in area.body.nodes if node.id == flow.source}
                for a, b in pairwise(edges.points[flow.key]):
                    hit = {key for key, box in strangers.items() if box.hit_by(a, b)}
                    assert hit <= hosts, f"{flow.key} passes through {hit}"


def test_neighbours_in_a_row_are_joined_by_one_straight_line(service: Diagram) -> None:
    plane = planes(service)[1]
    points = lay_edges(service, plane).points["enviar__espera"]
    assert len(points) == 2
    assert points[0][1] == points[1][1]


def test_boundary_events_leave_downwards(service: Diagram) -> None:
    plane = planes(service)[1]
    first, second = lay_edges(service, plane).points["vence__vencida"][:2]
    assert first[0] == second[0]
    assert second[1] > first[1] == plane.boxes["vence"].bottom


def test_labels_stand_clear_of_shapes_and_of_each_other(service: Diagram) -> None:
    for plane in planes(service):
        labels = place_labels(plane, lay_edges(service, plane))
        for key, label in labels.items():
            assert not any(label.overlaps(box) for box in leaves(plane).values()), key
        for (one, a), (other, b) in combinations(labels.items(), 2):
            assert not a.overlaps(b), f"{one} on {other}"


def test_a_flow_to_nowhere_is_refused_with_its_name() -> None:
    process = Process(id="p", name="P", nodes=(Node(id="a", kind="task"),), flows=chain("a", "b"))
    diagram = Diagram(id="d", pools=(Pool(id="pool", name="P", process=process),))
    with pytest.raises(DrawError, match=r"'a__b'.*'b' is not one"):
        lay_edges(diagram, planes(diagram)[0])


cells = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 4)), unique=True, min_size=2, max_size=12
)


@given(cells, st.data())
def test_any_grid_can_be_routed(places: list[tuple[int, int]], data: st.DataObject) -> None:
    ids = [f"n{rank}" for rank in range(len(places))]
    nodes = tuple(
        Node(id=key, kind="task", name=key, at=at) for key, at in zip(ids, places, strict=True)
    )
    pairs = data.draw(st.lists(st.permutations(ids).map(lambda order: order[:2]), max_size=8))
    flows = {(a, b): chain(a, b)[0] for a, b in pairs}
    body = Body(nodes=nodes, flows=tuple(flows.values()))
    process = Process(id="p", name="P", nodes=body.nodes, flows=body.flows)
    diagram = Diagram(id="d", pools=(Pool(id="pool", name="P", process=process),))
    plane = planes(diagram)[0]
    edges = lay_edges(diagram, plane)
    assert set(edges.points) == {flow.key for flow in body.flows}
    for a, b in combinations(ids, 2):
        assert not plane.boxes[a].overlaps(plane.boxes[b])
