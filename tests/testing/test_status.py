"""How an instance stands: completed, terminated, failed, held by an incident, or stuck."""

from __future__ import annotations

import pytest
from tests.testing.support import (
    END,
    START,
    event,
    message,
    one_task,
    process,
    started,
    timer,
    user,
)

from cauce.testing import Refused, Sandbox


def test_completed_is_no_token_left_also_after_a_terminate_end(sandbox: Sandbox) -> None:
    body = (
        START
        + '<parallelGateway id="f"/>'
        + user("a")
        + '<endEvent id="stop"><terminateEventDefinition/></endEvent>'
        + user("b")
        + END
    )
    inst = started(sandbox, process(body, "s f a stop", "f b e"))
    inst.complete("a")
    assert (inst.status, inst.ends, inst.tasks()) == ("completed", ["stop"], [])
    assert inst.path == ["s", "f", "a", "stop"]


def test_terminated_is_cancelled_from_outside(sandbox: Sandbox) -> None:
    inst = started(sandbox, one_task())
    inst.cancel("duplicado")
    assert (inst.status, inst.ends, inst.tasks()) == ("terminated", [], [])
    with pytest.raises(Refused):
        inst.complete("a")
    sandbox.replay_check()


def test_failed_is_an_error_that_nothing_catches(sandbox: Sandbox) -> None:
    body = START + event("endEvent", "f", "error", "mal")
    inst = started(sandbox, process(body, "s f"), roots='<error id="mal" errorCode="MAL"/>')
    assert (inst.status, inst.incidents, inst.tasks()) == ("failed", [], [])


def test_an_incident_leaves_it_active_and_raises_nowhere(sandbox: Sandbox) -> None:
    body = START + '<exclusiveGateway id="g"/>' + user("a") + END
    inst = started(sandbox, process(body, "s g a e", g_a="=x &gt; 1"), x=0)
    assert inst.status == "active"
    (incident,) = inst.incidents
    assert (incident.code, incident.element_id) == ("NO_FLOW", "g")
    assert incident.message

    inst.set_variables({"x": 2}, reason="corregido")
    inst.resolve(incident)
    assert inst.incidents == []
    assert [task.element_id for task in inst.tasks()] == ["a"]
    assert inst.path == ["s", "g"]
    sandbox.replay_check()


def test_resolving_what_is_not_open_is_refused(sandbox: Sandbox) -> None:
    inst = started(sandbox, one_task())
    with pytest.raises(Refused):
        inst.resolve()


def test_a_join_that_can_never_fire_is_stuck_without_incident(sandbox: Sandbox) -> None:
    body = (
        START + '<exclusiveGateway id="x"/><parallelGateway id="j"/>' + user("a") + user("b") + END
    )
    inst = started(
        sandbox,
        process(body, "s x a j e", "x b j", x_a="=true", x_b="=false"),
    )
    assert not inst.stuck
    inst.complete("a")
    assert (inst.status, inst.incidents, inst.stuck) == ("active", [], True)
    assert sandbox.stuck == [inst]


LOOP = process(
    f'{START}{user("a")}<exclusiveGateway id="g"/><exclusiveGateway id="h"/>{END}',
    "s a g h g",
    "h e",
    h_g="=seguir",
    h_e="=not(seguir)",
)


def test_a_step_too_long_is_kept_as_an_incident_and_the_task_stays_open(sandbox: Sandbox) -> None:
    inst = started(sandbox, LOOP)
    before = inst.path
    inst.complete("a", {"seguir": True})
    assert inst.status == "active"
    assert [i.code for i in inst.incidents] == ["STEP_LIMIT"]
    assert inst.path == before
    assert [task.element_id for task in inst.tasks()] == ["a"]
    assert inst.variables == {}
    sandbox.replay_check()

    inst.resolve()
    assert [i.code for i in inst.incidents] == ["STEP_LIMIT"]
    sandbox.replay_check()

    inst.complete("a", {"seguir": False})
    assert inst.status == "completed"
    sandbox.replay_check()


