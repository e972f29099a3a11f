"""Borders of scopes, flows of events, hosts of boundary events."""

import pytest
from tests.bpmn.support import (
    end,
    flow,
    found,
    load_process,
    path,
    start,
    straight,
    task,
    warned,
    xml,
)

SIGNAL = '<signal id="S" name="alarma"/>'
ALARM = '<signalEventDefinition signalRef="S"/>'


def sub(name: str, *inner: str, **attributes: str) -> str:
    return xml("subProcess", *inner, id=name, **attributes)


@pytest.mark.parametrize(
    ("source", "target"), [("a", "in"), ("in", "b"), ("in", "in2")], ids=["into", "out", "across"]
)
def test_a_flow_stays_in_its_scope(source: str, target: str) -> None:
    model = load_process(
        task("a"), sub("x", task("in")), sub("y", task("in2")), task("b"), flow(source, target)
    )

    assert found(model) == [("FLOW_CROSSES_BORDER", f"{source}_{target}")]


def test_flows_inside_and_around_a_sub_process_pass() -> None:
    model = straight(sub("x", start("is"), task("in"), end("ie"), path("is in ie")), ids="x")

    assert model.problems == ()


def test_nothing_leads_to_a_start_event() -> None:
    assert found(load_process(start("s"), task("t"), path("s t s"))) == [("START_INCOMING", "s")]


def test_a_start_event_leads_somewhere() -> None:
    assert found(load_process(start("s"))) == [("START_OUTGOING", "s")]


def test_an_end_event_leads_nowhere() -> None:
    assert found(load_process(start("s"), end("e"), task("t"), path("s e t"))) == [
        ("END_OUTGOING", "e")
    ]


def boundary(host: str = "t") -> str:
    return xml("boundaryEvent", ALARM, id="b", attachedToRef=host)


def test_nothing_leads_to_a_boundary_event() -> None:
    model = straight(task("t"), boundary(), path("t b e"), roots=SIGNAL)

    assert found(model) == [("BOUNDARY_INCOMING", "b")]


def test_a_boundary_event_leads_somewhere() -> None:
    assert found(straight(task("t"), boundary(), roots=SIGNAL)) == [("BOUNDARY_OUTGOING", "b")]


def test_a_boundary_event_stands_on_an_activity() -> None:
    model = straight(xml("exclusiveGateway", id="t"), boundary(), path("b e"), roots=SIGNAL)

    assert found(model) == [("BOUNDARY_HOST", "b")]


def test_a_boundary_event_stands_on_an_activity_of_its_own_scope() -> None:
    model = straight(sub("t", task("in")), boundary("in"), path("b e"), roots=SIGNAL)

    assert found(model) == [("BOUNDARY_HOST", "b")]


def test_boundary_events_that_lead_on_pass() -> None:
    model = straight(task("t"), boundary(), path("b e"), roots=SIGNAL)

    assert (found(model), warned(model)) == ([], [])
