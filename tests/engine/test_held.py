"""Incidents: what they hold is neither done twice nor lost when it is tried again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from cauce.engine import Env, Rejection, replay, step
from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.limits import keep

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
ROOTS = (
    '<message id="M" name="stop"/><signal id="S" name="sig"/><error id="E" errorCode="X"/>'
    '<escalation id="X" escalationCode="X"/>'
)
ERROR = '<errorEventDefinition errorRef="E"/>'
ESCALATION = '<escalationEventDefinition escalationRef="X"/>'
SIGNAL = '<signalEventDefinition signalRef="S"/>'
MESSAGE = '<messageEventDefinition messageRef="M"/>'
TIMER = "<timerEventDefinition><timeDuration>=x</timeDuration></timerEventDefinition>"
HANDLER = '<userTask id="h"/><endEvent id="ee"/>{flow t h ee}'


def event_sub(trigger: str, interrupting: bool = True, inside: str = HANDLER) -> str:
    flag = str(interrupting).lower()
    return (
        '<subProcess id="es" triggeredByEvent="true">'
        f'<startEvent id="t" isInterrupting="{flag}">{trigger}</startEvent>{inside}</subProcess>'
    )


NESTED = (
    f'<subProcess id="n" triggeredByEvent="true"><startEvent id="nt">{TIMER}</startEvent>'
    '<endEvent id="ne"/>{flow nt ne}</subProcess>'
)


def big(definition: str, size: int = 120) -> str:
    mapping = f'<zeebe:input source="{"a" * size}" target="big"/>'
    holder = f"<zeebe:ioMapping>{mapping}</zeebe:ioMapping>"
    return f"<extensionElements>{holder}</extensionElements>{definition}"


def test_start_goes_on_once_when_an_event_sub_process_can_listen(process: Any) -> None:
    case = process(ENDS + '<userTask id="a"/>' + event_sub(TIMER), "s a e").start()
    assert case.incidents == [("EXPRESSION_FAILED", "t")]
    assert case.tasks == []
    case.set(x="PT1H")
    case.resolve()
    assert (case.path, case.tasks) == (["s"], ["a"])
    assert len(case.state.timers) == 1
    case.complete("a")
    case.assert_done()


def test_event_sub_process_keeps_its_message_until_its_own_can_listen(process: Any) -> None:
    body = ENDS + '<userTask id="a"/>' + event_sub(MESSAGE, inside=HANDLER + NESTED)
    case = process(body, "s a e", roots=ROOTS).start()
    case.message("stop", why="late")
    assert case.incidents == [("EXPRESSION_FAILED", "nt")]
    assert case.tasks == []
    assert case.state.variables == {"why": "late"}
    case.set(x="PT1H")
    case.resolve()
    assert case.tasks == ["h"]
    case.complete("h")
    assert case.path == ["s", "t", "h", "ee", "es"]
    case.assert_done()


def test_event_sub_processes_see_what_began_the_one_around_them(process: Any) -> None:
    body = ENDS + '<userTask id="a"/>' + event_sub(MESSAGE, inside=HANDLER + NESTED)
    case = process(body, "s a e", roots=ROOTS).start()
    case.message("stop", x="PT1H")
    case.advance(hours=1)
    assert case.path == ["s", "t", "nt", "ne", "n", "es"]
    case.assert_done()


@pytest.mark.parametrize("definition", [ERROR, ESCALATION, SIGNAL])
def test_boundary_keeps_what_is_too_large_until_there_is_room(
    process: Any, definition: str
) -> None:
    env = Env(now=NOW, variables_limit=100)
    body = ENDS + (
        f'<subProcess id="sp"><startEvent id="s1"/><endEvent id="x">{big(definition)}</endEvent>'
        "{flow s1 x}</subProcess>"
        f'<boundaryEvent id="b" attachedToRef="sp">{definition}</boundaryEvent><endEvent id="e2"/>'
    )
    case = process(body, "s sp e", "b e2", roots=ROOTS, env=env).start()
    assert case.incidents == [("VARIABLES_TOO_LARGE", "b")]
    case.resolve()
    assert case.incidents == [("VARIABLES_TOO_LARGE", "b")]
    env.variables_limit = 1000
    case.resolve()
    assert case.path == ["s", "s1", "x", "b", "e2"]
    assert case.state.variables == {"big": "a" * 120}
    case.assert_done()


def test_error_of_a_job_that_is_too_large_is_kept_where_it_is_caught(process: Any) -> None:
    env = Env(now=NOW, variables_limit=100)
    body = ENDS + (
        '<serviceTask id="a"><extensionElements><zeebe:taskDefinition type="x"/>'
        "</extensionElements></serviceTask>"
        '<boundaryEvent id="b" attachedToRef="a"><errorEventDefinition errorRef="E"/>'
        '</boundaryEvent><endEvent id="e2"/>'
    )
    case = process(body, "s a e", "b e2", roots=ROOTS, env=env).start()
    case.do(c.ThrowError(key=case.key("a"), code="X", variables={"b": "x" * 200}))
    assert case.incidents == [("VARIABLES_TOO_LARGE", "b")]
    env.variables_limit = 1000
    case.resolve()
    assert case.state.variables == {"b": "x" * 200}
    case.assert_done()


def test_message_that_is_too_large_is_refused_and_its_receiver_listens_on(process: Any) -> None:
    body = ENDS + f'<intermediateCatchEvent id="ca">{MESSAGE}</intermediateCatchEvent>'
    case = process(body, "s ca e", roots=ROOTS, env=Env(now=NOW, variables_limit=100)).start()
    (key,) = case.state.subscriptions
    large = c.DeliverMessage(key=key, message_id="1", name="stop", variables={"b": "x" * 200})
    assert case.refuse(large).code == "VARIABLES_TOO_LARGE"
    case.message("stop", b="x")
    case.assert_done()


def test_signal_from_outside_that_is_too_large_is_kept_by_who_waited_for_it(process: Any) -> None:
    env = Env(now=NOW, variables_limit=100)
    body = ENDS + f'<intermediateCatchEvent id="ca">{SIGNAL}</intermediateCatchEvent>'
    case = process(body, "s ca e", roots=ROOTS, env=env).start()
    (key,) = case.state.subscriptions
    case.do(c.DeliverSignal(keys=(key,), name="sig", variables={"b": "x" * 200}))
    assert case.incidents == [("VARIABLES_TOO_LARGE", "ca")]
    env.variables_limit = 1000
    case.resolve()
    assert case.state.variables == {"b": "x" * 200}
    assert case.path == ["s", "ca", "e"]
    case.assert_done()


def test_signal_inside_the_instance_that_is_too_large_is_kept_too(process: Any) -> None:
    env = Env(now=NOW, variables_limit=150)
    body = ENDS + (
        '<parallelGateway id="f"/><endEvent id="e2"/>'
        f'<intermediateCatchEvent id="ca">{SIGNAL}</intermediateCatchEvent>'
        f'<intermediateThrowEvent id="th">{big(SIGNAL)}'
        "</intermediateThrowEvent>"
    )
    case = process(body, "s f ca e", "f th e2", roots=ROOTS, env=env).start(x="y" * 60)
    assert case.incidents == [("VARIABLES_TOO_LARGE", "ca")]
    env.variables_limit = 1000
    case.resolve()
    assert case.state.variables["big"] == "a" * 120
    case.assert_done()


def test_who_is_held_on_the_way_out_listens_no_more(process: Any) -> None:
    case = process(ENDS + '<receiveTask id="r" messageRef="M"/>', "s r e", roots=ROOTS, r_e="ok")
    case.start(ok=False)
    case.message("stop")
    assert case.incidents == [("NO_FLOW", "r")]
    assert case.state.subscriptions == {}
    case.set(ok=True)
    case.resolve()
    assert case.path == ["s", "r", "e"]
    case.assert_done()


def test_an_activation_has_one_incident_at_a_time(process: Any) -> None:
    case = process(ENDS + '<callActivity id="k" calledElement="q"/>', "s k e").start()
    case.do(c.FailCall(key=case.key("k"), code="FIRST", message=""))
    case.do(c.FailCall(key=case.key("k"), code="SECOND", message=""))
    assert case.incidents == [("SECOND", "k")]
    case.resolve()
    case.do(c.CompleteCall(key=case.key("k")))
    case.assert_done()


def test_work_of_a_throw_event_begins_anew_with_its_inputs(process: Any) -> None:
    body = ENDS + (
        '<intermediateThrowEvent id="th"><extensionElements><zeebe:taskDefinition type="x"/>'
        '<zeebe:ioMapping><zeebe:input source="=if ok then 1 else function(x) x" target="n"/>'
        "</zeebe:ioMapping></extensionElements></intermediateThrowEvent>"
    )
    case = process(body, "s th e").start(ok=False)
    assert case.incidents == [("EXPRESSION_FAILED", "th")]
    case.set(ok=True)
    case.resolve()
    assert case.state.activations[case.key("th")].variables == {"n": 1}
    case.job("th")
    case.assert_done()


def test_receive_task_behind_a_gateway_leaves_over_the_flow_that_is_true(process: Any) -> None:
    body = ENDS + (
        '<eventBasedGateway id="g"/><receiveTask id="r" messageRef="M" default="r_no"/>'
        "<intermediateCatchEvent id='ti'><timerEventDefinition><timeDuration>PT1H</timeDuration>"
        '</timerEventDefinition></intermediateCatchEvent><endEvent id="no"/><endEvent id="e3"/>'
    )
    chains = ("s g r e", "r no", "g ti e3")
    case = process(body, *chains, roots=ROOTS, r_e="ok").start()
    case.message("stop", ok=True)
    assert case.path == ["s", "g", "r", "e"]
    case.assert_done()

    held = process(body, *chains, roots=ROOTS, r_e="ok").start()
    held.message("stop", n=1)
    assert held.incidents == [("EXPRESSION_FAILED", "r")]
    held.set(ok=False)
    held.resolve()
    assert held.path == ["s", "g", "r", "no"]
    assert held.of(e.MessageReceived)[0].node == held.graph.by_id["r"].index
    held.assert_done()


def test_results_are_handed_over_once_where_the_way_out_is_missing(process: Any) -> None:
    mapping = '<zeebe:ioMapping><zeebe:output source="=n + 1" target="n"/></zeebe:ioMapping>'
    body = ENDS + f'<userTask id="a"><extensionElements>{mapping}</extensionElements></userTask>'
    case = process(body, "s a e", a_e="ok").start(n=1, ok=False)
    case.complete("a")
    assert case.incidents == [("NO_FLOW", "a")]
    case.resolve()
    assert case.incidents == [("NO_FLOW", "a")]
    case.set(ok=True)
    case.resolve()
    assert case.state.variables == {"n": 2, "ok": True}
    assert case.path == ["s", "a", "e"]
    case.assert_done()


@pytest.mark.parametrize("resolved_first", [True, False])
def test_held_sub_process_waits_for_what_began_inside_it_meanwhile(
    process: Any, resolved_first: bool
) -> None:
    inside = '<startEvent id="s1"/><endEvent id="e1"/>{flow s1 e1}'
    body = ENDS + f'<subProcess id="sp">{inside}{event_sub(MESSAGE, interrupting=False)}'
    case = process(body + "</subProcess>", "s sp e", roots=ROOTS, sp_e="ok").start(ok=False)
    assert case.incidents == [("NO_FLOW", "sp")]
    case.message("stop")
    case.set(ok=True)
    if resolved_first:
        case.resolve()
        assert case.tasks == ["h"]
        case.complete("h")
    else:
        case.complete("h")
        assert case.incidents == [("NO_FLOW", "sp")]
        case.resolve()
    assert case.path == ["s", "s1", "e1", "t", "h", "ee", "es", "sp", "e"]
    case.assert_done()


@pytest.mark.parametrize("loop", [True, False])
def test_inputs_are_taken_in_anew_and_not_on_top_of_each_other(process: Any, loop: bool) -> None:
    items = '<zeebe:loopCharacteristics inputCollection="=xs" inputElement="n"/>'
    many = (
        f"<multiInstanceLoopCharacteristics><extensionElements>{items}</extensionElements>"
        "</multiInstanceLoopCharacteristics>"
    )
    body = ENDS + (
        '<userTask id="a"><extensionElements><zeebe:priorityDefinition priority="=p"/>'
        '<zeebe:ioMapping><zeebe:input source="=n + 1" target="n"/>'
        '<zeebe:input source="=q" target="p"/></zeebe:ioMapping></extensionElements>'
        f"{many if loop else ''}</userTask>"
    )
    case = process(body, "s a e").start(n=1, xs=[1])
    assert case.incidents == [("EXPRESSION_FAILED", "a")]
    case.set(q=70)
    case.resolve()
    variables = case.state.activations[case.key("a")].variables
    assert (variables["n"], variables["p"]) == (2, 70)
    assert [task.priority for task in case.state.tasks.values()] == [70]


def test_a_second_attempt_that_is_too_long_is_held_where_the_first_one_was(process: Any) -> None:
    env = Env(now=NOW, activation_limit=50)
    body = ENDS + (
        '<exclusiveGateway id="x"/><exclusiveGateway id="m"/><task id="t"/>'
        '<exclusiveGateway id="g" default="g_e"/>'
    )
    conditions = {"x_m": "ok", "g_m": "again"}
    case = process(body, "s x m t g e", "g m", env=env, **conditions).start(again=True)
    assert case.incidents == [("EXPRESSION_FAILED", "x")]
    case.set(ok=True)
    for _ in range(2):
        command = c.ResolveIncident(key=next(iter(case.state.incidents)))
        assert isinstance(step(case.graph, case.state, command, env), Rejection)
        case.state = replay(case.events)
        case.events += keep(case.state, command, "too long", "p")
        assert replay(case.events) == case.state
        assert case.incidents == [("STEP_LIMIT", "x")]
    case.set(again=False)
    case.resolve()
    assert case.path == ["s", "x", "m", "t", "g", "e"]
    case.assert_done()
