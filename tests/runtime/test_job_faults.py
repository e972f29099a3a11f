"""Jobs that hang, that raise what no job should, or whose worker is gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from tests.runtime.support import codes, deploy, instances, start
from tests.runtime.test_worker_faults import AGES, ENDS, JOB

from cauce.runtime import setbacks
from cauce.runtime.models import Job
from cauce.runtime.selectors.incidents import incidents
from cauce.runtime.worker import bench as benches
from cauce.runtime.worker import jobs
from cauce.runtime.worker.bench import Bench


@pytest.mark.parametrize("error", [SystemExit(1), GeneratorExit(), ValueError("\0")])
def test_a_handler_that_raises_anything_fails_its_job_alone(
    clock: Any, handlers: dict[str, Any], error: BaseException
) -> None:
    def mail(call: Any) -> Mapping[str, Any]:
        if call.variables["broken"]:
            raise error
        return {"sent": True}

    handlers["mail"] = mail
    deploy(ENDS + JOB, "s w e")
    broken, other = (start(data={"broken": broken}).case_key for broken in (True, False))
    clock.advance(seconds=1)
    assert instances(other)[0].status == "completed"
    for _ in range(setbacks.MOST_TRIES + 1):
        clock.advance(seconds=AGES)
    [code] = codes(broken)
    assert code == "JOB_FAILED"


class Gate:
    """A handler that hangs until it is let go."""

    def __init__(self) -> None:
        self.came = threading.Semaphore(0)
        self.open = threading.Event()
        self.answers: list[str] = []

    def __call__(self, call: Any) -> Mapping[str, Any]:
        if call.variables["hangs"]:
            self.came.release()
            self.open.wait(60)
        self.answers.append(call.case_key)
        return {"sent": True}


@pytest.fixture
def gate(handlers: dict[str, Any]) -> Iterator[Gate]:
    gate = handlers["mail"] = Gate()
    yield gate
    gate.open.set()


def test_a_handler_that_hangs_keeps_no_other_job_and_is_seen(clock: Any, gate: Gate) -> None:
    deploy(ENDS + JOB, "s w e")
    hung = start(data={"hangs": True}).case_key
    rung = threading.Semaphore(0)
    bench = Bench(ring=rung.release)
    for _ in range(setbacks.MOST_TRIES):
        assert bench.round() == 1
        assert gate.came.acquire(timeout=60)
        other = start(data={"hangs": False}).case_key
        assert bench.round() == 1
        assert rung.acquire(timeout=60)
        assert bench.round() == 1
        assert instances(other)[0].status == "completed"
        clock.offset += jobs.LOCK + timedelta(seconds=1)
        assert bench.round() == 0
        clock.offset += timedelta(seconds=AGES)
    assert bench.round() == 0
    assert codes(hung) == ["JOB_UNFINISHED"]
    assert "TimeoutError: the worker on «" in instances(hung)[0].incidents[0].message
    gate.open.set()


def test_a_late_answer_is_taken_once(clock: Any, gate: Gate) -> None:
    deploy(ENDS + JOB, "s w e")
    hung = start(data={"hangs": True}).case_key
    rung = threading.Event()
    late, next_one = Bench(ring=rung.set), Bench()
    late.round()
    assert gate.came.acquire(timeout=60)
    clock.offset += jobs.LOCK + timedelta(seconds=1)
    next_one.round()
    clock.offset += timedelta(seconds=AGES)
    assert next_one.round() == 1
    gate.open.set()
    assert rung.wait(60)
    assert (late.round(), next_one.wait()) == (1, 1)
    assert gate.answers == [hung, hung]
    assert instances(hung)[0].path == ("s", "w", "e")
    assert (incidents(), Job.objects.count()) == ((), 0)


def test_what_a_killed_worker_had_taken_is_done_by_another(
    clock: Any, handlers: dict[str, Any]
) -> None:
    asked: list[str] = []
    handlers["mail"] = lambda call: asked.append(call.key)
    deploy(ENDS + JOB, "s w e")
    begun = start()
    job = Job.objects.get()
    assert jobs.claim(job.organisation_id, job.pk) is not None
    assert jobs.claim(job.organisation_id, job.pk) is None
    clock.advance(minutes=4)
    assert asked == []
    clock.advance(minutes=2)
    clock.advance(seconds=AGES)
    assert len(asked) == 1
    assert instances(begun.case_key)[0].status == "completed"
    assert incidents() == ()


def test_jobs_of_one_instance_are_done_one_at_a_time_and_of_others_beside(
    clock: Any, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = '<parallelGateway id="f"/>' + JOB + JOB.replace('id="w"', 'id="v"')
    deploy(ENDS + both + '<endEvent id="x"/>', "s f w e", "f v x")
    start(data={"hangs": True})
    start(data={"hangs": True})
    bench = Bench()
    assert bench.round() == 2
    assert Job.objects.filter(locked_until=None).count() == 2
    gate.open.set()
    assert bench.wait() == 2
    assert bench.round() == 2
    assert bench.wait() == 2
    assert Job.objects.count() == 0


def test_a_worker_takes_on_no_more_jobs_than_it_may(clock: Any, gate: Gate) -> None:
    deploy(ENDS + JOB, "s w e")
    for _ in range(3):
        start(data={"hangs": True})
    bench = Bench(most=2)
    assert (bench.round(), bench.round()) == (2, 0)
    gate.open.set()
    assert bench.wait() == 2
    assert bench.round() == 1
    assert bench.wait() == 1


def test_an_answer_that_meets_no_database_is_given_later(
    clock: Any, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    deploy(ENDS + JOB, "s w e")
    begun = start(data={"hangs": False})
    bench = Bench()
    bench.round()

    def away(*_: object) -> None:
        raise OperationalError("away")

    with monkeypatch.context() as patched:
        patched.setattr(benches, "answer", away)
        with pytest.raises(OperationalError):
            bench.wait()
    assert bench.wait() == 1
    assert instances(begun.case_key)[0].status == "completed"
    assert gate.answers == [begun.case_key]
