"""Signals: who hears them, in which order, and what they keep open."""

from __future__ import annotations

from typing import Any

import pytest

from cauce.engine import Rejection, step
from cauce.engine import commands as c
from cauce.engine import events as e

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
ROOTS = '<signal id="A" name="a"/><signal id="B" name="b"/><signal id="C" name="c"/>'


def signal(tag: str, element_id: str, ref: str, key: str = "") -> str:
    attribute = f' cauce:correlationKey="{key}"' if key else ""
    return f'<{tag} id="{element_id}"{attribute}><signalEventDefinition signalRef="{ref}"/></{tag}>'


def throw(element_id: str, ref: str, key: str = "") -> str:
    return signal("intermediateThrowEvent", element_id, ref, key)


def catch(element_id: str, ref: str, key: str = "") -> str:
    return signal("intermediateCatchEvent", element_id, ref, key)


def received(case: Any) -> list[str]:
    return [case.graph.nodes[event.node].id for event in case.of(e.SignalReceived)]


def test_signals_are_delivered_in_the_order_thrown(process: Any) -> None:
    # What the receiver of the first throws comes after the second, which was thrown before it.
    body = ENDS + (
        '<parallelGateway id="f"/><userTask id="u"/>'
        + throw("ta", "A") + throw("tb", "B") + throw("tc", "C")
        + catch("ca", "A") + catch("cb", "B") + catch("cc", "C")
        + '<endEvent id="e1"/><endEvent id="e2"/><endEvent id="e3"/>'
    )  # fmt: skip
    chains = ("s f u ta tb e", "f ca tc e1", "f cb e2", "f cc e3")
    case = process(body, *chains, roots=ROOTS).start()
    case.complete("u")
    assert received(case) == ["ca", "cb", "cc"]
    case.assert_done()


def test_signal_from_outside_reaches_each_receiver_once(process: Any) -> None:
    body = ENDS + (
        '<parallelGateway id="f"/>' + catch("c1", "A") + catch("c2", "A") + throw("t", "A")
        + catch("c3", "A") + '<endEvent id="e1"/><endEvent id="e2"/>'
    )  # fmt: skip
    case = process(body, "s f c1 t e", "f c2 e1", "f c3 e2", roots=ROOTS).start()
    first, second, third = case.state.subscriptions
    case.do(c.DeliverSignal(keys=(first, second), name="a"))
    # The third did not listen for the one from outside; it hears the one that the first throws.
    assert received(case) == ["c1", "c2", "c3"]
    assert third not in case.state.subscriptions
    case.assert_done()


def test_signal_that_calls_itself_forth_for_ever_is_a_step_that_is_too_long(process: Any) -> None:
    inside = throw("again", "A") + '<endEvent id="ee"/>{flow t again ee}'
    start = '<startEvent id="t" isInterrupting="false"><signalEventDefinition signalRef="A"/>'
    body = ENDS + (
        f'<userTask id="u"/>{throw("th", "A")}'
        f'<subProcess id="es" triggeredByEvent="true">{start}</startEvent>{inside}</subProcess>'
    )
    case = process(body, "s u th e", roots=ROOTS).start()
    outcome = step(case.graph, case.state, c.CompleteTask(key=case.key("u")), case.env)
    assert isinstance(outcome, Rejection)
    assert outcome.code == "STEP_LIMIT"


def test_signal_whose_key_is_null_reaches_nobody(process: Any) -> None:
    body = ENDS + (
        '<parallelGateway id="f"/><endEvent id="e1"/>'
        + catch("ca", "A", "=k") + throw("th", "A", "=other")
    )  # fmt: skip
    case = process(body, "s f ca e", "f th e1", roots=ROOTS).start(k="1")
    assert case.incidents == [("EXPRESSION_FAILED", "th")]
    assert received(case) == []
    case.set(other="1")
    case.resolve()
    assert received(case) == ["ca"]
    case.assert_done()


@pytest.mark.parametrize("key", ["ñ" * 256, "a\0b"], ids=["long", "nul"])
def test_nobody_listens_or_throws_by_what_no_index_holds(process: Any, key: str) -> None:
    body = ENDS + catch("ca", "A", "=k") + throw("th", "A", "=k")
    case = process(body, "s ca th e", roots=ROOTS).start(k=key)
    assert case.incidents == [("EXPRESSION_FAILED", "ca")]
    case.set(k="ñ" * 253)
    case.resolve()
    [listening] = case.state.subscriptions
    assert case.state.subscriptions[listening].correlation == "ñ" * 253
    case.set(k=key)
    case.do(c.DeliverSignal(keys=(listening,), name="a"))
    assert case.incidents == [("EXPRESSION_FAILED", "th")]
    case.set(k="short")
    case.resolve()
    [thrown] = case.of(e.SignalThrown)
    assert thrown.correlation == "short"
    case.assert_done()
