"""Starting, variables, limits, incidents and cancelling."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from cauce.calendar import calendar_from
from cauce.engine import Env, Rejection, State, decide, replay, step
from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.codec import decode_events, decode_state, encode_events, encode_state
from cauce.engine.limits import keep

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
TWO_STARTS = (
    '<startEvent id="s1"/><startEvent id="s2"><messageEventDefinition messageRef="M"/>'
    '</startEvent><userTask id="a"/><endEvent id="e"/>'
)
MESSAGE = '<message id="M" name="m"/>'


def test_start_without_a_name_takes_the_only_none_start_event(process: Any) -> None:
    case = process(TWO_STARTS, "s1 a e", "s2 a", roots=MESSAGE)
    case.start()
    assert case.path == ["s1"]


def test_any_start_event_may_be_named(process: Any) -> None:
    case = process(TWO_STARTS, "s1 a e", "s2 a", roots=MESSAGE).start("s2", n=1)
    assert case.path == ["s2"]
    assert case.state.variables == {"n": Decimal(1)}


def test_unknown_start_event_is_refused(process: Any) -> None:
    case = process(TWO_STARTS, "s1 a e", "s2 a", roots=MESSAGE)
    refusal = case.refuse(c.StartInstance(case_key="C", start_event="a"))
    assert refusal.code == "START_EVENT_UNKNOWN"
    assert "s1, s2" in refusal.message


def test_starting_twice_is_refused(process: Any) -> None:
    case = process(ENDS, "s e").start()
    assert case.refuse(c.StartInstance(case_key="C")).code == "ALREADY_STARTED"


def test_message_start_maps_the_variables_that_come(process: Any) -> None:
    body = (
        '<startEvent id="s"><extensionElements><zeebe:ioMapping>'
        '<zeebe:output source="=a * 2" target="b"/></zeebe:ioMapping></extensionElements>'
        '<messageEventDefinition messageRef="M"/></startEvent><endEvent id="e"/>'
    )
    case = process(body, "s e", roots=MESSAGE).start("s", a=2, noise=1)
    assert case.state.variables == {"b": Decimal(4)}
    assert case.path == ["s", "e"]
    case.assert_done()


def test_case_key_is_a_name_in_every_expression(process: Any) -> None:
    body = ENDS + '<exclusiveGateway id="g" default="g_x"/><endEvent id="x"/>'
    case = process(body, "s g e", "g x", g_e='case_key = "C-1"').start()
    assert case.path == ["s", "g", "e"]
    assert case.state.variables == {}


def test_results_go_to_the_nearest_scope_that_has_the_variable(process: Any) -> None:
    body = ENDS + (
        '<subProcess id="sp"><extensionElements><zeebe:ioMapping>'
        '<zeebe:input source="=n" target="local"/></zeebe:ioMapping></extensionElements>'
        '<startEvent id="s1"/><userTask id="a"/><userTask id="b"/><endEvent id="e1"/>'
        "{flow s1 a b e1}</subProcess>"
    )
    case = process(body, "s sp e").start(n=1)
    case.complete("a", local=5, outer=6)
    assert case.state.activations[case.key("sp")].variables == {"local": Decimal(5)}
    case.complete("b")
    assert case.state.variables == {"n": Decimal(1), "outer": Decimal(6)}


def test_nested_mapping_targets_keep_what_is_beside_them(process: Any) -> None:
    body = ENDS + (
        '<userTask id="a"><extensionElements><zeebe:ioMapping>'
        '<zeebe:output source="=x" target="client.name"/>'
        '<zeebe:output source="=x + 1" target="client.age"/></zeebe:ioMapping>'
        "</extensionElements></userTask>"
    )
    case = process(body, "s a e").start(client={"city": "Lima"})
    case.complete("a", x=1)
    assert case.state.variables["client"] == {
        "city": "Lima", "name": Decimal(1), "age": Decimal(2)
    }  # fmt: skip


def test_data_associations_copy_in_and_out(process: Any) -> None:
    body = (
        '<dataObject id="d1" name="draft"/><dataObjectReference id="r1" dataObjectRef="d1"/>'
        '<dataObject id="d2" name="final"/><dataObjectReference id="r2" dataObjectRef="d2"/>'
        + ENDS
        + '<userTask id="a"><ioSpecification><dataInput id="i" name="text"/>'
        '<dataOutput id="o" name="signed"/><inputSet/><outputSet/></ioSpecification>'
        "<dataInputAssociation><sourceRef>r1</sourceRef><targetRef>i</targetRef>"
        "</dataInputAssociation><dataOutputAssociation><sourceRef>o</sourceRef>"
        "<targetRef>r2</targetRef></dataOutputAssociation></userTask>"
    )
    case = process(body, "s a e").start(draft="x")
    assert case.state.activations[case.key("a")].variables == {"text": "x"}
    case.complete("a", signed="y")
    assert case.state.variables["final"] == "y"


def test_data_beyond_the_limit_is_refused_and_changes_nothing(process: Any) -> None:
    case = process(ENDS + '<userTask id="a"/>', "s a e", env=Env(now=NOW, variables_limit=100))
    case.start(n=1)
    key = case.key("a")
    refusal = case.refuse(c.CompleteTask(key=key, data={"text": "x" * 200}))
    assert refusal.code == "VARIABLES_TOO_LARGE"
    for _ in range(20):
        case.set(text="x" * 50)
    assert case.state.variables["text"] == "x" * 50


def test_cancelling_ends_everything(process: Any) -> None:
    case = process(ENDS + '<userTask id="a"/>', "s a e").start()
    case.do(c.CancelInstance(reason="withdrawn", actor="ana"))
    assert case.of(e.InstanceTerminated)[0].reason == "withdrawn"
    case.assert_done("terminated")
    assert case.refuse(c.CancelInstance(reason="again")).code == "INSTANCE_ENDED"


def test_an_incident_leaves_the_rest_of_the_instance_at_work(process: Any) -> None:
    body = ENDS + (
        '<parallelGateway id="f"/><parallelGateway id="j"/><userTask id="b"/>'
        '<scriptTask id="x" scriptFormat="feel"><script>if n = 1 then {m: 1} else 0</script>'
        "</scriptTask>"
    )
    case = process(body, "s f x j e", "f b j").start(n=0)
    assert case.incidents == [("EXPRESSION_FAILED", "x")]
    case.complete("b")
    assert case.state.status == "active"
    case.set(n=1)
    case.resolve()
    assert case.path == ["s", "f", "b", "x", "j", "e"]
    case.assert_done()


def test_output_mapping_that_fails_on_a_flow_is_tried_again_on_the_way_out(process: Any) -> None:
    case = process(ENDS + '<userTask id="a"/>', "s a e", a_e="=n > 1").start()
    case.complete("a", n="x")
    assert case.incidents == [("EXPRESSION_FAILED", "a")]
    assert case.tasks == []
    case.set(n=2)
    case.resolve()
    assert case.path == ["s", "a", "e"]
    case.assert_done()


LOOP = (
    ENDS + '<userTask id="a"/><exclusiveGateway id="m"/><task id="t"/>'
    '<exclusiveGateway id="g" default="g_e"/>'
)


def test_a_step_that_is_too_long_becomes_an_incident_that_repeats_its_command(
    process: Any,
) -> None:
    env = Env(now=NOW, activation_limit=50)
    case = process(LOOP, "s a m t g e", "g m", g_m="again", env=env).start(again=True)
    command = c.CompleteTask(key=case.key("a"), data={"done": True}, actor="ana")
    outcome = step(case.graph, case.state, command, env)
    assert isinstance(outcome, Rejection)
    assert outcome.code == "STEP_LIMIT"

    case.state = replay(case.events)
    case.events += keep(case.state, command, outcome.message, "p")
    assert case.tasks == ["a"]
    assert case.incidents == [("STEP_LIMIT", "p")]
    case.state = decode_state(encode_state(case.state))
    case.set(again=False)
    case.resolve()
    assert case.path == ["s", "a", "m", "t", "g", "e"]
    assert case.of(e.TaskCompleted)[0].actor == "ana"
    case.assert_done()


@pytest.mark.parametrize("enough", [True, False])
def test_each_element_counts_once_against_the_limit_of_a_step(process: Any, enough: bool) -> None:
    body = (
        ENDS + '<userTask id="a"/><parallelGateway id="f"/><task id="t"/><task id="u"/>'
        '<parallelGateway id="j"/><intermediateThrowEvent id="n"/>'
    )
    case = process(body, "s a f t j n e", "f u j", env=Env(now=NOW)).start()
    after_a = ["f", "t", "u", "j", "n", "e"]
    env = Env(now=NOW, activation_limit=len(after_a) - (not enough))
    outcome = step(case.graph, case.state, c.CompleteTask(key=case.key("a")), env)
    if enough:
        assert isinstance(outcome, list)
        passed = [e.ElementPassed, e.ElementCompleted]
        assert sum(type(event) in passed for event in outcome) == len(["a", *after_a])
        assert case.state.status == "completed"
    else:
        assert isinstance(outcome, Rejection)
        assert outcome.code == "STEP_LIMIT"


def test_a_task_done_otherwise_takes_the_incident_of_its_long_step_along(process: Any) -> None:
    env = Env(now=NOW, activation_limit=50)
    case = process(LOOP, "s a m t g e", "g m", g_m="again", env=env).start()
    for _ in range(2):
        command = c.CompleteTask(key=case.key("a"), data={"again": True})
        assert isinstance(step(case.graph, case.state, command, env), Rejection)
        case.state = replay(case.events)
        case.events += keep(case.state, command, "too long", "p")
        assert case.state == replay(case.events)
        assert case.incidents == [("STEP_LIMIT", "p")]
    case.complete("a", again=False)
    assert case.path == ["s", "a", "m", "t", "g", "e"]
    assert case.incidents == []
    case.assert_done()


def test_a_start_that_is_too_long_leaves_an_active_instance_without_tokens(process: Any) -> None:
    env = Env(now=NOW, activation_limit=50)
    case = process(LOOP.replace('<userTask id="a"/>', ""), "s m t g e", "g m", g_m="again", env=env)
    command = c.StartInstance(case_key="C", variables={"again": True})
    assert isinstance(step(case.graph, case.state, command, env), Rejection)
    case.state = State()
    case.events += keep(case.state, command, "too long", "p")
    assert case.state.status == "active"
    assert case.active == []
    env.activation_limit = 10_000
    again = step(case.graph, replay(case.events), c.ResolveIncident(key=2), env)
    assert isinstance(again, Rejection)


def test_decide_tells_what_would_happen_and_changes_nothing(process: Any) -> None:
    case = process(ENDS + '<userTask id="a"/>', "s a e").start()
    before = encode_state(case.state)
    foreseen = decide(case.graph, case.state, c.CompleteTask(key=case.key("a")), case.env)
    assert encode_state(case.state) == before
    assert foreseen == case.complete("a")


def test_events_and_states_are_written_and_read_without_loss(process: Any) -> None:
    case = process(ENDS + '<userTask id="a"/>', "s a e").start(
        n=1.5, when=datetime(2026, 1, 1, tzinfo=UTC), who=None, deep={"x": [1, {"y": "z"}]}
    )
    assert decode_events(encode_events(case.events)) == case.events
    assert decode_state(encode_state(case.state)) == case.state


def test_now_and_today_are_those_of_the_cases_zone(process: Any) -> None:
    week = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    calendar = calendar_from({"zone": "America/Santiago", "week": week})
    late = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)
    body = (
        ENDS + '<scriptTask id="x" scriptFormat="feel"><script>{d: today()}</script></scriptTask>'
    )
    case = process(body, "s x e", env=Env(now=late, calendar=calendar)).start()
    assert case.state.variables == {"d": date(2026, 3, 2)}
