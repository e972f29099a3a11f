"""Exclusive, parallel and event-based gateways."""

from __future__ import annotations

from typing import Any

from cauce.engine import events as e

EXCLUSIVE = (
    '<startEvent id="s"/><exclusiveGateway id="g"{default}/>'
    '<endEvent id="x"/><endEvent id="y"/><endEvent id="z"/>'
)
FORK = '<startEvent id="s"/><parallelGateway id="f"/><parallelGateway id="j"/><endEvent id="e"/>'


def test_exclusive_takes_the_first_true_flow_in_the_order_of_the_file(process: Any) -> None:
    case = process(
        EXCLUSIVE.format(default=""), "s g x", "g y", "g z", g_x="n > 9", g_y="=n > 1", g_z="n > 0"
    ).start(n=5)
    assert case.path == ["s", "g", "y"]
    case.assert_done()


def test_exclusive_takes_the_default_where_no_condition_is_true(process: Any) -> None:
    body = EXCLUSIVE.format(default=' default="g_x"')
    case = process(body, "s g x", "g y", "g z", g_y="n > 1", g_z="n > 2").start(n=0)
    assert case.path == ["s", "g", "x"]
    case.assert_done()


def test_exclusive_without_a_way_out_is_an_incident_that_can_be_mended(process: Any) -> None:
    body = EXCLUSIVE.format(default="")
    case = process(body, "s g x", "g y", "g z", g_x="n = 1", g_y="n = 2", g_z="n = 3").start(n=9)
    assert case.incidents == [("NO_FLOW", "g")]
    assert case.path == ["s"]
    case.resolve()
    assert case.incidents == [("NO_FLOW", "g")]
    case.set(n=2)
    case.resolve()
    assert case.path == ["s", "g", "y"]
    case.assert_done()


def test_condition_that_is_neither_true_nor_false_is_an_incident(process: Any) -> None:
    body = EXCLUSIVE.format(default=' default="g_x"')
    case = process(body, "s g x", "g y", "g z", g_y="n > 1", g_z="n > 2").start(n="many")
    assert case.incidents == [("EXPRESSION_FAILED", "g")]
    message = next(iter(case.state.incidents.values())).message
    assert "true or false" in message
    assert "n > 1" in message


def test_exclusive_merge_lets_every_token_pass(process: Any) -> None:
    body = FORK.replace('parallelGateway id="j"', 'exclusiveGateway id="j"')
    case = process(
        body + '<userTask id="a"/><userTask id="b"/><userTask id="c"/>', "s f a j c e", "f b j"
    ).start()
    case.complete("a")
    case.complete("b")
    assert case.tasks == ["c", "c"]
    case.complete("c")
    case.complete("c")
    assert case.path == ["s", "f", "a", "j", "b", "j", "c", "e", "c", "e"]
    case.assert_done()


def test_parallel_join_waits_for_every_flow(process: Any) -> None:
    case = process(FORK + '<userTask id="a"/><userTask id="b"/>', "s f a j e", "f b j").start()
    case.complete("b")
    assert case.tasks == ["a"]
    assert case.state.status == "active"
    case.complete("a")
    assert case.path == ["s", "f", "b", "a", "j", "e"]
    case.assert_done()


def test_parallel_join_takes_one_token_of_each_flow_and_keeps_the_surplus(process: Any) -> None:
    # Two tokens reach the join from a (through the merge m), one from b: one round, one left.
    body = FORK + (
        '<parallelGateway id="f2"/><task id="n"/><exclusiveGateway id="m"/>'
        '<userTask id="b"/><userTask id="c"/>'
    )
    case = process(body, "s f f2 m j c e", "f2 n m", "f b j").start()
    assert case.state.activations[1].joining == {3: 2}
    case.complete("b")
    assert case.tasks == ["c"]
    assert list(case.state.activations[1].joining.values()) == [1]
    case.complete("c")
    # The join can never fire again: no incident, the instance stays active and stuck.
    assert case.state.status == "active"
    assert case.incidents == []
    assert case.active == []


def test_parallel_join_in_a_loop_fires_once_a_round(process: Any) -> None:
    body = FORK.replace('<endEvent id="e"/>', "") + (
        '<exclusiveGateway id="m"/><userTask id="a"/><userTask id="b"/>'
        '<exclusiveGateway id="g" default="g_e"/><endEvent id="e"/>'
    )
    case = process(body, "s m f a j g e", "f b j", "g m", g_m="again").start(again=True)
    for again in (True, True, False):
        case.complete("a", again=again)
        case.complete("b")
    assert case.path.count("j") == 3
    assert case.path.count("e") == 1
    case.assert_done()


def test_event_based_gateway_goes_on_with_the_first_event(process: Any) -> None:
    body = (
        '<startEvent id="s"/><eventBasedGateway id="g"/>'
        '<intermediateCatchEvent id="m"><messageEventDefinition messageRef="M"/>'
        "</intermediateCatchEvent>"
        '<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration>'
        "</timerEventDefinition></intermediateCatchEvent>"
        '<endEvent id="x"/><endEvent id="y"/>'
    )
    roots = '<message id="M" name="answer"/>'
    by_message = process(body, "s g m x", "g t y", roots=roots).start()
    assert by_message.active == ["g"]
    by_message.message("answer", yes=True)
    assert by_message.path == ["s", "g", "m", "x"]
    assert by_message.state.variables == {"yes": True}
    by_message.assert_done()

    by_timer = process(body, "s g m x", "g t y", roots=roots).start().advance(hours=1)
    assert by_timer.path == ["s", "g", "t", "y"]
    assert by_timer.of(e.MessageReceived) == []
    by_timer.assert_done()


def test_event_based_gateway_can_wait_at_a_receive_task(process: Any) -> None:
    body = (
        '<startEvent id="s"/><eventBasedGateway id="g"/>'
        '<receiveTask id="r" messageRef="M"/><receiveTask id="q" messageRef="N"/>'
        '<endEvent id="x"/><endEvent id="y"/>'
    )
    roots = '<message id="M" name="one"/><message id="N" name="two"/>'
    case = process(body, "s g r x", "g q y", roots=roots).start()
    case.message("two", n=2)
    assert case.path == ["s", "g", "q", "y"]
    case.assert_done()
