"""Sub-processes, event sub-processes, terminate and link."""

from __future__ import annotations

from typing import Any

from cauce.engine import events as e

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
INNER = '<startEvent id="s1"/><userTask id="a"/><endEvent id="e1"/>{flow s1 a e1}'
MESSAGE = '<message id="M" name="stop"/>'


def event_sub(trigger: str, interrupting: str = "true") -> str:
    return (
        '<subProcess id="es" triggeredByEvent="true">'
        f'<startEvent id="t" isInterrupting="{interrupting}">{trigger}</startEvent>'
        '<userTask id="h"/><endEvent id="ee"/>{flow t h ee}</subProcess>'
    )


BY_MESSAGE = '<messageEventDefinition messageRef="M"/>'


def test_sub_process_completes_when_its_inside_is_done(process: Any) -> None:
    case = process(ENDS + f'<subProcess id="sp">{INNER}</subProcess>', "s sp e").start()
    case.complete("a", done=True)
    assert case.path == ["s", "s1", "a", "e1", "sp", "e"]
    assert case.state.variables == {"done": True}
    case.assert_done()


def test_sub_process_without_start_event_begins_at_what_has_no_incoming_flow(process: Any) -> None:
    body = ENDS + '<subProcess id="sp"><userTask id="a"/><userTask id="b"/></subProcess>'
    case = process(body, "s sp e").start()
    assert case.tasks == ["a", "b"]
    case.complete("b")
    case.complete("a")
    assert case.path == ["s", "b", "a", "sp", "e"]
    case.assert_done()


def test_empty_sub_process_passes(process: Any) -> None:
    case = process(ENDS + '<subProcess id="sp"/>', "s sp e").start()
    assert case.path == ["s", "sp", "e"]
    case.assert_done()


def test_data_objects_of_a_sub_process_stay_inside(process: Any) -> None:
    body = ENDS + f'<subProcess id="sp"><dataObject id="d" name="draft"/>{INNER}</subProcess>'
    case = process(body, "s sp e").start()
    case.complete("a", draft="x", other="y")
    assert case.state.variables == {"other": "y"}
    case.assert_done()


def test_interrupting_event_sub_process_withdraws_its_scope_alone(process: Any) -> None:
    body = ENDS + (
        '<parallelGateway id="f"/><userTask id="b"/><parallelGateway id="j"/>'
        f'<subProcess id="sp">{INNER}{event_sub(BY_MESSAGE)}</subProcess>'
    )
    case = process(body, "s f sp j e", "f b j", roots=MESSAGE).start()
    case.message("stop", why="late")
    assert sorted(case.tasks) == ["b", "h"]
    assert case.state.variables == {"why": "late"}
    assert case.state.subscriptions == {}
    case.complete("h")
    assert case.path == ["s", "f", "s1", "t", "h", "ee", "es", "sp"]
    case.complete("b")
    case.assert_done()


def test_interrupting_event_sub_process_at_the_top_ends_the_instance_normally(
    process: Any,
) -> None:
    case = process(
        ENDS + '<userTask id="a"/>' + event_sub(BY_MESSAGE), "s a e", roots=MESSAGE
    ).start()
    case.message("stop")
    case.complete("h")
    assert case.path == ["s", "t", "h", "ee", "es"]
    case.assert_done()


def test_non_interrupting_event_sub_process_runs_beside_and_holds_the_scope(process: Any) -> None:
    body = ENDS + '<userTask id="a"/>' + event_sub(BY_MESSAGE, "false")
    case = process(body, "s a e", roots=MESSAGE).start()
    case.message("stop")
    case.message("stop")
    assert case.tasks == ["a", "h", "h"]
    case.complete("a")
    case.complete("h")
    assert case.state.status == "active"
    case.complete("h")
    assert case.path == ["s", "t", "t", "a", "e", "h", "ee", "es", "h", "ee", "es"]
    case.assert_done()


def test_terminate_ends_its_own_scope_only(process: Any) -> None:
    body = ENDS + (
        '<subProcess id="sp"><startEvent id="s1"/><parallelGateway id="f"/><userTask id="a"/>'
        '<userTask id="b"/><endEvent id="x"><terminateEventDefinition/></endEvent>'
        '<endEvent id="y"/>{flow s1 f a x}{flow f b y}</subProcess><userTask id="c"/>'
    )
    case = process(body, "s sp c e").start()
    case.complete("a")
    assert case.tasks == ["c"]
    case.complete("c")
    assert case.path == ["s", "s1", "f", "a", "x", "sp", "c", "e"]
    case.assert_done()


def test_terminate_at_the_top_completes_the_instance_at_once(process: Any) -> None:
    body = (
        '<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/>'
        '<parallelGateway id="j"/><endEvent id="e"/>'
        '<endEvent id="x"><terminateEventDefinition/></endEvent>'
    )
    case = process(body, "s f a x", "f b j e", "f j").start()
    case.complete("a")
    assert case.path == ["s", "f", "a", "x"]
    case.assert_done()


def test_terminate_withdraws_tokens_that_are_still_on_their_way(process: Any) -> None:
    body = (
        '<startEvent id="s"/><parallelGateway id="f"/><userTask id="b"/><endEvent id="e"/>'
        '<task id="n"/><endEvent id="x"><terminateEventDefinition/></endEvent>'
    )
    case = process(body, "s f x", "f n b e").start()
    assert case.of(e.TaskCreated) == []
    case.assert_done()


def test_link_goes_on_at_the_catch_of_its_name(process: Any) -> None:
    def link(kind: str, element_id: str, name: str) -> str:
        return f'<{kind} id="{element_id}"><linkEventDefinition name="{name}"/></{kind}>'

    body = (
        '<startEvent id="s"/><endEvent id="e"/><endEvent id="x"/><userTask id="a"/>'
        + link("intermediateThrowEvent", "t", "A")
        + link("intermediateCatchEvent", "c", "A")
        + link("intermediateThrowEvent", "t2", "B")
        + link("intermediateCatchEvent", "c2", "B")
        + '<exclusiveGateway id="g" default="g_t"/>'
    )
    case = process(body, "s g t", "g t2", "c a e", "c2 x", g_t2="other").start(other=False)
    case.complete("a")
    assert case.path == ["s", "g", "t", "c", "a", "e"]
    case.assert_done()


def test_process_without_start_event_begins_at_what_has_no_incoming_flow(process: Any) -> None:
    case = process('<userTask id="a"/><userTask id="b"/>', "a b").start(n=1)
    assert case.tasks == ["a"]
    case.complete("a")
    case.complete("b")
    assert case.path == ["a", "b"]
    case.assert_done()