def test_a_start_too_long_leaves_an_active_instance_without_tokens(sandbox: Sandbox) -> None:
    endless = process(
        f'{START}<exclusiveGateway id="g"/><exclusiveGateway id="h"/>{END}',
        "s g h g",
        "h e",
        h_g="=seguir",
        h_e="=not(seguir)",
    )
    inst = started(sandbox, endless, seguir=True)
    assert (inst.status, inst.path, inst.tasks()) == ("active", [], [])
    assert [i.code for i in inst.incidents] == ["STEP_LIMIT"]
    assert sandbox.instances == [inst]
    sandbox.replay_check()


def test_a_timer_too_long_is_suspended(sandbox: Sandbox) -> None:
    endless = process(
        START
        + timer("intermediateCatchEvent", "w", "timeDuration", "PT1H")
        + f'<exclusiveGateway id="g"/><exclusiveGateway id="h"/>{END}',
        "s w g h g",
        "h e",
        h_g="=seguir",
        h_e="=not(seguir)",
    )
    inst = started(sandbox, endless, seguir=True)
    sandbox.advance("PT2H")
    sandbox.advance("PT2H")
    assert [i.code for i in inst.incidents] == ["STEP_LIMIT"]
    assert inst.path == ["s"]
    inst.set_variables({"seguir": False})
    inst.resolve()
    assert (inst.status, inst.incidents, inst.path) == (
        "completed",
        [],
        ["s", "w", "g", "h", "e"],
    )
    sandbox.replay_check()


def test_a_message_too_long_is_suspended_and_its_subscription_with_it(sandbox: Sandbox) -> None:
    endless = process(
        START
        + event("intermediateCatchEvent", "c", "message", "firma")
        + f'<exclusiveGateway id="g"/><exclusiveGateway id="h"/>{END}',
        "s c g h g",
        "h e",
        h_g="=seguir",
        h_e="=not(seguir)",
    )
    inst = started(sandbox, endless, roots=message("firma", "case_key"), seguir=True)
    sandbox.publish("firma", case_key=inst.case_key, variables={"n": 1})
    assert [i.code for i in inst.incidents] == ["STEP_LIMIT"]
    assert (inst.path, inst.variables, sandbox.messages()) == (["s"], {"seguir": True}, [])

    sandbox.publish("firma", case_key=inst.case_key, variables={"n": 2})
    assert [kept.variables["n"] for kept in sandbox.messages()] == [2]

    inst.set_variables({"seguir": False})
    inst.resolve()
    assert (inst.status, inst.variables["n"]) == ("completed", 1)
    assert sandbox.messages() == []
    sandbox.replay_check()


def test_path_has_every_kind_inner_before_outer_a_multi_instance_once_per_instance(
    sandbox: Sandbox,
) -> None:
    inner = (
        '<subProcess id="sub"><multiInstanceLoopCharacteristics isSequential="true">'
        "<loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>"
        '<startEvent id="is"/><task id="it"/><endEvent id="ie"/>'
        '<sequenceFlow id="f1" sourceRef="is" targetRef="it"/>'
        '<sequenceFlow id="f2" sourceRef="it" targetRef="ie"/></subProcess>'
    )
    inst = started(sandbox, process(START + inner + END, "s sub e"))
    once = ["is", "it", "ie", "sub"]
    assert inst.path == ["s", *once, *once, "e"]
    assert inst.ends == ["ie", "ie", "e"]


def test_interrupted_nodes_are_not_in_the_path(sandbox: Sandbox) -> None:
    late = timer("boundaryEvent", "b", "timeDuration", "PT1H", attachedToRef="a")
    inst = started(
        sandbox, process(START + user("a") + late + END + '<endEvent id="m"/>', "s a e", "b m")
    )
    sandbox.advance("PT1H")
    assert inst.path == ["s", "b", "m"]


def test_data_too_large_is_refused_and_changes_nothing(sandbox: Sandbox) -> None:
    inst = started(sandbox, one_task())
    inst.complete("a", {"x": "y" * 200_000})
    big = started(sandbox, one_task())
    with pytest.raises(Refused) as refused:
        big.complete("a", {"x": "y" * 300_000})
    assert refused.value.code == "VARIABLES_TOO_LARGE"
    assert big.variables == {}
