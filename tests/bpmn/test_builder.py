"""A process element becomes the graph that the engine runs."""

from decimal import Decimal

from tests.bpmn.support import (
    end,
    flow,
    graph_of,
    load_process,
    path,
    start,
    straight,
    task,
    text,
    xml,
)

from cauce.engine.elements.table import ELEMENTS
from cauce.engine.graph import NONE

MESSAGE = '<message id="M" name="hola"/><message id="N" name="adios"/>'


def message(reference: str = "M") -> str:
    return xml("messageEventDefinition", messageRef=reference)


def test_nodes_stand_in_the_order_of_the_file_after_the_process() -> None:
    inner = xml("subProcess", start("is"), task("it"), end("ie"), path("is it ie"), id="sub")

    graph = graph_of(start("s"), inner, end("e"), path("s sub e"))

    assert [(node.id, node.kind, node.parent) for node in graph.nodes] == [
        ("p", "process", NONE),
        ("s", "startEvent", 0),
        ("sub", "subProcess", 0),
        ("is", "startEvent", 2),
        ("it", "task", 2),
        ("ie", "endEvent", 2),
        ("e", "endEvent", 0),
    ]
    assert [node.index for node in graph.nodes] == list(range(7))
    assert graph.root.children == (1, 2, 6)
    assert graph.by_id["sub"].children == (3, 4, 5)
    assert graph.by_id["sub"].starts == (3,)
    assert all(node.element is ELEMENTS[node.kind] for node in graph.nodes)


def test_flows_come_from_the_flow_elements_in_their_order() -> None:
    graph = graph_of(
        flow("g", "e", "x > 1"),
        flow("g", "t"),
        start("s"),
        xml("exclusiveGateway", text("incoming", "made_up"), id="g", default="g_t"),
        task("t"),
        end("e"),
        path("s g"),
        path("t e"),
    )

    gateway = graph.by_id["g"]
    assert [graph.flows[index].id for index in gateway.outgoing] == ["g_e", "g_t"]
    assert [graph.flows[index].id for index in gateway.incoming] == ["s_g"]
    assert graph.flows[gateway.default].id == "g_t"
    condition = graph.flows[0].condition
    assert condition is not None
    assert condition.evaluate({"x": Decimal(2)}) is True


def test_a_condition_needs_no_type_and_may_begin_with_an_equals_sign() -> None:
    graph = graph_of(
        start("s"),
        xml("exclusiveGateway", id="g", default="g_e"),
        end("e"),
        end("f"),
        path("s g"),
        flow("g", "e"),
        flow("g", "f", " = a and b "),
    )

    condition = graph.flows[2].condition
    assert condition is not None
    assert condition.evaluate({"a": True, "b": True}) is True


def test_a_scope_without_start_event_begins_at_what_nothing_leads_to() -> None:
    graph = graph_of(
        task("a"),
        task("b"),
        xml("boundaryEvent", message(), id="on", attachedToRef="b"),
        task("c"),
        path("a c"),
        path("b c"),
        path("on c"),
        xml(
            "subProcess",
            start("es", message("N"), isInterrupting="false"),
            end("ee"),
            path("es ee"),
            id="event",
            triggeredByEvent="true",
        ),
        roots=MESSAGE,
    )

    assert [graph.nodes[index].id for index in graph.root.starts] == ["a", "b"]
    assert [graph.nodes[index].id for index in graph.root.event_starts] == ["es"]
    assert [graph.nodes[index].id for index in graph.by_id["event"].starts] == ["es"]
    assert graph.by_id["on"].attached_to == graph.by_id["b"].index
    assert graph.by_id["b"].boundaries == (graph.by_id["on"].index,)
    assert graph.by_id["a"].boundaries == ()


def test_elements_without_id_get_one_that_stays() -> None:
    nodes = (
        start("s"),
        "<task/><task/>",
        xml("sequenceFlow", sourceRef="s", targetRef="task_1"),
        xml("sequenceFlow", sourceRef="task_1", targetRef="task_2"),
    )

    first, second = load_process(*nodes), load_process(*nodes)

    assert [node.id for node in first.processes[0].nodes] == ["p", "s", "task_1", "task_2"]
    assert [flow.id for flow in first.processes[0].flows] == ["sequenceFlow_1", "sequenceFlow_2"]
    assert [node.id for node in second.processes[0].nodes] == ["p", "s", "task_1", "task_2"]


def test_a_generated_id_keeps_clear_of_given_ones() -> None:
    graph = load_process("<task/>", task("task_1")).processes[0]

    assert [node.id for node in graph.nodes] == ["p", "task_1_", "task_1"]


def test_references_may_carry_the_prefix_of_the_file() -> None:
    model = straight(
        xml("intermediateCatchEvent", message("tns:M"), id="t"),
        roots=MESSAGE,
    )

    assert model.problems == ()
    assert model.processes[0].by_id["t"].spec.definition.name == "hola"


def test_properties_are_carried_as_data() -> None:
    graph = graph_of(
        task(
            "t",
            xml(
                "extensionElements",
                xml("zeebe:properties", xml("zeebe:property", name="color", value="azul")),
            ),
        )
    )

    assert graph.by_id["t"].properties == {"color": "azul"}


def test_unsupported_elements_are_refused_once_with_what_to_use() -> None:
    model = load_process(
        start("s"),
        xml("transaction", start("is"), task("it"), path("is it"), id="tx"),
        end("e"),
        path("s tx e"),
    )

    (problem,) = [problem for problem in model.problems if problem.is_error]
    assert (problem.code, problem.element_id) == ("UNSUPPORTED_ELEMENT", "tx")
    assert "sub-process with an error boundary event" in problem.message
