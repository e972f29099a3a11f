"""What is thrown outwards: errors and escalations; and signals, which go to all."""

from __future__ import annotations

from typing import Any

from cauce.engine import commands as c
from cauce.engine import events as e

ROOTS = (
    '<error id="E1" errorCode="NO_STOCK"/><error id="E2" errorCode="OTHER"/><error id="E0"/>'
    '<escalation id="X1" escalationCode="LATE"/><signal id="S" name="sig"/>'
)
ENDS = '<startEvent id="s"/><endEvent id="e"/>'


def sub(end: str, extra: str = "") -> str:
    return (
        '<subProcess id="sp"><startEvent id="s1"/><userTask id="a"/>'
        f'<endEvent id="e1">{end}</endEvent>{{flow s1 a e1}}{extra}</subProcess>'
    )


def edge(name: str, definition: str, interrupting: str = "true", host: str = "sp") -> str:
    return (
        f'<boundaryEvent id="{name}" attachedToRef="{host}" cancelActivity="{interrupting}">'
        f'{definition}</boundaryEvent><endEvent id="{name}e"/>'
    )


def error(ref: str) -> str:
    return f'<errorEventDefinition errorRef="{ref}"/>'


ESCALATION = '<escalationEventDefinition escalationRef="X1"/>'
SIGNAL = '<signalEventDefinition signalRef="S"/>'


def test_error_goes_to_the_boundary_that_names_it_before_the_one_that_takes_all(
    process: Any,
) -> None:
    body = ENDS + sub(error("E1")) + edge("any", error("E0")) + edge("b", error("E1"))
    case = process(body, "s sp e", "any anye", "b be", roots=ROOTS).start()
    case.complete("a")
    assert case.path == ["s", "s1", "a", "e1", "b", "be"]
    case.assert_done()

    other = process(
        ENDS + sub(error("E2")) + edge("b", error("E1")) + edge("any", error("E0")),
        "s sp e", "any anye", "b be", roots=ROOTS,
    ).start()  # fmt: skip
    other.complete("a")
    assert other.path[-2:] == ["any", "anye"]


def test_event_sub_process_catches_before_the_boundary(process: Any) -> None:
    handler = (
        '<subProcess id="es" triggeredByEvent="true"><startEvent id="t">'
        + error("E1")
        + '</startEvent><endEvent id="ee"/>{flow t ee}</subProcess>'
    )
    body = ENDS + sub(error("E1"), handler) + edge("b", error("E1"))
    case = process(body, "s sp e", "b be", roots=ROOTS).start()
    case.complete("a")
    assert case.path == ["s", "s1", "a", "e1", "t", "ee", "es", "sp", "e"]
    case.assert_done()


def test_error_that_nothing_catches_fails_the_instance(process: Any) -> None:
    body = ENDS + sub(error("E1")) + '<userTask id="z"/><parallelGateway id="f"/>'
    case = process(body, "s f sp e", "f z e", roots=ROOTS).start()
    case.complete("a")
    assert case.incidents == []
    [failed] = case.of(e.InstanceFailed)
    assert failed.code == "NO_STOCK"
    case.assert_done("failed")


def test_error_of_a_job_brings_its_variables_to_the_catch(process: Any) -> None:
    task = (
        '<serviceTask id="w"><extensionElements><zeebe:taskDefinition type="work"/>'
        "</extensionElements></serviceTask>"
    )
    body = ENDS + task + edge("b", error("E1"), host="w")
    case = process(body, "s w e", "b be", roots=ROOTS).start()
    case.do(c.ThrowError(key=case.key("w"), code="NO_STOCK", variables={"left": "0"}))
    assert case.path == ["s", "b", "be"]
    assert case.state.variables == {"left": "0"}
    case.assert_done()


def test_error_inside_a_multi_instance_interrupts_it_as_a_whole(process: Any) -> None:
    task = (
        '<serviceTask id="w"><extensionElements><zeebe:taskDefinition type="work"/>'
        "</extensionElements><multiInstanceLoopCharacteristics>"
        "<loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></serviceTask>"
    )
    case = process(ENDS + task + edge("b", error("E0"), host="w"), "s w e", "b be", roots=ROOTS)
    case.start()
    assert len(case.state.jobs) == 3
    case.do(c.ThrowError(key=case.key("w"), code="NO_STOCK"))
    assert case.path == ["s", "b", "be"]
    case.assert_done()


