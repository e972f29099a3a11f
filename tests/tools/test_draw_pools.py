"""Pools side by side, frames around them, wide sub-processes and rows that run to the left."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from tools.draw import Body, Diagram, Group, Node, Pool, Process, chain, ends, starts, task, to_xml
from tools.draw.geometry import Rect, around
from tools.draw.layout import planes

NS = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}


def pool(name: str, column: int = 0, *, rows: int = 1) -> Pool:
    """A pool with a task in each of its rows."""
    nodes = tuple(task("userTask", f"{name}_{row}", "Tarea", (0, row)) for row in range(rows))
    return Pool(
        id=name, name=name, process=Process(id=f"{name}_p", name=name, nodes=nodes), column=column
    )


def boxes(diagram: Diagram) -> dict[str, Rect]:
    """Where everything stands in the overview."""
    return planes(diagram)[0].boxes


def test_pools_of_a_second_column_stand_beside_those_of_the_first() -> None:
    # given
    diagram = Diagram(
        id="d", pools=(pool("a", rows=3), pool("b"), pool("c", 1), pool("d2", 1)), aligned=False
    )

    # when
    at = boxes(diagram)

    # then
    assert at["a"].x == at["b"].x < at["a"].right < at["c"].x == at["d2"].x
    assert at["a"].y == at["c"].y
    assert at["b"].y == at["d2"].y > at["a"].bottom
    assert at["c"].h < at["a"].h


def test_a_group_frames_its_pools_and_no_others() -> None:
    # given
    diagram = Diagram(
        id="d",
        pools=(pool("a"), pool("b"), pool("c", 1)),
        groups=(Group(id="g", name="Primeros", around=("a", "b")),),
    )

    # when
    root = etree.fromstring(to_xml(diagram))

    # then
    (group,) = root.findall("bpmn:collaboration/bpmn:group", NS)
    assert group.get("categoryValueRef") == "g_value"
    (value,) = root.findall("bpmn:category/bpmn:categoryValue", NS)
    assert (value.get("id"), value.get("value")) == ("g_value", "Primeros")
    bounds = root.find(".//bpmndi:BPMNShape[@bpmnElement='g']/dc:Bounds", NS)
    assert bounds is not None
    frame = Rect(*(int(bounds.get(side, "")) for side in ("x", "y", "width", "height")))
    at = boxes(diagram)
    assert frame.contains(around([at["a"], at["b"]]))
    assert not frame.overlaps(at["c"])


def with_sub_process(*, wide: bool) -> Diagram:
    """Two tasks above an expanded sub-process of five."""
    inner = Body(nodes=tuple(task("userTask", f"i{n}", "Dentro", (n, 0)) for n in range(5)))
    nodes = (
        task("userTask", "one", "Uno", (0, 0)),
        task("userTask", "two", "Dos", (1, 0)),
        Node(id="sub", kind="subProcess", at=(0, 1), inner=inner, expanded=True, wide=wide),
    )
    return Diagram(
        id="d", pools=(Pool(id="p", name="P", process=Process(id="pp", name="P", nodes=nodes)),)
    )


def test_a_wide_sub_process_reaches_over_the_columns_to_its_right() -> None:
    # when
    narrow, wide = boxes(with_sub_process(wide=False)), boxes(with_sub_process(wide=True))

    # then
    assert narrow["two"].x > narrow["sub"].right
    assert wide["two"].x - wide["one"].right == 50
    assert wide["sub"].right > wide["two"].right
    assert wide["p"].contains(wide["sub"])
    assert narrow["sub"].w == wide["sub"].w


def test_a_row_that_runs_to_the_left_is_drawn_straight() -> None:
    # given
    nodes = (
        starts("start", "", (2, 0)),
        task("userTask", "work", "Tarea", (1, 0)),
        ends("end", "", (0, 0)),
    )
    process = Process(id="p", name="P", nodes=nodes, flows=chain("start", "work", "end"))

    # when
    root = etree.fromstring(
        to_xml(Diagram(id="d", pools=(Pool(id="a", name="A", process=process),)))
    )

    # then
    for edge in root.iterfind(".//bpmndi:BPMNEdge", NS):
        points = edge.findall("di:waypoint", NS)
        assert len(points) == 2
        assert points[0].get("y") == points[1].get("y")
        assert int(points[0].get("x", "")) > int(points[1].get("x", ""))


def test_what_stands_between_keeps_a_leftward_flow_from_being_straight() -> None:
    # given
    nodes = tuple(task("userTask", name, "Tarea", (n, 0)) for n, name in enumerate("abc"))
    process = Process(id="p", name="P", nodes=nodes, flows=chain("c", "a"))
    diagram = Diagram(id="d", pools=(Pool(id="pool", name="P", process=process),))

    # when
    root = etree.fromstring(to_xml(replace(diagram, name="Con rodeo")))

    # then
    (edge,) = root.findall(".//bpmndi:BPMNEdge", NS)
    assert len(edge.findall("di:waypoint", NS)) > 2
