"""Planted faults: each stops one piece of work, is tried again later, and ends where it is seen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.runtime.support import codes, deploy, instances, start

from cauce.engine import commands as c
from cauce.runtime import deployed, execute, services, setbacks
from cauce.runtime.models import (
    Artifact,
    DeployedFile,
    Deployment,
    Incident,
    Instance,
    Job,
    StartTimer,
)
from cauce.runtime.selectors.incidents import incidents
from cauce.runtime.worker import jobs, loop, starts, timers, work_once

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
TIMER = (
    '<intermediateCatchEvent id="c"><timerEventDefinition><timeDuration>PT1H</timeDuration>'
    "</timerEventDefinition></intermediateCatchEvent>"
)
JOB = (
    '<serviceTask id="w"><extensionElements><zeebe:taskDefinition type="mail" retries="2"/>'
    "</extensionElements></serviceTask>"
)
AGES = 4_000
"""Seconds after which whatever is tried again is due."""


def fails_on(monkeypatch: pytest.MonkeyPatch, module: Any, case: str, error: BaseException) -> Any:
    """Let the steps of one case raise, in what a module asks for."""
    real = module.execute

    def raising(store: Any, row: Any, command: c.Command, now: Any) -> Any:
        if row.seen_state().case_key == case:
            raise error
        return real(store, row, command, now)

    monkeypatch.setattr(module, "execute", raising)


@pytest.mark.parametrize("error", [AssertionError("a bug"), SystemExit(1)])
def test_a_timer_whose_step_raises_keeps_no_other_and_is_seen(
    clock: Any, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(timers, "BATCH", 1)
    deploy(ENDS + TIMER, "s c e")
    broken, other = start().case_key, start().case_key
    with monkeypatch.context() as patched:
        fails_on(patched, timers, broken, error)
        clock.advance(hours=2)
        assert instances(other)[0].status == "completed"
        assert codes(broken) == []
        for _ in range(setbacks.MOST_TRIES):
            clock.advance(seconds=AGES)
        assert codes(broken) == ["TIMER_FAILED"]
        [view] = incidents()
        assert (view.attempts, view.element_id) == (setbacks.MOST_TRIES, "p")
        assert type(error).__name__ in view.message
    clock.advance(seconds=AGES)
    assert instances(broken)[0].status == "active"
    services.resolve(incident=view.id)
    clock.advance(seconds=1)
    assert instances(broken)[0].status == "completed"
    assert incidents() == ()


def test_a_timer_that_fails_is_no_hot_loop(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    deploy(ENDS + TIMER, "s c e")
    broken = start().case_key
    fails_on(monkeypatch, timers, broken, ValueError("a bug"))
    clock.offset += timedelta(hours=2)
    tried = []
    real = timers._fire_first

    def trying(pk: int) -> bool:
        tried.append(pk)
        return real(pk)

    monkeypatch.setattr(timers, "_fire_first", trying)
    assert [work_once() for _ in range(20)] == [1, *[0] * 19]
    assert len(tried) == 1


def test_a_timer_that_the_engine_refuses_is_a_failure_too(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cauce.engine import Rejection

    deploy(ENDS + TIMER, "s c e")
    start()
    monkeypatch.setattr(
        timers, "execute", lambda *_: Rejection(code="NOT_DUE", message="it says no")
    )
    clock.advance(hours=2)
    assert [i.message for i in incidents()] == [
        "A timer that is due could not be fired: RuntimeError: NOT_DUE: it says no"
    ]


def test_a_timer_that_is_withdrawn_leaves_no_incident(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    deploy(ENDS + TIMER, "s c e")
    broken = start().case_key
    with monkeypatch.context() as patched:
        fails_on(patched, timers, broken, ValueError("a bug"))
        clock.advance(hours=2)
    services.cancel(organisation="acme", case_key=broken, reason="no longer wanted")
    clock.advance(seconds=1)
    assert (incidents(), Incident.objects.count()) == ((), 1)


def test_an_instance_whose_definition_no_longer_loads_keeps_no_other(
    clock: Any, handlers: dict[str, Any]
) -> None:
    handlers["mail"] = lambda _call: None
    deploy(ENDS + TIMER, "s c e")
    deploy((ENDS + JOB).replace('id="p"', 'id="q"'), "s w e")
    broken_by_job = start().case_key
    deploy(ENDS + TIMER + JOB, "s c w e")
    other = start().case_key
    first, second, _third = DeployedFile.objects.order_by("pk")
    for file in (first, second):
        DeployedFile.objects.filter(pk=file.pk).update(content=b"<not BPMN")
    deployed.forget()
    for _ in range(setbacks.MOST_TRIES + 1):
        clock.advance(seconds=AGES)
    assert Instance.objects.get(case__key=other).status == "completed"
    [view] = incidents(case_key=broken_by_job)
    assert (view.code, view.retry_at) == ("JOB_UNFINISHED", None)
    assert Job.objects.get().locked_until is None
    for file in (first, second):
        DeployedFile.objects.filter(pk=file.pk).update(content=file.content)
    deployed.forget()
    services.resolve(incident=view.id)
    clock.advance(seconds=1)
    assert instances(broken_by_job)[0].status == "completed"


def test_a_package_that_can_no_longer_be_read_keeps_no_job_of_others(
    clock: Any, handlers: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    handlers["mail"] = lambda _call: None
    deploy(ENDS + JOB, "s w e")
    begun = start()
    jobs._package_jobs.cache_clear()
    Deployment.objects.create(
        organisation=Artifact.objects.get().organisation,
        package="gone_from_the_catalogue",
        deployed_at=execute.utcnow(),
    )
    clock.advance(seconds=1)
    assert instances(begun.case_key)[0].status == "completed"
    jobs._package_jobs.cache_clear()


def test_a_timer_start_that_raises_keeps_no_other_and_is_seen(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starts, "BATCH", 1)
    body = (
        '<startEvent id="s"><timerEventDefinition><timeDuration>PT1H</timeDuration>'
        '</timerEventDefinition></startEvent><endEvent id="e"/>'
    )
    deploy(body, "s e")
    first = StartTimer.objects.get()
    StartTimer.objects.create(
        organisation=first.organisation, artifact=first.artifact, element_id="s",
        due_at=first.due_at + timedelta(seconds=1), anchor=first.anchor, left=0,
    )  # fmt: skip
    real = starts._start

    def start_but_the_first(pk: int) -> bool:
        if pk == first.pk:
            raise ValueError("a bug")
        return real(pk)

    with monkeypatch.context() as patched:
        patched.setattr(starts, "_start", start_but_the_first)
        for _ in range(setbacks.MOST_TRIES + 1):
            clock.advance(seconds=AGES)
    assert Instance.objects.count() == 1
    [view] = incidents(organisation="acme")
    assert (view.code, view.element_id, view.retry_at) == ("TIMER_START_FAILED", "s", None)
    assert view.message == "The process «p» could not begin by its timer: ValueError: a bug"
    services.resolve(incident=view.id)
    clock.advance(seconds=1)
    assert (Instance.objects.count(), StartTimer.objects.count(), incidents()) == (2, 0, ())


def test_a_kind_of_work_that_fails_as_a_whole_keeps_no_other_kind(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def broken() -> int:
        tried.append(1)
        raise ValueError("a bug")

    turn = loop.Turn(broken)
    assert [turn.take() for _ in range(5)] == [0] * 5
    assert tried == [1]
    deploy(ENDS + TIMER, "s c e")
    begun = start()
    clock.offset += timedelta(hours=2)
    monkeypatch.setattr(loop, "start_due", broken)
    worker = loop.Worker()

    def the_last_of_a_round() -> int:
        worker.stop()
        return 0

    worker._turns = (*worker._turns[:-1], loop.Turn(the_last_of_a_round))
    worker.run()
    assert tried == [1, 1]
    assert instances(begun.case_key)[0].status == "completed"
