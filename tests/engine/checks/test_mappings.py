"""Input mappings and deadlines stand only where something evaluates them."""

import pytest
from tests.bpmn.support import (
    end,
    extended,
    found,
    load_process,
    path,
    start,
    straight,
    task,
    text,
    warned,
    xml,
)

from cauce.bpmn import Model

INPUT = '<zeebe:ioMapping><zeebe:input source="=a" target="b"/></zeebe:ioMapping>'
BOTH = (
    '<zeebe:ioMapping><zeebe:input source="=a" target="b"/>'
    '<zeebe:output source="=b" target="c"/></zeebe:ioMapping>'
)
OUTPUT = '<zeebe:ioMapping><zeebe:output source="=a" target="b"/></zeebe:ioMapping>'
DEADLINE = '<cauce:deadline decisionId="plazos"/>'
ROOTS = '<message id="M" name="hola"/>'
MESSAGE = '<messageEventDefinition messageRef="M"/>'
HOUR = xml("timerEventDefinition", text("timeDuration", "PT1H"))
PLACES = {
    "start": lambda mapping: load_process(
        start("x", extended(mapping)), task("t"), end("e"), path("x t e")
    ),
    "boundary": lambda mapping: load_process(
        start("s"),
        xml("userTask", id="t"),
        xml("boundaryEvent", extended(mapping), HOUR, id="x", attachedToRef="t"),
        end("e"),
        path("s t e"),
        path("x e"),
    ),
    "gateway": lambda mapping: behind_gateway(
        xml("intermediateCatchEvent", extended(mapping), HOUR, id="x")
    ),
    "receive": lambda mapping: behind_gateway(
        xml("receiveTask", extended(mapping), id="x", messageRef="M")
    ),
    "link": lambda mapping: load_process(
        start("s"),
        xml("intermediateThrowEvent", '<linkEventDefinition name="l"/>', id="l"),
        xml("intermediateCatchEvent", extended(mapping), '<linkEventDefinition name="l"/>', id="x"),
        end("e"),
        path("s l"),
        path("x e"),
    ),
    "event_subprocess": lambda mapping: load_process(
        start("s"),
        end("e"),
        path("s e"),
        xml(
            "subProcess",
            extended(mapping),
            start("xs", MESSAGE),
            end("xe"),
            path("xs xe"),
            id="x",
            triggeredByEvent="true",
        ),
        roots=ROOTS,
    ),
}


def behind_gateway(event: str) -> Model:
    return load_process(
        start("s"),
        xml("eventBasedGateway", id="g"),
        event,
        xml(
            "intermediateCatchEvent",
            xml("conditionalEventDefinition", text("condition", "ok")),
            id="y",
        ),
        end("e"),
        path("s g x e"),
        path("g y e"),
        roots=ROOTS,
    )


@pytest.mark.parametrize("place", PLACES)
def test_inputs_where_nothing_begins_are_refused(place: str) -> None:
    model = PLACES[place](INPUT)

    assert (found(model), warned(model)) == ([("INPUT_UNUSED", "x")], [])
    assert model.problems[0].line == 1


@pytest.mark.parametrize("place", PLACES)
def test_outputs_are_taken_in_all_those_places(place: str) -> None:
    assert PLACES[place](OUTPUT).problems == ()


@pytest.mark.parametrize("place", ["gateway", "receive", "link"])
def test_deadlines_where_no_token_comes_to_rest_are_refused(place: str) -> None:
    model = PLACES[place](DEADLINE)

    assert found(model) == [("DEADLINE_UNUSED", "x")]


@pytest.mark.parametrize("tag", ["intermediateCatchEvent", "receiveTask"])
def test_what_a_token_rests_at_takes_inputs_and_deadlines(tag: str) -> None:
    trigger = {"messageRef": "M"} if tag == "receiveTask" else {}
    inner = "" if trigger else MESSAGE

    model = straight(xml(tag, extended(INPUT, DEADLINE), inner, id="t", **trigger), roots=ROOTS)

    assert found(model) == []


@pytest.mark.parametrize(("mapping", "codes"), [(INPUT, [("INPUT_UNUSED", "t")]), (BOTH, [])])
def test_an_event_that_carries_nothing_takes_inputs_for_its_outputs_alone(
    mapping: str, codes: list[tuple[str, str]]
) -> None:
    assert found(straight(xml("intermediateThrowEvent", extended(mapping), id="t"))) == codes


def test_an_event_that_throws_carries_its_inputs() -> None:
    model = straight(xml("intermediateThrowEvent", extended(INPUT), MESSAGE, id="t"), roots=ROOTS)

    assert model.problems == ()
