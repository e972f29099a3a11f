"""All variables of an instance together stay under a limit; what does not fit is not lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from cauce.engine import Env
from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.variables import weigh

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
LARGE = {"b": "x" * 200}


@pytest.fixture
def env() -> Env:
    return Env(now=NOW, variables_limit=100)


def test_result_of_a_job_is_kept_and_the_job_not_done_again(process: Any, env: Env) -> None:
    work = '<zeebe:taskDefinition type="x"/>'
    body = ENDS + f'<serviceTask id="a"><extensionElements>{work}</extensionElements></serviceTask>'
    case = process(body, "s a e", env=env).start()
    case.do(c.CompleteJob(key=case.key("a"), variables=LARGE))
    assert case.incidents == [("VARIABLES_TOO_LARGE", "a")]
    assert [job.retries for job in case.state.jobs.values()] == [0]
    case.resolve()
    assert case.incidents == [("VARIABLES_TOO_LARGE", "a")]
    env.variables_limit = 1000
    case.resolve()
    assert case.state.variables == LARGE
    assert len(case.of(e.JobCreated)) == 1
    case.assert_done()


def test_result_of_a_call_is_kept(process: Any, env: Env) -> None:
    case = process(ENDS + '<callActivity id="k" calledElement="q"/>', "s k e", env=env).start()
    case.do(c.CompleteCall(key=case.key("k"), variables=LARGE))
    assert case.incidents == [("VARIABLES_TOO_LARGE", "k")]
    env.variables_limit = 1000
    case.resolve()
    assert case.state.variables == LARGE
    assert len(case.of(e.ProcessCalled)) == 1
    case.assert_done()


def test_who_completed_a_task_counts_with_its_data(process: Any, env: Env) -> None:
    body = ENDS + '<userTask id="a" cauce:actorVariable="who"/>'
    case = process(body, "s a e", env=env).start()
    command = c.CompleteTask(key=case.key("a"), data={"b": "x" * 85}, actor="a" * 30)
    assert case.refuse(command).code == "VARIABLES_TOO_LARGE"
    assert case.tasks == ["a"]


def test_variables_of_all_scopes_count_together_while_they_are_there(
    process: Any, env: Env
) -> None:
    def sub(name: str) -> str:
        return (
            f'<subProcess id="sp{name}"><dataObject id="d{name}" name="draft"/>'
            f'<startEvent id="s{name}"/><userTask id="a{name}"/><userTask id="b{name}"/>'
            f'<endEvent id="e{name}"/>{{flow s{name} a{name} b{name} e{name}}}</subProcess>'
        )

    body = ENDS + '<parallelGateway id="f"/><endEvent id="x"/>' + sub("1") + sub("2")
    case = process(body, "s f sp1 e", "f sp2 x", env=env).start()
    case.complete("a1", draft="x" * 50)
    again = c.CompleteTask(key=case.key("a2"), data={"draft": "x" * 50})
    assert case.refuse(again).code == "VARIABLES_TOO_LARGE"
    case.complete("b1")
    case.do(again)
    case.complete("b2")
    assert case.state.weight == 0
    case.assert_done()


def test_a_result_is_taken_over_as_a_whole_or_not_at_all(process: Any, env: Env) -> None:
    inside = '<startEvent id="s1"/><userTask id="a"/><endEvent id="e1"/>{flow s1 a e1}'
    body = ENDS + f'<subProcess id="sp"><dataObject id="d" name="draft"/>{inside}</subProcess>'
    case = process(body, "s sp e", env=env).start(draft="x" * 50)
    command = c.CompleteTask(key=case.key("a"), data={"draft": "", "other": "x" * 30})
    assert case.refuse(command).code == "VARIABLES_TOO_LARGE"
    assert case.state.variables == {"draft": "x" * 50}


def test_what_is_set_anew_counts_once(process: Any, env: Env) -> None:
    body = ENDS + '<userTask id="a"/><userTask id="b"/><userTask id="c"/>'
    case = process(body, "s a b c e", env=env).start()
    case.complete("a", draft="x" * 50)
    assert case.state.weight == weigh({"draft": "x" * 50})
    case.complete("b", draft="y" * 50)
    assert case.state.weight == weigh({"draft": "y" * 50})
    case.complete("c", draft="")
    assert case.state.weight == weigh({"draft": ""})
