"""What may follow an event-based gateway."""

import pytest
from tests.bpmn.support import end, found, load_process, path, start, task, text, xml

from cauce.bpmn import Model

ROOTS = '<message id="M" name="hola"/><message id="N" name="adios"/><signal id="S" name="alarma"/>'
DEFINITIONS = {
    "message": '<messageEventDefinition messageRef="M"/>',
    "timer": xml("timerEventDefinition", text("timeDuration", "PT1H")),
    "signal": '<signalEventDefinition signalRef="S"/>',
    "conditional": xml("conditionalEventDefinition", text("condition", "x")),
}


def catch(name: str, trigger: str) -> str:
    return xml("intermediateCatchEvent", DEFINITIONS[trigger], id=name)


def receive(name: str) -> str:
    return xml("receiveTask", id=name, messageRef="N")


def choice(*nodes: str, targets: str = "a b", more: str = "") -> Model:
    """Load start → gateway `g` → the target nodes → end."""
    flows = [path(f"g {target} e") for target in targets.split()]
    gateway = xml("eventBasedGateway", id="g")
    return load_process(
        start("s"), gateway, path("s g"), *nodes, *flows, end("e"), more, roots=ROOTS
    )


@pytest.mark.parametrize("trigger", sorted(DEFINITIONS))
def test_catch_events_may_follow(trigger: str) -> None:
    other = "timer" if trigger != "timer" else "signal"

    assert choice(catch("a", trigger), catch("b", other)).problems == ()


def test_receive_tasks_may_follow() -> None:
    assert choice(receive("a"), catch("b", "timer")).problems == ()


def test_at_least_two_follow() -> None:
    assert found(choice(catch("a", "timer"), targets="a")) == [("EVENT_GATEWAY_FEW", "g")]


@pytest.mark.parametrize(
    "node",
    [
        task("b"),
        xml("intermediateThrowEvent", DEFINITIONS["signal"], id="b"),
        xml("exclusiveGateway", id="b"),
    ],
)
def test_nothing_else_follows(node: str) -> None:
    assert found(choice(catch("a", "timer"), node)) == [("EVENT_GATEWAY_TARGET", "b")]


def test_message_events_and_receive_tasks_do_not_mix() -> None:
    assert found(choice(catch("a", "message"), receive("b"))) == [("EVENT_GATEWAY_MIXED", "g")]


def test_a_receive_task_there_has_no_boundary_events() -> None:
    boundary = xml("boundaryEvent", DEFINITIONS["signal"], id="x", attachedToRef="a") + path("x e")

    model = choice(receive("a"), catch("b", "timer"), more=boundary)

    assert found(model) == [("EVENT_GATEWAY_BOUNDARY", "a")]


def test_a_receive_task_there_runs_once() -> None:
    loop = xml("multiInstanceLoopCharacteristics", text("loopCardinality", "2"))
    task = xml("receiveTask", loop, id="a", messageRef="N")

    assert found(choice(task, catch("b", "timer"))) == [("EVENT_GATEWAY_LOOP", "a")]


def test_only_the_gateway_leads_to_its_events() -> None:
    again = task("t") + path("b t a")

    model = load_process(
        start("s"),
        xml("eventBasedGateway", id="g"),
        catch("a", "timer"),
        catch("b", "message"),
        path("s g a e"),
        path("g b"),
        again,
        end("e"),
        roots=ROOTS,
    )

    assert found(model) == [("EVENT_GATEWAY_INCOMING", "a")]
