"""Timers, timer starts, jobs and left deliveries."""

from __future__ import annotations

from typing import Any

import pytest
from tests.runtime.support import complete, deploy, instances, names, start

from cauce.engine import BpmnError
from cauce.runtime import ports
from cauce.runtime.models import Instance, Job, StartTimer
from cauce.runtime.worker import bench

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
JOB = (
    '<serviceTask id="w"><extensionElements><zeebe:taskDefinition type="mail" retries="2"/>'
    "</extensionElements></serviceTask>"
)


def test_a_boundary_timer_fires_when_it_is_due(clock: Any) -> None:
    body = ENDS + (
        '<userTask id="a"/><boundaryEvent id="b" attachedToRef="a"><timerEventDefinition>'
        "<timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>"
        '<endEvent id="x"/>'
    )
    deploy(body, "s a e", "b x")
    begun = start()
    clock.advance(minutes=59)
    assert names() == ["a"]
    clock.advance(minutes=2)
    assert instances(begun.case_key)[0].path == ("s", "b", "x")
    assert names() == []
    assert Instance.objects.get().wake_at is None


def test_timer_starts_begin_as_often_as_they_say_and_a_new_version_takes_over(clock: Any) -> None:
    body = (
        '<startEvent id="s"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle>'
        '</timerEventDefinition></startEvent><endEvent id="e"/>'
    )
    deploy(body, "s e")
    deploy(body, "s e")
    assert StartTimer.objects.count() == 1
    clock.advance(hours=10)
    assert Instance.objects.count() == 3
    assert StartTimer.objects.count() == 0


def test_a_job_is_done_once_and_its_answer_taken(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def mail(call: Any) -> dict[str, Any]:
        asked.append((call.type, call.variables["n"]))
        return {"sent": True}

    monkeypatch.setattr(ports, "jobs", lambda: {"mail": mail})
    deploy(ENDS + JOB, "s w e")
    begun = start(data={"n": 1})
    clock.advance(seconds=1)
    assert asked == [("mail", 1)]
    assert instances(begun.case_key)[0].variables == {"n": 1, "sent": True}
    assert Job.objects.count() == 0


def test_a_failing_job_is_tried_again_later_then_becomes_an_incident(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def mail(_call: Any) -> dict[str, Any]:
        asked.append(1)
        raise ConnectionError("no route")

    monkeypatch.setattr(ports, "jobs", lambda: {"mail": mail})
    deploy(ENDS + JOB, "s w e")
    begun = start()
    clock.advance(seconds=1)
    assert len(asked) == 1
    clock.advance(seconds=1)
    assert len(asked) == 1
    clock.advance(hours=2)
    assert len(asked) == 2
    [incident] = instances(begun.case_key)[0].incidents
    assert (incident.code, incident.message) == ("JOB_FAILED", "ConnectionError: no route")
    clock.advance(hours=9)
    assert len(asked) == 2


def test_a_job_may_throw_a_bpmn_error(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def mail(_call: Any) -> dict[str, Any]:
        raise BpmnError("FULL")

    monkeypatch.setattr(ports, "jobs", lambda: {"mail": mail})
    edge = '<boundaryEvent id="b" attachedToRef="w"><errorEventDefinition/></boundaryEvent>'
    deploy(ENDS + JOB + edge + '<endEvent id="x"/>', "s w e", "b x")
    begun = start()
    clock.advance(seconds=1)
    assert instances(begun.case_key)[0].path == ("s", "b", "x")


def test_a_job_that_nobody_here_knows_waits_for_others(clock: Any) -> None:
    deploy(ENDS + JOB, "s w e")
    start()
    clock.advance(hours=1)
    assert Job.objects.get().worker is None


def test_a_withdrawn_job_is_not_done(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(ports, "jobs", lambda: {"mail": lambda _call: asked.append(1)})
    body = (
        ENDS
        + JOB
        + (
            '<parallelGateway id="f"/><userTask id="a"/>'
            '<endEvent id="x"><terminateEventDefinition/></endEvent>'
        )
    )
    deploy(body, "s f w e", "f a x")
    start()
    complete("a")
    clock.advance(hours=1)
    assert asked == []
    assert Job.objects.count() == 0


def test_jobs_that_nobody_here_knows_do_not_hold_up_others(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ports, "jobs", lambda: {"mail": lambda _call: None})
    monkeypatch.setattr(bench, "BATCH", 2)
    deploy(ENDS + JOB.replace('"mail"', '"unknown"'), "s w e")
    for _ in range(2):
        start()
    deploy(ENDS + JOB, "s w e")
    begun = start()
    clock.advance(seconds=1)
    assert instances(begun.case_key)[0].status == "completed"
    assert Job.objects.count() == 2


def test_one_instance_that_cannot_be_stepped_does_not_keep_the_others(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch = (
        '<intermediateCatchEvent id="c"><timerEventDefinition><timeDuration>PT1H</timeDuration>'
        "</timerEventDefinition></intermediateCatchEvent>"
    )
    deploy(ENDS + catch, "s c e")
    first, second = start(), start()
    Instance.objects.filter(uid=first.instance_id).update(state=b"broken")
    clock.advance(hours=2)
    assert instances(second.case_key)[0].status == "completed"


def test_a_timer_start_that_never_fires_does_not_refuse_the_deployment(clock: Any) -> None:
    body = (
        '<startEvent id="s"><timerEventDefinition>'
        "<timeDate>=null</timeDate>"
        '</timerEventDefinition></startEvent><endEvent id="e"/>'
    )
    deploy(body, "s e")
    clock.advance(hours=2)
    assert (StartTimer.objects.count(), Instance.objects.count()) == (0, 0)
