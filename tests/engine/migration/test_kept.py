"""Jobs, called processes, incidents and what is held by them go along."""

from __future__ import annotations

from typing import Any

from tests.engine.conftest import Case, definitions
from tests.engine.migration.support import (
    ENDS,
    MESSAGE,
    ROOTS,
    boundary,
    listening,
    move,
    refused,
    timer,
    trail,
)

from cauce.engine import Env, State
from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.limits import keep

MORE = '<userTask id="z"/>'
SERVICE = (
    '<serviceTask id="a"><extensionElements><zeebe:taskDefinition type="t"/></extensionElements>'
    "</serviceTask>"
)


def test_a_job_goes_on(process: Any) -> None:
    case = process(ENDS + SERVICE, "s a e").start()
    move(case, definitions(MORE + ENDS + SERVICE, "s a z e"))
    assert list(case.state.jobs) == [case.key("a")]
    assert trail(case.graph, case.job("a", n=1)) == ["a"]
    assert case.tasks == ["z"]


def test_a_job_in_trouble_keeps_its_incident_and_is_tried_again(process: Any) -> None:
    body = ENDS + SERVICE
    case = process(body, "s a e").start()
    case.do(c.FailJob(key=case.key("a"), message="no", retries=0))
    other = MORE + ENDS + SERVICE.replace('"a"', '"b"').replace('"t"', '"u"')
    other += boundary("w", "b", timer("PT1H"))
    move(case, definitions(other, "s b z e", "w z"), mapping={"a": "b"})
    assert case.incidents == [("JOB_FAILED", "b")]
    assert listening(case) == ["w"]
    case.resolve()
    assert [job.type for job in case.state.jobs.values()] == ["u"]
    assert listening(case) == ["w"]


def test_a_called_process_is_waited_for(process: Any) -> None:
    call = '<callActivity id="a" calledElement="q"/>'
    case = process(ENDS + call, "s a e").start()
    move(case, definitions(MORE + ENDS + call, "s a z e"))
    assert case.state.calls == {case.key("a"): "q"}
    assert trail(case.graph, case.do(c.CompleteCall(key=case.key("a")))) == ["a"]
    assert case.tasks == ["z"]


def test_a_gateway_in_trouble_goes_on_by_the_corrected_drawing(process: Any) -> None:
    body = ENDS + '<exclusiveGateway id="g"/>'
    case = process(body, "s g e", g_e="x").start(x=False)
    assert case.incidents == [("NO_FLOW", "g")]
    other = ENDS + '<exclusiveGateway id="g" default="g_z"/>' + MORE
    move(case, definitions(other, "s g e", "g z e", g_e="x"))
    assert trail(case.graph, case.resolve()) == ["g"]
    assert case.tasks == ["z"]


def test_what_could_not_begin_begins_by_the_corrected_drawing(process: Any) -> None:
    wrong = "<userTask id='a'><extensionElements><zeebe:taskSchedule dueDate='=1'/>"
    wrong += "</extensionElements></userTask>"
    case = process(ENDS + wrong + boundary("b", "a", timer("PT1H")), "s a e", "b e").start()
    assert (case.tasks, listening(case)) == ([], [])
    right = ENDS + '<userTask id="a"/>' + boundary("b", "a", timer("PT1H"))
    move(case, definitions(right, "s a e", "b e"))
    assert (case.tasks, listening(case)) == ([], [])
    case.resolve()
    assert (case.tasks, listening(case)) == (["a"], ["b"])


def test_what_is_on_its_way_out_begins_to_listen_to_nothing(process: Any) -> None:
    body = ENDS + '<userTask id="a"/><endEvent id="x"/>'
    case = process(body, "s a e", "a x", a_e="n", a_x="n").start(n=False, m=False)
    case.complete("a")
    assert case.incidents == [("NO_FLOW", "a")]
    other = body + boundary("b", "a", timer("PT1H"))
    move(case, definitions(other, "s a e", "a x", "b x", a_x="n"))
    assert listening(case) == []
    assert trail(case.graph, case.resolve()) == ["a", "e"]


def test_an_event_subprocess_in_trouble_before_it_listens_listens_once(process: Any) -> None:
    inner = (
        '<subProcess id="x" triggeredByEvent="true"><startEvent id="xs" isInterrupting="false">'
        f'{MESSAGE}</startEvent><endEvent id="xe"/>{{flow xs xe}}</subProcess>'
    )
    case = process(ENDS + '<userTask id="a"/>' + inner, "s a e", roots=ROOTS).start()
    assert case.incidents == [("EXPRESSION_FAILED", "xs")]
    move(case, definitions(MORE + ENDS + '<userTask id="a"/>' + inner, "s a z e", roots=ROOTS))
    assert listening(case) == []
    case.set(k="K")
    case.resolve()
    assert listening(case) == ["xs"]
    assert case.tasks == ["a"]


def test_a_start_that_was_too_long_is_repeated_by_the_corrected_drawing(process: Any) -> None:
    body = '<startEvent id="s"/><exclusiveGateway id="g"/>'
    case: Case = process(body, "s g", env=Env(now=process(body, "s g").env.now, activation_limit=1))
    command = c.StartInstance(case_key="C", start_event="s")
    state = State()
    case.events += keep(state, command, "too long", "p")
    case.state = state
    case.env.activation_limit = 10
    other = definitions('<startEvent id="t"/><userTask id="a"/>', "t a")
    assert refused(case, other) == {"s": "TARGET_MISSING"}
    move(case, definitions(MORE + '<startEvent id="s"/>', "s z"))
    assert case.incidents == [("STEP_LIMIT", "p")]
    case.resolve()
    assert case.tasks == ["z"]
    assert [type(event) for event in case.events].count(e.InstanceStarted) == 1
