"""Pools and message flows."""

import pytest
from tests.bpmn.support import end, found, load_all, path, process, start, task, warned, xml

from cauce.bpmn import MessageFlow, Participant

MESSAGE = '<message id="M" name="hola"/>'
HEARD = '<messageEventDefinition messageRef="M"/>'


def throw(name: str) -> str:
    return xml("intermediateThrowEvent", HEARD, id=name)


OURS = process(
    start("s", HEARD),
    throw("throw"),
    task("t"),
    xml("parallelGateway", id="g"),
    end("e"),
    path("s throw t g e"),
)
THEIRS = process(start("s2", HEARD), task("t2"), end("e2", HEARD), path("s2 t2 e2"), id="q")
POOLS = (
    xml("participant", id="Us", name="Nosotros", processRef="p")
    + xml("participant", id="Them", name="Ellos", processRef="q")
    + xml("participant", id="Client", name="Cliente")
)


def message_flow(source: str, target: str, **more: str) -> str:
    return xml("messageFlow", id="mf", sourceRef=source, targetRef=target, **more)


def collaborate(*inner: str) -> str:
    return MESSAGE + xml("collaboration", POOLS, *inner, id="c")


def test_pools_and_message_flows_are_read() -> None:
    model = load_all(collaborate(message_flow("throw", "s2", messageRef="M")), OURS, THEIRS)

    assert model.problems == ()
    assert model.participants == (
        Participant(id="Us", name="Nosotros", process="p"),
        Participant(id="Them", name="Ellos", process="q"),
        Participant(id="Client", name="Cliente", process=None),
    )
    assert model.message_flows == (
        MessageFlow(id="mf", name="", source="throw", target="s2", message="hola"),
    )
    assert [graph.id for graph in model.processes] == ["p", "q"]
    assert model.messages == ("hola",)


@pytest.mark.parametrize(
    ("source", "target"),
    [("Us", "Client"), ("Client", "s"), ("t", "t2"), ("e2", "Us"), ("t2", "t")],
)
def test_message_flows_connect_pools_activities_and_events(source: str, target: str) -> None:
    assert load_all(collaborate(message_flow(source, target)), OURS, THEIRS).problems == ()


@pytest.mark.parametrize(
    ("source", "target"),
    [("s", "t2"), ("g", "t2"), ("t2", "e"), ("t2", "g"), ("t2", "throw"), ("e", "t2")],
)
def test_message_flows_at_other_nodes_are_refused(source: str, target: str) -> None:
    model = load_all(collaborate(message_flow(source, target)), OURS, THEIRS)

    assert found(model) == [("MESSAGE_FLOW_END", "mf")]
    assert model.message_flows == ()


@pytest.mark.parametrize(("source", "target"), [("throw", "t"), ("t", "Us"), ("Us", "Us")])
def test_message_flows_leave_their_pool(source: str, target: str) -> None:
    model = load_all(collaborate(message_flow(source, target)), OURS, THEIRS)

    assert found(model) == [("MESSAGE_FLOW_SAME_POOL", "mf")]


def test_in_a_drawn_pool_a_wrong_end_is_a_warning() -> None:
    drawn = THEIRS.replace('isExecutable="true"', 'isExecutable="false"')

    model = load_all(collaborate(message_flow("s2", "t")), OURS, drawn)

    assert (found(model), warned(model)) == ([], [("MESSAGE_FLOW_END", "mf")])
    assert [flow.source for flow in model.message_flows] == ["s2"]


def test_a_message_flow_needs_its_ends() -> None:
    model = load_all(collaborate(message_flow("gone", "t")), OURS, THEIRS)

    assert found(model) == [("MISSING_REFERENCE", "mf")]


def test_a_pool_needs_its_process() -> None:
    model = load_all(
        xml("collaboration", xml("participant", id="Us", processRef="gone"), id="c"),
        process(task("t")),
    )

    assert found(model) == [("MISSING_REFERENCE", "Us")]
    assert warned(model) == []
