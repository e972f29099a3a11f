"""What is waited for: kept, ended or begun; due dates and keys stay unless they are renewed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.engine.conftest import START, definitions
from tests.engine.migration.support import (
    ENDS,
    MESSAGE,
    OTHER,
    ROOTS,
    SIGNAL,
    boundary,
    catch,
    listening,
    move,
    refused,
    timer,
    told,
    trail,
)

from cauce.engine import commands as c
from cauce.engine import events as e

TASK = ENDS + '<userTask id="a"/>'
HOUR = timedelta(hours=1)


def test_a_boundary_event_that_stays_keeps_its_due_time(process: Any) -> None:
    case = process(TASK + boundary("b", "a", timer("PT2H")), "s a e", "b e").start()
    case.advance(hours=1)
    slower = definitions('<userTask id="z"/>' + TASK + boundary("b", "a", timer("PT9H")),
                         "s a e", "b z e")  # fmt: skip
    move(case, slower)
    assert [t.due for t in case.state.timers.values()] == [START + 2 * HOUR]
    case.advance(hours=1)
    assert case.tasks == ["z"]


def test_renewed_it_counts_anew_by_the_new_text(process: Any) -> None:
    case = process(TASK + boundary("b", "a", timer("PT2H")), "s a e", "b e").start()
    case.advance(hours=1)
    slower = definitions(TASK + boundary("b", "a", timer("PT9H")), "s a e", "b e")
    seen = told(case, slower, renew=["b"])
    assert (seen.stopped, seen.began) == (("b",), ("b",))
    move(case, slower, renew=["b"])
    assert [t.due for t in case.state.timers.values()] == [START + 10 * HOUR]


def test_a_new_boundary_event_begins_and_one_that_is_gone_ends(process: Any) -> None:
    case = process(TASK + boundary("b", "a", timer("PT2H")), "s a e", "b e").start(k="K")
    body = TASK + boundary("d", "a", MESSAGE) + boundary("f", "a", timer("PT3H"))
    case.advance(hours=1)
    other = definitions(body, "s a e", "d e", "f e", roots=ROOTS)
    seen = told(case, other)
    assert (seen.moved, seen.stopped, seen.began) == ((("a", "a"),), ("b",), ("d", "f"))
    events = move(case, other)
    kinds = [type(event) for event in events]
    assert kinds == [
        e.SubscriptionClosed, e.InstanceMigrated, e.SubscriptionOpened, e.TimerScheduled,
    ]  # fmt: skip
    assert listening(case) == ["d", "f"]
    assert [t.due for t in case.state.timers.values()] == [START + 4 * HOUR]
    assert [s.correlation for s in case.state.subscriptions.values()] == ["K"]
    assert trail(case.graph, case.message("m")) == ["d", "e"]
    case.assert_done()


def test_one_that_has_fired_is_not_armed_again(process: Any) -> None:
    body = TASK + boundary("b", "a", timer("PT1H"), interrupts=False) + '<endEvent id="w"/>'
    case = process(body, "s a e", "b w").start()
    case.advance(hours=1)
    assert case.path == ["s", "b", "w"]
    move(case, definitions(body, "s a e", "b w"))
    assert listening(case) == []
    move(case, definitions(body, "s a e", "b w"), renew=["b"])
    assert listening(case) == ["b"]


def test_a_mapped_boundary_event_keeps_its_wait(process: Any) -> None:
    case = process(TASK + boundary("b", "a", timer("PT2H")), "s a e", "b e").start()
    other = definitions(TASK + boundary("d", "a", timer("PT9H")), "s a e", "d e")
    move(case, other, mapping={"b": "d"})
    assert [t.due for t in case.state.timers.values()] == [START + 2 * HOUR]
    assert listening(case) == ["d"]


def test_a_boundary_event_mapped_to_elsewhere_or_another_kind_is_refused(process: Any) -> None:
    case = process(TASK + boundary("b", "a", timer("PT2H")), "s a e", "b e").start(k="K")
    body = TASK + '<userTask id="z"/>' + boundary("d", "z", timer("PT2H"))
    body += boundary("f", "a", MESSAGE)
    other = definitions(body, "s a z e", "d e", "f e", roots=ROOTS)
    assert refused(case, other, mapping={"b": "d"}) == {"b": "WAIT_MISPLACED"}
    assert refused(case, other, mapping={"b": "f"}) == {"b": "WAIT_MISPLACED"}


def test_of_another_trigger_the_one_ends_and_the_other_begins(process: Any) -> None:
    case = process(TASK + boundary("b", "a", timer("PT2H")), "s a e", "b e").start(k="K")
    move(case, definitions(TASK + boundary("b", "a", MESSAGE), "s a e", "b e", roots=ROOTS))
    assert case.state.timers == {}
    assert [s.name for s in case.state.subscriptions.values()] == ["m"]


def test_what_cannot_begin_to_listen_refuses_the_move(process: Any) -> None:
    case = process(TASK, "s a e").start()
    body = TASK + boundary("d", "a", MESSAGE) + boundary("f", "a", timer("=nothing"))
    other = definitions(body, "s a e", "d e", "f e", roots=ROOTS)
    assert refused(case, other) == {"d": "LISTENING_FAILED", "f": "LISTENING_FAILED"}


def test_a_waiting_event_keeps_its_message_until_it_is_renewed(process: Any) -> None:
    case = process(ENDS + catch("c", MESSAGE), "s c e", roots=ROOTS).start(k="K")
    other = definitions(ENDS + catch("c", OTHER), "s c e", roots=ROOTS)
    move(case, other)
    assert [s.name for s in case.state.subscriptions.values()] == ["m"]
    move(case, other, renew=["c"])
    assert [s.name for s in case.state.subscriptions.values()] == ["n"]
    assert trail(case.graph, case.message("n")) == ["c", "e"]
    case.assert_done()


def test_an_event_gateway_listens_to_what_follows_it_now(process: Any) -> None:
    body = ENDS + '<eventBasedGateway id="g"/>' + catch("c", MESSAGE) + catch("d", timer("PT2H"))
    case = process(body, "s g c e", "g d e", roots=ROOTS).start(k="K")
    case.advance(hours=1)
    body = ENDS + '<eventBasedGateway id="g"/>' + catch("d", timer("PT5H")) + catch("h", SIGNAL)
    move(case, definitions(body, "s g d e", "g h e", roots=ROOTS))
    assert listening(case) == ["d", "h"]
    before = len(case.events)
    case.advance(hours=1)
    case.assert_done()
    assert trail(case.graph, case.events[before:]) == ["g", "d", "e"]


ON_MESSAGE = (
    '<subProcess id="{0}" triggeredByEvent="true"><startEvent id="{0}s" isInterrupting="{1}">{2}'
    '</startEvent><userTask id="{0}t"/><endEvent id="{0}e"/>{{flow {0}s {0}t {0}e}}</subProcess>'
)


def test_event_subprocesses_begin_and_stop_listening(process: Any) -> None:
    one = TASK + ON_MESSAGE.format("x", "false", MESSAGE)
    case = process(one, "s a e", roots=ROOTS).start(k="K")
    other = TASK + ON_MESSAGE.format("y", "false", OTHER)
    move(case, definitions(other, "s a e", roots=ROOTS))
    assert listening(case) == ["ys"]
    case.message("n")
    assert case.tasks == ["a", "yt"]


def test_one_at_work_moves_and_goes_on_listening(process: Any) -> None:
    body = TASK + ON_MESSAGE.format("x", "false", MESSAGE)
    case = process(body, "s a e", roots=ROOTS).start(k="K")
    case.message("m")
    move(case, definitions('<userTask id="z"/>' + body, "s a z e", roots=ROOTS))
    assert case.tasks == ["a", "xt"]
    assert listening(case) == ["xs"]
    case.complete("xt")
    assert case.tasks == ["a"]


def test_after_an_interruption_no_other_begins_to_listen(process: Any) -> None:
    one = TASK + ON_MESSAGE.format("x", "true", MESSAGE)
    case = process(one, "s a e", roots=ROOTS).start(k="K")
    case.message("m")
    both = one + ON_MESSAGE.format("y", "true", OTHER)
    move(case, definitions(both, "s a e", roots=ROOTS))
    assert case.tasks == ["xt"]
    assert listening(case) == []
    case.complete("xt")
    case.assert_done()


def test_a_condition_that_is_true_already_fires_with_the_move(process: Any) -> None:
    case = process(TASK, "s a e").start(x=True)
    condition = "<conditionalEventDefinition><condition>x</condition></conditionalEventDefinition>"
    body = TASK + boundary("b", "a", condition) + '<userTask id="z"/>'
    events = move(case, definitions(body, "s a e", "b z e"))
    assert trail(case.graph, events) == ["b"]
    assert case.tasks == ["z"]


def test_a_new_clock_stands_still_at_a_task_that_waits_for_the_client(process: Any) -> None:
    case = process(TASK + boundary("b", "a", timer("PT2H")), "s a e", "b e").start()
    case.do(c.WaitForClient(key=case.key("a"), asks="papers"))
    body = TASK + boundary("b", "a", timer("PT2H")) + boundary("d", "a", timer("PT5H"))
    move(case, definitions(body, "s a e", "b e", "d e"))
    assert [t.time_left for t in case.state.timers.values()] == [2 * HOUR, 5 * HOUR]
    assert case.state.tasks[case.key("a")].asks == "papers"
    case.advance(hours=7)
    case.do(c.ResumeTask(key=case.key("a")))
    assert [t.due for t in case.state.timers.values()] == [START + 9 * HOUR, START + 12 * HOUR]


def test_at_a_multi_instance_each_and_the_whole_begin_to_listen(process: Any) -> None:
    many = (
        '<userTask id="a"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>'
        "</multiInstanceLoopCharacteristics></userTask>"
    )
    case = process(ENDS + many, "s a e").start()
    each = boundary("b", "a", timer("PT1H"), interrupts=False)
    each = each.replace('id="b"', 'id="b" cauce:eachInstance="true"')
    body = ENDS + many + each + boundary("d", "a", timer("PT2H")) + '<endEvent id="w"/>'
    case.complete("a")
    move(case, definitions(body, "s a e", "b w", "d e"))
    owners = [case.state.activations[t.owner].body for t in case.state.timers.values()]
    assert (listening(case), owners) == (["d", "b"], [True, False])
    before = len(case.events)
    case.advance(hours=2)
    assert trail(case.graph, case.events[before:]) == ["b", "w", "d", "e"]
    case.assert_done()


def test_each_instance_of_a_scope_listens_for_its_new_event_subprocess(process: Any) -> None:
    scope = (
        '<subProcess id="p1"><multiInstanceLoopCharacteristics><loopCardinality>2'
        "</loopCardinality></multiInstanceLoopCharacteristics>"
        '<startEvent id="s1"/><userTask id="a"/><endEvent id="e1"/>{{flow s1 a e1}}{0}</subProcess>'
    )
    case = process(ENDS + scope.format(""), "s p1 e", roots=ROOTS).start(k="K")
    other = ENDS + scope.format(ON_MESSAGE.format("x", "true", MESSAGE))
    other = other.replace("{{", "{").replace("}}", "}")
    move(case, definitions(other, "s p1 e", roots=ROOTS))
    assert listening(case) == ["xs", "xs"]
    case.message("m")
    assert case.tasks == ["a", "xt"]
    case.complete("a")
    case.complete("xt")
    case.assert_done()
