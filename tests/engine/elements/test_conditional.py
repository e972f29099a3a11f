"""Conditional events: they happen when their condition becomes true."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cauce.engine import Rejection, step
from cauce.engine import commands as c

ENDS = '<startEvent id="s"/><endEvent id="e"/>'


def when(text: str) -> str:
    return f"<conditionalEventDefinition><condition>{text}</condition></conditionalEventDefinition>"


def edge(text: str, interrupting: str) -> str:
    return (
        f'<boundaryEvent id="b" attachedToRef="a" cancelActivity="{interrupting}">{when(text)}'
        '</boundaryEvent><endEvent id="x"/>'
    )


def test_catch_goes_on_at_once_where_the_condition_is_true_already(process: Any) -> None:
    body = ENDS + f'<intermediateCatchEvent id="c">{when("n > 1")}</intermediateCatchEvent>'
    case = process(body, "s c e").start(n=2)
    assert case.path == ["s", "c", "e"]
    case.assert_done()


def test_catch_waits_for_a_change_and_takes_null_as_false(process: Any) -> None:
    body = ENDS + f'<intermediateCatchEvent id="c">{when("n > 1")}</intermediateCatchEvent>'
    case = process(body, "s c e").start()
    assert case.active == ["c"]
    case.set(n=1)
    assert case.active == ["c"]
    case.set(n=2)
    case.assert_done()


def test_interrupting_boundary_takes_over_from_the_task(process: Any) -> None:
    body = ENDS + '<userTask id="a"/>' + edge("ready", "true")
    case = process(body, "s a e", "b x").start(ready=False)
    case.set(ready=True)
    assert case.path == ["s", "b", "x"]
    case.assert_done()


def test_interrupting_boundary_that_is_true_already_fires_at_once(process: Any) -> None:
    body = ENDS + '<userTask id="a"/>' + edge("ready", "true")
    case = process(body, "s a e", "b x").start(ready=True)
    assert case.path == ["s", "b", "x"]
    case.assert_done()


def test_non_interrupting_fires_each_time_the_condition_becomes_true_anew(process: Any) -> None:
    body = ENDS + '<userTask id="a"/>' + edge("n > 1", "false")
    case = process(body, "s a e", "b x").start(n=0)
    for n in (2, 3, 0, 5):
        case.set(n=n)
    assert case.path == ["s", "b", "x", "b", "x"]
    case.complete("a")
    case.assert_done()


def test_event_sub_process_starts_when_a_task_sets_the_variable(process: Any) -> None:
    body = ENDS + (
        '<userTask id="a"/><userTask id="z"/><subProcess id="es" triggeredByEvent="true">'
        f'<startEvent id="t" isInterrupting="false">{when("alarm")}</startEvent>'
        '<endEvent id="ee"/>{flow t ee}</subProcess>'
    )
    case = process(body, "s a z e").start()
    case.complete("a", alarm=True)
    assert case.path == ["s", "a", "t", "ee", "es"]
    assert case.tasks == ["z"]


def test_event_based_gateway_takes_the_condition_that_holds(process: Any) -> None:
    body = (
        '<startEvent id="s"/><eventBasedGateway id="g"/><endEvent id="e"/><endEvent id="x"/>'
        f'<intermediateCatchEvent id="c">{when("go")}</intermediateCatchEvent>'
        '<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration>'
        "</timerEventDefinition></intermediateCatchEvent>"
    )
    case = process(body, "s g c e", "g t x").start(go=True)
    assert case.path == ["s", "g", "c", "e"]
    case.assert_done()


def scripted(number: int, condition: str, script: str) -> str:
    return (
        f'<subProcess id="es{number}" triggeredByEvent="true">'
        f'<startEvent id="t{number}" isInterrupting="false"><conditionalEventDefinition>'
        f"<condition>{condition}</condition></conditionalEventDefinition></startEvent>"
        f'<scriptTask id="k{number}" scriptFormat="feel"><script>{script}</script></scriptTask>'
        f'<endEvent id="e{number}"/>{{flow t{number} k{number} e{number}}}</subProcess>'
    )


def test_conditions_that_set_each_other_off_for_ever_are_a_step_that_is_too_long(
    process: Any,
) -> None:
    body = ENDS + '<userTask id="a"/>'
    body += scripted(1, "n = 1", "{n: 2}") + scripted(2, "n = 2", "{n: 1}")
    case = process(body, "s a e").start(n=0)
    command = c.SetVariables(variables={"n": Decimal(1)})
    outcome = step(case.graph, case.state, command, case.env)
    assert isinstance(outcome, Rejection)
    assert outcome.code == "STEP_LIMIT"


def test_a_chain_of_conditions_runs_to_its_end(process: Any) -> None:
    body = ENDS + '<userTask id="a"/>'
    body += scripted(1, "n = 1", "{n: 2}") + scripted(2, "n = 2", "{n: 3}")
    case = process(body, "s a e").start(n=0)
    case.set(n=1)
    assert case.path == ["s", "t1", "k1", "e1", "es1", "t2", "k2", "e2", "es2"]
    assert [condition.holds for condition in case.state.conditions.values()] == [False, False]
    case.set(n=2)
    assert case.path[9:] == ["t2", "k2", "e2", "es2"]
    case.complete("a")
    case.assert_done()
