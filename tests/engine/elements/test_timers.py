"""Timers: moments, time spans and cycles, in each position."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cauce.calendar import calendar_from
from cauce.engine import Decided, Env
from cauce.engine import commands as c
from cauce.engine import events as e

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
ENDS = '<startEvent id="s"/><endEvent id="e"/>'


def timer(kind: str, text: str) -> str:
    return f"<timerEventDefinition><{kind}>{text}</{kind}></timerEventDefinition>"


def catch(kind: str, text: str) -> str:
    return f'<intermediateCatchEvent id="t">{timer(kind, text)}</intermediateCatchEvent>'


def on_task(kind: str, text: str, interrupting: str, setting: str = "") -> str:
    return (
        f'<userTask id="a"/><boundaryEvent id="b" attachedToRef="a" {setting} '
        f'cancelActivity="{interrupting}">{timer(kind, text)}</boundaryEvent><endEvent id="x"/>'
    )


@pytest.mark.parametrize(
    ("kind", "text", "due"),
    [
        ("timeDuration", "PT5M", "2026-03-02T12:05:00+00:00"),
        ("timeDuration", "P1M", "2026-04-02T12:00:00+00:00"),
        ("timeDuration", '=duration("PT" + string(n) + "H")', "2026-03-02T14:00:00+00:00"),
        ("timeDate", "2026-03-04T00:00:00-03:00", "2026-03-04T03:00:00+00:00"),
        ("timeDate", '=now() + duration("P1D")', "2026-03-03T12:00:00+00:00"),
        ("timeCycle", "R4/PT5S", "2026-03-02T12:00:05+00:00"),
        ("timeCycle", "R/2026-01-01T00:00:00Z/P1D", "2026-03-03T00:00:00+00:00"),
    ],
)
def test_catch_fires_once_when_due(process: Any, kind: str, text: str, due: str) -> None:
    case = process(ENDS + catch(kind, text), "s t e").start(n=2)
    assert case.state.wake_at() == datetime.fromisoformat(due)
    case.advance(days=60)
    assert case.path == ["s", "t", "e"]
    assert len(case.of(e.TimerFired)) == 1
    case.assert_done()


def test_expression_that_gives_no_time_is_an_incident(process: Any) -> None:
    case = process(ENDS + catch("timeDuration", "=delay"), "s t e").start()
    assert case.incidents == [("EXPRESSION_FAILED", "t")]
    assert case.state.timers == {}
    case.set(delay="PT1H")
    case.resolve()
    case.advance(hours=1)
    case.assert_done()


def test_interrupting_boundary_ends_the_activity(process: Any) -> None:
    case = process(ENDS + on_task("timeDuration", "PT1H", "true"), "s a e", "b x").start()
    case.advance(minutes=59)
    assert case.tasks == ["a"]
    case.advance(minutes=1)
    assert case.path == ["s", "b", "x"]
    case.assert_done()


def test_boundary_timer_is_gone_with_its_activity(process: Any) -> None:
    case = process(ENDS + on_task("timeDuration", "PT1H", "true"), "s a e", "b x").start()
    case.complete("a")
    assert case.path == ["s", "a", "e"]
    case.assert_done()


def test_cycle_on_a_boundary_fires_as_often_as_it_says_by_the_plan(process: Any) -> None:
    case = process(ENDS + on_task("timeCycle", "R3/PT10M", "false"), "s a e", "b x").start()
    # The worker comes late: the next occurrence still counts from the plan.
    case.env.now = datetime.fromisoformat("2026-03-02T12:14:00+00:00")
    case.do(c.FireTimer(key=next(iter(case.state.timers))))
    assert case.state.wake_at() == datetime.fromisoformat("2026-03-02T12:20:00+00:00")
    case.advance(hours=5)
    assert case.path == ["s", "b", "x", "b", "x", "b", "x"]
    assert case.state.timers == {}
    case.complete("a")
    case.assert_done()


def test_occurrences_that_a_late_worker_missed_are_made_up_for(process: Any) -> None:
    case = process(ENDS + on_task("timeCycle", "R3/PT10M", "false"), "s a e", "b x").start()
    case.env.now = datetime.fromisoformat("2026-03-02T12:34:00+00:00")
    for upcoming in ("12:20", "12:30"):
        case.do(c.FireTimer(key=next(iter(case.state.timers))))
        assert case.state.wake_at() == datetime.fromisoformat(f"2026-03-02T{upcoming}:00+00:00")
    case.do(c.FireTimer(key=next(iter(case.state.timers))))
    assert case.state.timers == {}
    assert case.path == ["s", "b", "x", "b", "x", "b", "x"]


def test_endless_cycle_goes_on_until_the_activity_ends(process: Any) -> None:
    case = process(ENDS + on_task("timeCycle", "R/PT1H", "false"), "s a e", "b x").start()
    case.advance(hours=7)
    assert case.path.count("b") == 7
    case.complete("a")
    case.assert_done()


def test_working_time_counts_open_hours_only(process: Any) -> None:
    days = ("mon", "tue", "wed", "thu", "fri")
    week = {day: [["09:00", "18:00"]] for day in days}
    office = calendar_from({"zone": "America/Santiago", "week": week})
    friday = datetime.fromisoformat("2026-03-06T16:00:00-03:00")
    body = ENDS + on_task("timeDuration", "PT4H", "false", 'cauce:workingTime="true"')
    case = process(body, "s a e", "b x", env=Env(now=friday, calendar=office)).start()
    assert case.state.wake_at() == datetime.fromisoformat("2026-03-09T11:00:00-03:00")


def test_timer_of_an_event_sub_process_repeats_while_the_scope_is_open(process: Any) -> None:
    body = ENDS + (
        '<userTask id="a"/><subProcess id="es" triggeredByEvent="true">'
        f'<startEvent id="t" isInterrupting="false">{timer("timeCycle", "R2/P1D")}</startEvent>'
        '<endEvent id="ee"/>{flow t ee}</subProcess>'
    )
    case = process(body, "s a e").start()
    case.advance(days=9)
    assert case.path == ["s", "t", "ee", "es", "t", "ee", "es"]
    case.complete("a")
    case.assert_done()


def test_firing_a_timer_that_is_gone_is_refused(process: Any) -> None:
    case = process(ENDS + catch("timeDuration", "PT1H"), "s t e").start()
    assert case.refuse(c.FireTimer(key=99)).code == "UNKNOWN_TIMER"
    case.advance(hours=1)
    assert case.refuse(c.FireTimer(key=3)).code == "INSTANCE_ENDED"


def test_cycle_that_is_stopped_for_the_client_keeps_its_distance(process: Any) -> None:
    case = process(ENDS + on_task("timeCycle", "R/PT1H", "false"), "s a e", "b x").start()
    case.advance(minutes=30)
    case.do(c.WaitForClient(key=case.key("a")))
    case.advance(minutes=45)
    case.do(c.ResumeTask(key=case.key("a")))
    case.advance(minutes=30)
    assert case.path == ["s", "b", "x"]
    case.advance(minutes=59)
    assert case.path == ["s", "b", "x"]
    case.advance(minutes=1)
    assert case.path == ["s", "b", "x", "b", "x"]


def test_what_is_left_while_the_client_is_awaited_is_working_time(process: Any) -> None:
    week = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    office = calendar_from({"zone": "America/Santiago", "week": week})
    friday = datetime.fromisoformat("2026-03-06T16:00:00-03:00")
    body = ENDS + on_task("timeDuration", "PT4H", "false", 'cauce:workingTime="true"')
    case = process(body, "s a e", "b x", env=Env(now=friday, calendar=office)).start()
    case.advance(hours=1)
    case.do(c.WaitForClient(key=case.key("a")))
    case.env.now = datetime.fromisoformat("2026-03-11T09:00:00-03:00")
    case.do(c.ResumeTask(key=case.key("a")))
    # Three of the four hours are left, whatever the weekend between.
    assert case.state.wake_at() == datetime.fromisoformat("2026-03-11T12:00:00-03:00")


@pytest.mark.parametrize(("waiting", "path"), [(1, ["s", "b", "x"]), (2, ["s"])])
def test_timer_of_a_whole_multi_instance_stops_when_all_its_tasks_wait(
    process: Any, waiting: int, path: list[str]
) -> None:
    body = ENDS + (
        '<userTask id="a"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>'
        '</multiInstanceLoopCharacteristics></userTask><endEvent id="x"/>'
        '<boundaryEvent id="b" attachedToRef="a" cancelActivity="false">'
        f"{timer('timeDuration', 'PT1H')}</boundaryEvent>"
    )
    case = process(body, "s a e", "b x").start()
    for key in list(case.state.tasks)[:waiting]:
        case.do(c.WaitForClient(key=key))
    case.advance(hours=2)
    assert case.path == path
    for key in list(case.state.tasks)[:waiting]:
        case.do(c.ResumeTask(key=key))
    case.advance(hours=2)
    assert case.path == ["s", "b", "x"]


def test_catch_may_wait_for_its_deadline(process: Any) -> None:
    def decide(name: str, names: Any, now: datetime) -> Decided:
        return Decided(value=timedelta(hours=int(names.get("kind"))), version=f"{name} 1")

    body = ENDS + (
        '<intermediateCatchEvent id="t"><extensionElements><cauce:deadline decisionId="plazos" '
        f'kind="=n"/></extensionElements>{timer("timeDuration", "=plazo")}'
        "</intermediateCatchEvent>"
    )
    case = process(body, "s t e", env=Env(now=START, decide=decide)).start(n=2)
    case.advance(minutes=119)
    assert case.path == ["s"]
    case.advance(minutes=1)
    assert case.path == ["s", "t", "e"]
    case.assert_done()
