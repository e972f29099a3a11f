"""Whose turn comes next, however many timers and jobs wait."""

from __future__ import annotations

from typing import Any

import pytest
from tests.testing.support import END, START, file, process, service

from cauce.engine.state import runs
from cauce.testing import Job, Sandbox, agenda

MANY = 100
HOUR = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
TIMER = process(
    f'{START}<intermediateCatchEvent id="t">{HOUR}</intermediateCatchEvent>{END}', "s t e"
)
JOB = process(f"{START}{service('t', 'correo')}{END}", "s t e", name="j")
FORGOTTEN = process(f"{START}{service('t', 'archivo')}{END}", "s t e", name="f")


class Counting:
    """A function that counts how often it is asked."""

    def __init__(self, function: Any) -> None:
        self.function = function
        self.times = 0

    def __call__(self, *given: Any) -> Any:
        self.times += 1
        return self.function(*given)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """Count how often a timer is looked at."""
    counting = Counting(runs)
    monkeypatch.setattr(agenda, "runs", counting)
    return counting


def test_each_timer_is_looked_at_a_few_times_however_many_wait(
    sandbox: Sandbox, asked: Counting
) -> None:
    sandbox.deploy(file(TIMER))
    for _ in range(MANY):
        sandbox.start("p")

    sandbox.advance("PT1H")

    assert {inst.status for inst in sandbox.instances} == {"completed"}
    assert MANY <= asked.times <= 3 * MANY


def test_jobs_that_nobody_answers_are_not_looked_at_again(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Counting(agenda.Agenda._is_open)

    def looked_at(*given: Any) -> Any:
        return counting(*given)

    monkeypatch.setattr(agenda.Agenda, "_is_open", looked_at)
    sandbox.deploy(file(JOB), file(FORGOTTEN))
    for _ in range(MANY):
        sandbox.start("f")
    sandbox.on_job("correo", lambda _job: {})
    assert counting.times == 0

    for _ in range(MANY):
        sandbox.start("j")

    assert MANY <= counting.times <= 3 * MANY
    assert len(sandbox.jobs()) == MANY


def test_jobs_of_all_types_and_processes_are_done_oldest_first(sandbox: Sandbox) -> None:
    sandbox.deploy(file(JOB), file(FORGOTTEN))
    for name in ("j", "f", "f", "j"):
        sandbox.start(name)
    done: list[tuple[str, int]] = []

    def note(job: Job) -> None:
        done.append((job.type, job.instance.number))

    sandbox.on_job("archivo", note)
    assert done == [("archivo", 2), ("archivo", 3)]
    sandbox.on_job("correo", note)

    assert done == [("archivo", 2), ("archivo", 3), ("correo", 1), ("correo", 4)]
    assert sandbox.jobs() == []


def test_a_job_that_an_incident_held_takes_its_turn_when_it_is_resolved(sandbox: Sandbox) -> None:
    sandbox.deploy(file(JOB))
    answers: list[Any] = [OSError("no hay red")] * 3 + [{}, {}]

    def answer(_job: Job) -> dict[str, Any]:
        given = answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return dict(given)

    sandbox.on_job("correo", answer)
    first = sandbox.start("j")
    assert [incident.code for incident in first.incidents] == ["JOB_FAILED"]
    second = sandbox.start("j")
    assert (second.status, len(answers)) == ("completed", 1)

    first.resolve()

    assert (first.status, answers) == ("completed", [])


def test_one_that_was_refused_at_its_start_leaves_nothing_behind(sandbox: Sandbox) -> None:
    sandbox.deploy(file(TIMER))
    with pytest.raises(ValueError, match="nada"):
        sandbox.start("p", start_event="nada")
    inst = sandbox.start("p")

    sandbox.advance("PT1H")

    assert inst.status == "completed"
    assert sandbox.instances == [inst]
