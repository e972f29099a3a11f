"""When a worker is woken, how long it sleeps otherwise, and how it ends."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.engine.conftest import definitions
from tests.runtime.sleepers import ENDS, JOB, LONG, Post, rang, working
from tests.runtime.support import ORG, complete, deploy, instances, start

from cauce.runtime import execute, ports, services, waking
from cauce.runtime.models import Instance, Job, StartTimer
from cauce.runtime.waking import Bell
from cauce.runtime.worker import loop, sleep

TASK = '<userTask id="a"/>'


def timer(due: str) -> str:
    return (
        '<intermediateCatchEvent id="c"><timerEventDefinition>'
        f"<timeDuration>{due}</timeDuration></timerEventDefinition></intermediateCatchEvent>"
    )


def deadline(due: str) -> str:
    return (
        '<boundaryEvent id="b" attachedToRef="a"><timerEventDefinition>'
        f"<timeDuration>{due}</timeDuration></timerEventDefinition></boundaryEvent>"
        '<endEvent id="x"/>'
    )


def test_a_job_or_a_timer_that_is_due_soon_wakes_and_nothing_else_does(bell: Bell) -> None:
    throws = '<intermediateThrowEvent id="m"><messageEventDefinition messageRef="M"/>'
    leaves: dict[str, tuple[str, tuple[str, ...], bool]] = {
        "a job": (ENDS + TASK + JOB, ("s a w e",), True),
        "a timer due soon": (ENDS + TASK + timer("PT9S"), ("s a c e",), True),
        "a timer due later": (ENDS + TASK + timer("PT11S"), ("s a c e",), False),
        "nothing": (ENDS + TASK, ("s a e",), False),
        "a delivery": (ENDS + TASK + throws + "</intermediateThrowEvent>", ("s a m e",), False),
    }
    for left, (body, chains, wakes) in leaves.items():
        deploy(body, *chains, roots='<message id="M" name="m"/>')
        start()
        assert not rang(bell), left
        complete("a")
        assert rang(bell) is wakes, left


def test_a_deadline_that_is_far_does_not_wake(bell: Bell) -> None:
    deploy(ENDS + TASK + deadline("P2D"), "s a e", "b x")
    start()
    assert not rang(bell)
    deploy(ENDS + TASK + deadline("PT5S"), "s a e", "b x")
    start()
    assert rang(bell)


def test_a_job_that_is_taken_back_with_its_transaction_wakes_nobody(bell: Bell) -> None:
    deploy(ENDS + JOB, "s w e")

    @transaction.atomic
    def undone() -> None:
        start()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert not rang(bell)
    assert Job.objects.count() == 0


def test_a_closed_bell_may_be_rung() -> None:
    bell = Bell()
    for _ in range(100_000):
        bell.ring()
    bell.still()
    assert not rang(bell)
    bell.close()
    bell.ring()


def test_it_sleeps_until_the_first_that_is_due_of_whatever_kind() -> None:
    since = execute.utcnow()
    assert sleep.next_due(since) is None
    deploy(ENDS + timer("PT1H"), "s c e")
    start()
    wake_at = Instance.objects.get().wake_at
    assert sleep.next_due(since) == wake_at
    deploy(ENDS + JOB, "s w e")
    start()
    moments = [since + timedelta(minutes=minutes) for minutes in (50, 40)]
    Job.objects.update(due_at=moments[0])
    assert sleep.next_due(since) == moments[0]
    deploy(ENDS.replace('<startEvent id="s"/>', (
        '<startEvent id="s"><timerEventDefinition><timeDuration>PT1H</timeDuration>'
        "</timerEventDefinition></startEvent>")), "s e")  # fmt: skip
    StartTimer.objects.update(due_at=moments[1])
    assert sleep.next_due(since) == moments[1]
    assert sleep.next_due(moments[0]) == wake_at


def test_it_sleeps_no_longer_than_until_it_looks_again(slept: list[float], bell: Bell) -> None:
    sleeping = sleep.Sleep(bell)
    deploy(ENDS + timer("PT1H"), "s c e")
    start()
    sleeping.until_due(execute.utcnow())
    assert slept == [sleep.LOOK.total_seconds()]
    Instance.objects.update(wake_at=execute.utcnow() + timedelta(seconds=0.5))
    sleeping.until_due(execute.utcnow())
    assert 0 < slept[1] <= 0.5


def test_a_sleeping_worker_of_this_process_is_woken(
    monkeypatch: pytest.MonkeyPatch, post: Post
) -> None:
    with working(monkeypatch):
        start()
        assert post.came()


def test_a_sleeping_worker_wakes_when_a_timer_is_due(
    monkeypatch: pytest.MonkeyPatch, post: Post
) -> None:
    monkeypatch.setattr(waking, "INTERVAL", timedelta(0))
    deploy(ENDS + timer("PT0.3S") + JOB, "s c w e")
    start()
    with working(monkeypatch):
        assert post.came()


def test_a_sleeping_worker_ends_when_it_is_told(
    monkeypatch: pytest.MonkeyPatch, post: Post
) -> None:
    with working(monkeypatch) as running:
        pass
    assert not running.thread.is_alive()


def test_a_worker_ends_although_a_job_hangs(monkeypatch: pytest.MonkeyPatch, post: Post) -> None:
    monkeypatch.setattr(loop, "GRACE", 0.01)
    hang = threading.Event()

    def mail(call: Any) -> None:
        post(call)
        hang.wait(LONG)

    monkeypatch.setattr(ports, "jobs", lambda: {"mail": mail})
    with working(monkeypatch):
        start()
        assert post.came()
    hang.set()
    assert Job.objects.get().locked_until is not None


def test_a_worker_gives_a_job_in_hand_its_time(monkeypatch: pytest.MonkeyPatch, post: Post) -> None:
    go_on = threading.Event()

    def mail(call: Any) -> None:
        post(call)
        go_on.wait(LONG)

    monkeypatch.setattr(ports, "jobs", lambda: {"mail": mail})
    with working(monkeypatch) as running:
        begun = start()
        assert post.came()
        running.worker.stop()
        go_on.set()
    assert instances(begun.case_key)[0].status == "completed"


def test_publishing_for_nobody_wakes_nobody(bell: Bell) -> None:
    services.deploy(organisation=ORG, sources=[definitions(ENDS, "s e")])
    bell.still()
    services.publish(organisation=ORG, message="m")
    assert not rang(bell)