def test_escalation_can_leave_its_thrower_at_work(process: Any) -> None:
    inner = (
        '<subProcess id="sp"><startEvent id="s1"/><intermediateThrowEvent id="x">'
        f'{ESCALATION}</intermediateThrowEvent><userTask id="a"/><endEvent id="e1"/>'
        "{flow s1 x a e1}</subProcess>"
    )
    case = process(
        ENDS + inner + edge("b", ESCALATION, "false"), "s sp e", "b be", roots=ROOTS
    ).start()
    assert case.tasks == ["a"]
    assert case.path == ["s", "s1", "x", "b", "be"]
    case.complete("a")
    case.assert_done()


def test_interrupting_escalation_withdraws_its_thrower(process: Any) -> None:
    inner = (
        '<subProcess id="sp"><startEvent id="s1"/><intermediateThrowEvent id="x">'
        f'{ESCALATION}</intermediateThrowEvent><userTask id="a"/><endEvent id="e1"/>'
        "{flow s1 x a e1}</subProcess>"
    )
    case = process(ENDS + inner + edge("b", ESCALATION), "s sp e", "b be", roots=ROOTS).start()
    assert case.path == ["s", "s1", "x", "b", "be"]
    assert case.of(e.TaskCreated) == []
    case.assert_done()


def test_escalation_that_nothing_catches_does_nothing_here(process: Any) -> None:
    case = process(ENDS + sub(ESCALATION), "s sp e", roots=ROOTS).start()
    case.complete("a")
    assert case.path == ["s", "s1", "a", "e1", "sp", "e"]
    assert [event.escaped for event in case.of(e.EscalationThrown)] == [True]
    case.assert_done()


def test_signal_end_reaches_the_boundary_of_its_own_sub_process(process: Any) -> None:
    case = process(ENDS + sub(SIGNAL) + edge("b", SIGNAL), "s sp e", "b be", roots=ROOTS).start()
    case.complete("a")
    assert case.path == ["s", "s1", "a", "e1", "b", "be"]
    case.assert_done()


def test_signal_reaches_all_that_listen_once_the_step_rests(process: Any) -> None:
    def catching(name: str) -> str:
        return f'<intermediateCatchEvent id="{name}">{SIGNAL}</intermediateCatchEvent>'

    body = ENDS + (
        '<parallelGateway id="f"/><parallelGateway id="j"/>'
        f'<intermediateThrowEvent id="t">{SIGNAL}</intermediateThrowEvent>'
    )
    # c2 begins to listen after t has thrown, but in the same step: it listens at rest.
    case = process(
        body + catching("c1") + '<task id="n"/>' + catching("c2"),
        "s f t j e", "f c1 j", "f n c2 j", roots=ROOTS,
    ).start()  # fmt: skip
    assert case.path == ["s", "f", "t", "n", "c1", "c2", "j", "e"]
    case.assert_done()


def test_signal_with_a_key_reaches_those_that_give_the_same(process: Any) -> None:
    def catching(name: str, key: str) -> str:
        return (
            f'<intermediateCatchEvent id="{name}" cauce:correlationKey="{key}">{SIGNAL}'
            "</intermediateCatchEvent>"
        )

    body = ENDS + '<parallelGateway id="f"/>' + catching("c1", "=one") + catching("c2", "=two")
    body += (
        '<userTask id="a"/><endEvent id="e2"/><endEvent id="e3"/>'
        f'<intermediateThrowEvent id="t" cauce:correlationKey="=two">{SIGNAL}'
        "</intermediateThrowEvent>"
    )
    case = process(body, "s f a t e", "f c1 e2", "f c2 e3", roots=ROOTS).start(one="1", two="2")
    case.complete("a")
    assert case.path == ["s", "f", "a", "t", "e", "c2", "e3"]
    assert case.active == ["c1"]
