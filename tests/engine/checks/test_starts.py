"""How processes, sub-processes and event sub-processes start."""

import pytest
from tests.bpmn.support import (
    end,
    extended,
    found,
    load_process,
    path,
    start,
    task,
    text,
    warned,
    xml,
)

from cauce.bpmn import Model

ROOTS = (
    '<message id="M" name="hola"/><signal id="S" name="alarma"/>'
    '<error id="E" errorCode="E1"/><escalation id="X" escalationCode="X1"/>'
)
TRIGGERS = {
    "message": '<messageEventDefinition messageRef="M"/>',
    "timer": xml("timerEventDefinition", text("timeDuration", "PT1H")),
    "signal": '<signalEventDefinition signalRef="S"/>',
    "conditional": xml("conditionalEventDefinition", text("condition", "x")),
    "error": '<errorEventDefinition errorRef="E"/>',
    "escalation": '<escalationEventDefinition escalationRef="X"/>',
}


def process_of(*inner: str) -> Model:
    return load_process(*inner, end("e"), roots=ROOTS)


@pytest.mark.parametrize("trigger", ["message", "timer", "signal"])
def test_a_process_starts_by_these(trigger: str) -> None:
    model = process_of(start("s", TRIGGERS[trigger]), start("n"), path("s e"), path("n e"))

    assert model.problems == ()


def test_a_process_does_not_start_by_a_condition_as_there_is_no_data_yet() -> None:
    model = process_of(start("s", TRIGGERS["conditional"]), start("n"), path("s e"), path("n e"))

    assert found(model) == [("CONDITIONAL_START", "s")]
    assert "cauce:condition" in model.problems[0].message


@pytest.mark.parametrize("trigger", ["error", "escalation"])
def test_a_process_does_not_start_by_what_comes_from_inside(trigger: str) -> None:
    model = process_of(start("s", TRIGGERS[trigger]), path("s e"))

    assert found(model) == [("EVENT_POSITION", "s")]


def test_a_process_may_have_several_starts_without_trigger() -> None:
    model = process_of(start("s"), start("n"), path("s e"), path("n e"))

    assert model.problems == ()


def test_two_starts_by_one_message_are_a_warning() -> None:
    twice = (start("s", TRIGGERS["message"]), start("n", TRIGGERS["message"]))

    model = process_of(*twice, path("s e"), path("n e"))

    assert (found(model), warned(model)) == ([], [("MESSAGE_START_TWICE", "n")])


def test_two_starts_by_one_message_are_told_apart_by_conditions() -> None:
    model = process_of(
        start("s", TRIGGERS["message"], cauce_condition="=acto = 1"),
        start("n", TRIGGERS["message"], cauce_condition="=acto = 2"),
        path("s e"),
        path("n e"),
    )

    assert model.problems == ()


def embedded(*inner: str) -> Model:
    return load_process(
        start("s"), xml("subProcess", *inner, id="sub"), end("e"), path("s sub e"), roots=ROOTS
    )


@pytest.mark.parametrize("trigger", sorted(TRIGGERS))
def test_an_embedded_sub_process_starts_without_trigger(trigger: str) -> None:
    model = embedded(start("is", TRIGGERS[trigger]), end("ie"), path("is ie"))

    inside = trigger in ("error", "escalation")
    assert found(model) == [("EVENT_POSITION" if inside else "SUBPROCESS_START_TRIGGER", "is")]


def test_an_embedded_sub_process_has_one_start_event() -> None:
    model = embedded(start("is"), start("is2"), end("ie"), path("is ie"), path("is2 ie"))

    assert found(model) == [("SUBPROCESS_STARTS", "is2")]


def test_an_embedded_sub_process_may_have_no_start_event() -> None:
    assert embedded(task("a"), task("b")).problems == ()


def beside(*inner: str, more: str = "", **attributes: str) -> Model:
    """Load a process with an event sub-process `ev` in it."""
    event = xml("subProcess", *inner, id="ev", triggeredByEvent="true", **attributes)
    return load_process(start("s"), task("t"), end("e"), path("s t e"), event, more, roots=ROOTS)


def started(trigger: str, **attributes: str) -> tuple[str, ...]:
    return start("is", TRIGGERS.get(trigger, ""), **attributes), end("ie"), path("is ie")


@pytest.mark.parametrize("trigger", sorted(TRIGGERS))
def test_an_event_sub_process_starts_by_these(trigger: str) -> None:
    assert beside(*started(trigger)).problems == ()


@pytest.mark.parametrize("trigger", sorted(set(TRIGGERS) - {"error"}))
def test_all_but_errors_may_leave_the_rest_at_work(trigger: str) -> None:
    assert beside(*started(trigger, isInterrupting="false")).problems == ()


def test_an_error_always_interrupts() -> None:
    model = beside(*started("error", isInterrupting="false"))

    assert found(model) == [("ERROR_START_INTERRUPTING", "is")]


def test_an_event_sub_process_needs_a_trigger() -> None:
    assert found(beside(*started("none"))) == [("EVENT_POSITION", "is")]


def test_an_event_sub_process_needs_one_start_event() -> None:
    second = (start("is2", TRIGGERS["signal"]), path("is2 ie"))

    assert found(beside(task("a"))) == [("EVENT_SUBPROCESS_START", "ev")]
    assert found(beside(*started("message"), *second)) == [("EVENT_SUBPROCESS_START", "ev")]


def test_no_flow_leads_to_or_from_an_event_sub_process() -> None:
    assert found(beside(*started("message"), more=path("t ev"))) == [
        ("EVENT_SUBPROCESS_FLOW", "ev")
    ]
    assert found(beside(*started("message"), more=path("ev e"))) == [
        ("EVENT_SUBPROCESS_FLOW", "ev")
    ]


def test_an_event_sub_process_has_neither_boundary_events_nor_a_loop() -> None:
    event = xml("boundaryEvent", TRIGGERS["signal"], id="b", attachedToRef="ev") + path("b e")
    loop = xml(
        "multiInstanceLoopCharacteristics",
        extended('<zeebe:loopCharacteristics inputCollection="=xs"/>'),
    )

    assert found(beside(*started("message"), more=event)) == [("EVENT_SUBPROCESS_EXTRAS", "ev")]
    assert found(beside(*started("message"), loop)) == [("EVENT_SUBPROCESS_EXTRAS", "ev")]


@pytest.mark.parametrize("trigger", ["error", "escalation"])
def test_a_code_is_caught_once_at_an_activity(trigger: str) -> None:
    catches = [
        xml("boundaryEvent", TRIGGERS[trigger], id=name, attachedToRef="t") + path(f"{name} e")
        for name in ("b", "c")
    ]

    model = load_process(start("s"), task("t"), end("e"), path("s t e"), *catches, roots=ROOTS)

    assert found(model) == [("CATCH_TWICE", "c")]


def test_a_code_and_any_code_may_be_caught_side_by_side() -> None:
    catches = [
        xml("boundaryEvent", definition, id=name, attachedToRef="t") + path(f"{name} e")
        for name, definition in (("b", TRIGGERS["error"]), ("c", "<errorEventDefinition/>"))
    ]

    model = load_process(start("s"), task("t"), end("e"), path("s t e"), *catches, roots=ROOTS)

    assert model.problems == ()


def test_a_code_is_caught_by_one_event_sub_process() -> None:
    again = xml(
        "subProcess",
        start("is2", TRIGGERS["error"]),
        end("ie2"),
        path("is2 ie2"),
        id="ev2",
        triggeredByEvent="true",
    )

    assert found(beside(*started("error"), more=again)) == [("CATCH_TWICE", "is2")]
