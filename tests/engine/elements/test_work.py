"""Service tasks and their like: jobs, handlers, scripts, decisions, messages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from cauce.engine import BpmnError, Decided, Env, HandlerCall
from cauce.engine import commands as c
from cauce.engine import events as e

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ENDS = '<startEvent id="s"/><endEvent id="e"/>'


def work(extensions: str = "", retries: str = "") -> str:
    return (
        f'<serviceTask id="w"><extensionElements><zeebe:taskDefinition type="mail" {retries}/>'
        '<zeebe:taskHeaders><zeebe:header key="to" value="x"/></zeebe:taskHeaders>'
        f"{extensions}</extensionElements></serviceTask>"
    )


MAPPINGS = (
    '<zeebe:ioMapping><zeebe:input source="=a + 1" target="n"/>'
    '<zeebe:output source="=sent * 2" target="total"/></zeebe:ioMapping>'
)


def test_job_waits_outside_and_its_result_goes_to_the_variables(process: Any) -> None:
    case = process(ENDS + work(), "s w e").start()
    [created] = case.of(e.JobCreated)
    assert (created.job_type, created.retries, created.headers) == ("mail", 3, {"to": "x"})
    case.job("w", sent=2)
    assert case.state.variables == {"sent": Decimal(2)}
    case.assert_done()


def test_with_output_mappings_only_those_go_up(process: Any) -> None:
    case = process(ENDS + work(MAPPINGS), "s w e").start(a=1)
    assert case.state.activations[case.key("w")].variables == {"n": Decimal(2)}
    case.job("w", sent=2, other="x")
    assert case.state.variables == {"a": Decimal(1), "total": Decimal(4)}
    case.assert_done()


def test_last_failure_of_a_job_is_an_incident_and_trying_again_asks_anew(process: Any) -> None:
    case = process(ENDS + work(retries='retries="2"'), "s w e").start()
    key = case.key("w")
    case.do(c.FailJob(key=key, message="no route", retries=1))
    assert case.incidents == []
    case.do(c.FailJob(key=key, message="no route", retries=0))
    assert case.incidents == [("JOB_FAILED", "w")]
    case.resolve()
    assert case.state.jobs[key].retries == 2
    case.job("w")
    case.assert_done()


def test_job_that_is_gone_is_refused(process: Any) -> None:
    case = process(ENDS + work() + '<userTask id="a"/>', "s w a e").start()
    key = case.key("w")
    case.job("w")
    assert case.refuse(c.CompleteJob(key=key)).code == "UNKNOWN_JOB"
    assert case.refuse(c.FailJob(key=key, message="x", retries=0)).code == "UNKNOWN_JOB"


def test_handler_answers_inside_the_step(process: Any) -> None:
    calls: list[HandlerCall] = []

    def mail(call: HandlerCall) -> Mapping[str, Any]:
        calls.append(call)
        return {"sent": 2}

    env = Env(now=NOW, handlers={"mail": mail})
    case = process(ENDS + work(MAPPINGS), "s w e", env=env).start(a=1)
    assert case.path == ["s", "w", "e"]
    [call] = calls
    assert dict(call.variables) == {"a": Decimal(1), "n": Decimal(2)}
    assert (call.element_id, call.case_key, call.headers) == ("w", "C-1", {"to": "x"})
    assert case.state.variables["total"] == Decimal(4)
    case.assert_done()


def test_handler_that_fails_is_an_incident(process: Any) -> None:
    answers: list[Any] = [RuntimeError("disk full"), {"sent": 1}]

    def mail(_call: HandlerCall) -> Mapping[str, Any]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return dict(answer)

    case = process(ENDS + work(), "s w e", env=Env(now=NOW, handlers={"mail": mail})).start()
    assert case.incidents == [("HANDLER_FAILED", "w")]
    assert "disk full" in next(iter(case.state.incidents.values())).message
    case.resolve()
    case.assert_done()


def test_handler_may_throw_a_bpmn_error(process: Any) -> None:
    def mail(_call: HandlerCall) -> Mapping[str, Any]:
        raise BpmnError("FULL", "no room", {"left": 0})

    edge = (
        '<boundaryEvent id="b" attachedToRef="w"><errorEventDefinition/></boundaryEvent>'
        '<endEvent id="x"/>'
    )
    env = Env(now=NOW, handlers={"mail": mail})
    case = process(ENDS + work() + edge, "s w e", "b x", env=env).start()
    assert case.path == ["s", "b", "x"]
    assert case.state.variables == {"left": Decimal(0)}
    case.assert_done()


def test_script_sets_its_result_variable_or_merges_a_context(process: Any) -> None:
    body = ENDS + (
        '<scriptTask id="a"><extensionElements>'
        '<zeebe:script expression="=n * 2" resultVariable="m"/></extensionElements></scriptTask>'
        '<scriptTask id="b" scriptFormat="feel"><script>{p: m + 1, q: "x"}</script></scriptTask>'
    )
    case = process(body, "s a b e").start(n=2)
    assert case.state.variables == {
        "n": Decimal(2), "m": Decimal(4), "p": Decimal(5), "q": "x"
    }  # fmt: skip
    case.assert_done()


def test_script_that_gives_no_context_is_an_incident(process: Any) -> None:
    body = ENDS + '<scriptTask id="a" scriptFormat="feel"><script>n + 1</script></scriptTask>'
    case = process(body, "s a e").start(n=2)
    assert case.incidents == [("EXPRESSION_FAILED", "a")]


def rule(name: str = "rate") -> str:
    return (
        '<businessRuleTask id="r"><extensionElements>'
        f'<zeebe:calledDecision decisionId="{name}" resultVariable="out"/>'
        "</extensionElements></businessRuleTask>"
    )


def test_decision_gives_its_value_and_the_journal_says_which_version(process: Any) -> None:
    def decide(name: str, scope: Any, now: datetime) -> Decided | None:
        assert (name, now) == ("rate", NOW)
        return Decided(value=scope.get("n") * 2, version="v7")

    case = process(ENDS + rule(), "s r e", env=Env(now=NOW, decide=decide)).start(n=4)
    assert case.state.variables["out"] == Decimal(8)
    [evaluated] = case.of(e.DecisionEvaluated)
    assert (evaluated.decision, evaluated.version) == ("rate", "v7")
    case.assert_done()


def test_decision_that_is_missing_or_gives_nothing_is_an_incident(process: Any) -> None:
    missing = process(ENDS + rule(), "s r e").start()
    assert missing.incidents == [("DECISION_MISSING", "r")]

    def decide(_name: str, _scope: Any, _now: datetime) -> Decided | None:
        return Decided(value=None, version="1", problems=("no rule matches",))

    env = Env(now=NOW, decide=decide)
    failed = process(ENDS + rule(), "s r e", env=env).start()
    assert failed.incidents == [("DECISION_FAILED", "r")]


MESSAGE = '<message id="M" name="hello"/>'
PAYLOAD = '<zeebe:ioMapping><zeebe:input source="=n" target="m"/></zeebe:ioMapping>'


def test_throw_publishes_what_its_mappings_give(process: Any) -> None:
    body = ENDS + (
        '<intermediateThrowEvent id="t" cauce:correlationKey="=k" cauce:timeToLive="PT5M" '
        f'cauce:newCase="true"><extensionElements>{PAYLOAD}</extensionElements>'
        '<messageEventDefinition messageRef="M"/></intermediateThrowEvent>'
    )
    case = process(body, "s t e", roots=MESSAGE).start(n=1, k="K", secret="x")
    [thrown] = case.of(e.MessageThrown)
    assert (thrown.name, thrown.correlation, thrown.variables) == ("hello", "K", {"m": Decimal(1)})
    assert (thrown.time_to_live, thrown.new_case) == ("PT5M", True)
    case.assert_done()


def test_throw_without_its_key_is_an_incident_that_keeps_the_token(process: Any) -> None:
    body = ENDS + (
        '<intermediateThrowEvent id="t" cauce:correlationKey="=k">'
        '<messageEventDefinition messageRef="M"/></intermediateThrowEvent>'
    )
    case = process(body, "s t e", roots=MESSAGE).start()
    assert case.incidents == [("EXPRESSION_FAILED", "t")]
    assert case.of(e.MessageThrown) == []
    case.set(k="K")
    case.resolve()
    assert len(case.of(e.MessageThrown)) == 1
    assert case.path == ["s", "t", "e"]
    case.assert_done()


def test_send_task_publishes_and_receive_task_waits(process: Any) -> None:
    roots = (
        '<message id="M" name="hello"><extensionElements>'
        '<zeebe:subscription correlationKey="=k"/></extensionElements></message>'
    )
    body = ENDS + '<sendTask id="t" messageRef="M"/><receiveTask id="r" messageRef="M"/>'
    case = process(body, "s t r e", roots=roots).start(k="K")
    [thrown] = case.of(e.MessageThrown)
    assert (thrown.name, thrown.correlation, thrown.variables) == ("hello", None, {})
    [waiting] = case.state.subscriptions.values()
    assert (waiting.name, waiting.correlation) == ("hello", "K")
    case.message("hello", answer="yes")
    assert case.state.variables == {"k": "K", "answer": "yes"}
    case.assert_done()


def test_message_to_nobody_is_refused(process: Any) -> None:
    case = process(ENDS + '<userTask id="a"/>', "s a e").start()
    command = c.DeliverMessage(key=9, message_id="m", name="hello")
    assert case.refuse(command).code == "NOT_LISTENING"
