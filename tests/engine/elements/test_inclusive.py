"""The inclusive gateway, and above all its join: BPMN 2.0.2, Table 13.3."""

from __future__ import annotations

from typing import Any

START = '<startEvent id="s"/><endEvent id="e"/>'
SPLIT = START + (
    '<inclusiveGateway id="o"{default}/><inclusiveGateway id="j"/>'
    '<userTask id="a"/><userTask id="b"/><userTask id="c"/>'
)


def test_split_takes_every_true_flow_and_the_join_waits_for_just_those(process: Any) -> None:
    case = process(
        SPLIT.format(default=""), "s o a j e", "o b j", "o c j", o_a="x", o_b="y", o_c="z"
    ).start(x=True, y=False, z=True)
    assert case.tasks == ["a", "c"]
    case.complete("c")
    assert "j" not in case.path
    case.complete("a")
    assert case.path == ["s", "o", "c", "a", "j", "e"]
    case.assert_done()


def test_split_takes_the_default_alone_where_no_condition_is_true(process: Any) -> None:
    case = process(
        SPLIT.format(default=' default="o_c"'), "s o a j e", "o b j", "o c j", o_a="x", o_b="y"
    ).start(x=False, y=False)
    assert case.tasks == ["c"]
    case.complete("c")
    case.assert_done()


def test_split_without_a_true_flow_is_an_incident(process: Any) -> None:
    case = process(
        SPLIT.format(default=""), "s o a j e", "o b j", "o c j", o_a="x", o_b="x", o_c="x"
    ).start(x=False)
    assert case.incidents == [("NO_FLOW", "o")]
    case.set(x=True)
    case.resolve()
    assert case.tasks == ["a", "b", "c"]


def test_join_does_not_wait_for_a_token_that_went_another_way(process: Any) -> None:
    # From a the token may go on to the join or leave for an end of its own.
    body = START + (
        '<parallelGateway id="f"/><userTask id="a"/><userTask id="b"/>'
        '<exclusiveGateway id="g" default="g_j"/><inclusiveGateway id="j"/><endEvent id="out"/>'
    )
    case = process(body, "s f a g j e", "f b j", "g out", g_out="leave").start()
    case.complete("b")
    assert "j" not in case.path
    case.complete("a", leave=True)
    assert case.path == ["s", "f", "b", "a", "g", "out", "j", "e"]
    case.assert_done()


def test_join_waits_for_a_token_far_upstream(process: Any) -> None:
    body = START + (
        '<parallelGateway id="f"/><userTask id="a"/><userTask id="a2"/><userTask id="b"/>'
        '<inclusiveGateway id="j"/>'
    )
    case = process(body, "s f a a2 j e", "f b j").start()
    case.complete("b")
    case.complete("a")
    assert "j" not in case.path
    case.complete("a2")
    assert case.path[-2:] == ["j", "e"]
    case.assert_done()


def test_join_waits_for_a_token_that_a_boundary_event_may_send(process: Any) -> None:
    # a itself never leads to the join, but its boundary event does.
    body = START + (
        '<parallelGateway id="f"/><userTask id="a"/><endEvent id="out"/><userTask id="b"/>'
        '<boundaryEvent id="t" attachedToRef="a"><timerEventDefinition>'
        "<timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>"
        '<inclusiveGateway id="j"/>'
    )
    waits = process(body, "s f a out", "f b j e", "t j").start()
    waits.complete("b")
    assert "j" not in waits.path
    waits.advance(hours=1)
    assert waits.path == ["s", "f", "b", "t", "j", "e"]
    waits.assert_done()

    goes_on = process(body, "s f a out", "f b j e", "t j").start()
    goes_on.complete("b")
    goes_on.complete("a")
    assert goes_on.path == ["s", "f", "b", "a", "out", "j", "e"]
    goes_on.assert_done()


def test_join_waits_for_a_token_before_an_activity_whose_boundary_event_leads_there(
    process: Any,
) -> None:
    body = START + (
        '<parallelGateway id="f"/><userTask id="z"/><userTask id="a"/><endEvent id="out"/>'
        '<boundaryEvent id="t" attachedToRef="a"><timerEventDefinition>'
        "<timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>"
        '<userTask id="b"/><inclusiveGateway id="j"/>'
    )
    case = process(body, "s f z a out", "f b j e", "t j").start()
    case.complete("b")
    assert "j" not in case.path
    case.complete("z")
    assert "j" not in case.path
    case.advance(hours=1)
    assert case.path == ["s", "f", "b", "z", "t", "j", "e"]
    case.assert_done()


def test_join_in_a_loop_does_not_wait_for_the_token_that_it_would_send_itself(
    process: Any,
) -> None:
    # The back flow reaches the join only through the join itself.
    body = START + (
        '<inclusiveGateway id="j"/><userTask id="a"/><exclusiveGateway id="g" default="g_e"/>'
    )
    case = process(body, "s j a g e", "g j", g_j="again").start()
    for again in (True, True, False):
        case.complete("a", again=again)
    assert case.path == ["s", "j", "a", "g", "j", "a", "g", "j", "a", "g", "e"]
    case.assert_done()


def test_join_does_not_wait_for_a_token_that_can_only_add_to_what_is_there(process: Any) -> None:
    # Table 13.3: the token at b can reach the empty flow of j, but the filled one as well, so
    # waiting for it is not required.
    body = START + (
        '<parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>'
        '<exclusiveGateway id="m"/><exclusiveGateway id="g" default="g_m"/>'
        '<inclusiveGateway id="j"/>'
    )
    case = process(body, "s f a m j c e", "f b g m", "g j", g_j="straight").start()
    case.complete("a")
    assert case.tasks == ["b", "c"]
    case.complete("b", straight=True)
    assert case.tasks == ["c", "c"]


def test_two_rounds_of_tokens_join_round_by_round(process: Any) -> None:
    body = START + (
        '<exclusiveGateway id="m"/><inclusiveGateway id="o"/><userTask id="a"/><userTask id="b"/>'
        '<inclusiveGateway id="j"/><exclusiveGateway id="g" default="g_e"/>'
    )
    case = process(
        body, "s m o a j g e", "o b j", "g m", o_a="true", o_b="both", g_m="again"
    ).start(both=True, again=True)
    case.complete("a")
    case.complete("b", both=False)
    assert case.tasks == ["a"]
    case.complete("a", again=False)
    assert case.path.count("j") == 2
    case.assert_done()


def test_join_inside_a_sub_process_looks_at_its_own_scope_only(process: Any) -> None:
    body = START + (
        '<parallelGateway id="f"/><userTask id="out"/><parallelGateway id="k"/>'
        '<subProcess id="sp"><startEvent id="s1"/><parallelGateway id="f1"/><userTask id="a"/>'
        '<userTask id="b"/><inclusiveGateway id="j"/><endEvent id="e1"/>'
        "{flow s1 f1 a j e1}{flow f1 b j}</subProcess>"
    )
    case = process(body, "s f sp k e", "f out k").start()
    case.complete("a")
    assert "j" not in case.path
    case.complete("b")
    assert case.path[-3:] == ["j", "e1", "sp"]
    case.complete("out")
    case.assert_done()
