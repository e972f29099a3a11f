"""Call activities: another process as an instance of its own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cauce.engine import commands as c
from cauce.engine import events as e

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
PLAIN = '<callActivity id="c" calledElement="child"/>'


def zeebe(attributes: str, mappings: str = "") -> str:
    return (
        '<callActivity id="c"><extensionElements>'
        f"<zeebe:calledElement {attributes}/>{mappings}</extensionElements></callActivity>"
    )


def test_call_asks_for_an_instance_with_the_callers_variables(process: Any) -> None:
    case = process(ENDS + PLAIN, "s c e").start(n=1)
    [called] = case.of(e.ProcessCalled)
    assert (called.process, called.variables) == ("child", {"n": Decimal(1)})
    case.do(c.CompleteCall(key=called.key, variables={"n": Decimal(2), "m": "x"}))
    assert case.state.variables == {"n": Decimal(2), "m": "x"}
    case.assert_done()


def test_mappings_and_propagation_narrow_what_goes_in_and_out(process: Any) -> None:
    mappings = (
        '<zeebe:ioMapping><zeebe:input source="=n" target="m"/>'
        '<zeebe:output source="=r" target="result"/></zeebe:ioMapping>'
    )
    body = zeebe('processId="=name" propagateAllParentVariables="false"', mappings)
    case = process(ENDS + body, "s c e").start(n=1, name="other")
    [called] = case.of(e.ProcessCalled)
    assert (called.process, called.variables) == ("other", {"m": Decimal(1)})
    case.do(c.CompleteCall(key=called.key, variables={"r": "x", "noise": "y"}))
    assert case.state.variables == {"n": Decimal(1), "name": "other", "result": "x"}
    case.assert_done()


def test_error_and_escalation_of_the_called_process_are_caught_here(process: Any) -> None:
    body = (
        ENDS
        + PLAIN
        + (
            '<boundaryEvent id="b" attachedToRef="c"><errorEventDefinition/></boundaryEvent>'
            '<boundaryEvent id="x" attachedToRef="c" cancelActivity="false">'
            '<escalationEventDefinition/></boundaryEvent><endEvent id="be"/><endEvent id="xe"/>'
        )
    )
    case = process(body, "s c e", "b be", "x xe").start()
    key = case.key("c")
    case.do(c.ThrowEscalation(key=key, code="LATE"))
    case.do(c.ThrowError(key=key, code="BAD"))
    assert case.path == ["s", "x", "xe", "b", "be"]
    case.assert_done()


def test_interrupted_call_withdraws_the_called_instance(process: Any) -> None:
    body = (
        ENDS
        + PLAIN
        + (
            '<boundaryEvent id="b" attachedToRef="c"><timerEventDefinition>'
            "<timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>"
            '<endEvent id="be"/>'
        )
    )
    case = process(body, "s c e", "b be").start()
    key = case.key("c")
    case.advance(hours=1)
    assert [event.key for event in case.of(e.CallWithdrawn)] == [key]
    assert case.refuse(c.CompleteCall(key=key)).code == "INSTANCE_ENDED"
    case.assert_done()


def test_missing_process_is_an_incident_and_trying_again_calls_again(process: Any) -> None:
    case = process(ENDS + PLAIN, "s c e").start()
    key = case.key("c")
    case.do(c.FailCall(key=key, code="CALLED_PROCESS_MISSING", message="no process child"))
    assert case.incidents == [("CALLED_PROCESS_MISSING", "c")]
    case.resolve()
    assert len(case.of(e.ProcessCalled)) == 2
    case.do(c.CompleteCall(key=key))
    case.assert_done()
