"""The innermost lane of each node."""

from tests.bpmn.support import found, graph_of, load_process, path, task, text, warned, xml

from cauce.bpmn import Lane


def lane(name: str, nodes: str, *inner: str, **attributes: str) -> str:
    references = [text("flowNodeRef", node) for node in nodes.split()]
    return xml("lane", *references, *inner, id=f"L_{name}", name=name, **attributes)


def test_the_innermost_lane_counts_and_sub_processes_pass_it_on() -> None:
    graph = graph_of(
        xml(
            "laneSet",
            lane("Mesa", "a b", xml("childLaneSet", lane("Jefe", "b"))),
            lane("Ejecutor", "sub"),
        ),
        task("a"),
        task("b"),
        xml("subProcess", task("inner"), id="sub"),
        task("free"),
    )

    assert {node.id: node.lane for node in graph.nodes} == {
        "p": None,
        "a": "Mesa",
        "b": "Jefe",
        "sub": "Ejecutor",
        "inner": "Ejecutor",
        "free": None,
    }


def test_a_sub_process_may_have_lanes_of_its_own() -> None:
    graph = graph_of(
        xml("laneSet", lane("Fuera", "sub")),
        xml("subProcess", xml("laneSet", lane("Dentro", "a")), task("a"), task("b"), id="sub"),
    )

    assert graph.by_id["a"].lane == "Dentro"
    assert graph.by_id["b"].lane == "Fuera"


def test_a_lane_of_the_process_may_name_nodes_of_its_sub_processes() -> None:
    graph = graph_of(
        xml("laneSet", lane("Fuera", "sub"), lane("Otra", "a")),
        xml("subProcess", task("a"), task("b"), id="sub"),
    )

    assert [graph.by_id[name].lane for name in ("sub", "a", "b")] == ["Fuera", "Otra", "Fuera"]


def test_a_lane_without_name_is_called_by_its_id() -> None:
    graph = graph_of(
        xml("laneSet", xml("lane", text("flowNodeRef", "t"), id="L1")),
        task("t"),
    )

    assert graph.by_id["t"].lane == "L1"


def test_the_first_of_several_lane_sets_counts() -> None:
    graph = graph_of(
        xml("laneSet", lane("Rol", "t")), xml("laneSet", lane("Lugar", "t")), task("t")
    )

    assert graph.by_id["t"].lane == "Rol"


def test_the_model_lists_the_lanes() -> None:
    model = load_process(
        xml("laneSet", lane("A", "t", xml("childLaneSet", lane("B", "")))), task("t")
    )

    assert model.lanes == (
        (
            "p",
            (Lane(id="L_A", name="A", nodes=("t",)), Lane(id="L_B", name="B", nodes=())),
        ),
    )


def test_a_lane_names_nodes_that_exist() -> None:
    assert found(load_process(xml("laneSet", lane("A", "gone")), task("t"))) == [
        ("MISSING_REFERENCE", "L_A")
    ]


def test_a_lane_names_nodes_of_its_own_process() -> None:
    model = load_process(xml("laneSet", lane("A", "p")), task("t"))

    assert found(model) == [("LANE_FOREIGN_NODE", "L_A")]


def test_a_lane_names_no_flows() -> None:
    model = load_process(xml("laneSet", lane("A", "a_b")), task("a"), task("b"), path("a b"))

    assert found(model) == [("LANE_FOREIGN_NODE", "L_A")]


def test_a_node_in_two_lanes_is_a_warning_and_stays_in_the_first() -> None:
    model = load_process(xml("laneSet", lane("A", "t"), lane("B", "t")), task("t"))

    assert (found(model), warned(model)) == ([], [("LANE_TWICE", "L_B")])
    assert model.processes[0].by_id["t"].lane == "A"
