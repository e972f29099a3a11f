"""Two at one instance: each step counts once, and whoever comes second gets a clear answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.races.support import Meeting, race, without_row_locks
from tests.runtime.support import ORG, deploy, instances, people, start, task

from cauce.engine import step
from cauce.runtime import services
from cauce.runtime.errors import Refused
from cauce.runtime.models import Instance, JournalEntry, KeptMessage, StartTimer
from cauce.runtime.moving import Moved
from cauce.runtime.worker.starts import start_due
from cauce.runtime.worker.timers import fire_due

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
ROOTS = (
    '<message id="M" name="answer"><extensionElements>'
    '<zeebe:subscription correlationKey="=k"/></extensionElements></message>'
)
MESSAGE = '<messageEventDefinition messageRef="M"/>'

Quiet = Callable[[], None]


def answer() -> None:
    services.publish(organisation=ORG, message="answer", key="K")


def two_people(monkeypatch: pytest.MonkeyPatch, quiet: Quiet) -> None:
    people(ana="Ventas", luis="Ventas")
    deploy(ENDS + '<userTask id="a"/><userTask id="b"/>', "s a b e")
    begun = start()
    wanted = task("a").id
    meet_at_steps(monkeypatch)
    results = race(
        lambda: services.complete(task=wanted, by="ana"),
        lambda: services.complete(task=wanted, by="luis"),
    )
    [second] = [result for result in results if result is not None]
    winner = "ana" if results[0] is None else "luis"
    assert isinstance(second, Refused), second
    assert second.code == "TASK_ALREADY_COMPLETED"
    assert str(second) == f"{winner} completed this task just now."
    assert instances(begun.case_key)[0].path == ("s", "a")
    assert JournalEntry.objects.count() == 2
    quiet()


def two_claims(monkeypatch: pytest.MonkeyPatch, quiet: Quiet) -> None:
    people(ana="Ventas", luis="Ventas")
    deploy(ENDS + '<userTask id="a"/>', "s a e")
    start()
    wanted = task("a").id
    meet_at_steps(monkeypatch)
    results = race(
        lambda: services.claim(task=wanted, by="ana"),
        lambda: services.complete(task=wanted, by="luis"),
    )
    refusals = {r.code for r in results if isinstance(r, Refused)}
    assert sum(result is None for result in results) == 1, results
    claimed = results[0] is None
    assert refusals == {"NOT_ALLOWED" if claimed else "TASK_ALREADY_COMPLETED"}
    quiet()


def message_and_completion(monkeypatch: pytest.MonkeyPatch, quiet: Quiet) -> None:
    body = ENDS + (
        '<parallelGateway id="f"/><parallelGateway id="j"/><userTask id="a"/>'
        f'<intermediateCatchEvent id="c">{MESSAGE}</intermediateCatchEvent>'
    )
    deploy(body, "s f a j e", "f c j", roots=ROOTS)
    begun = start(data={"k": "K"})
    wanted = task("a").id
    meet_at_steps(monkeypatch)
    assert race(lambda: services.complete(task=wanted), answer) == [None, None]
    [instance] = instances(begun.case_key)
    assert instance.status == "completed"
    assert sorted(instance.path) == ["a", "c", "e", "f", "j", "s"]
    assert JournalEntry.objects.count() == 3
    quiet()


def message_and_end(monkeypatch: pytest.MonkeyPatch, quiet: Quiet) -> None:
    body = ENDS + (
        f'<userTask id="a"/><boundaryEvent id="b" attachedToRef="a">{MESSAGE}</boundaryEvent>'
        '<endEvent id="x"/>'
    )
    deploy(body, "s a e", "b x", roots=ROOTS)
    begun = start(data={"k": "K"})
    wanted = task("a").id
    meet_at_steps(monkeypatch)
    completed, published = race(lambda: services.complete(task=wanted), answer)
    assert published is None
    [instance] = instances(begun.case_key)
    if completed is None:
        assert instance.path == ("s", "a", "e")
    else:
        assert isinstance(completed, Refused), completed
        assert completed.code == "TASK_WITHDRAWN"
        assert instance.path == ("s", "b", "x")
    assert KeptMessage.objects.count() == (completed is None)
    quiet()


def move_and_completion(monkeypatch: pytest.MonkeyPatch, quiet: Quiet) -> None:
    body = ENDS + '<userTask id="a"/><userTask id="b"/>'
    deploy(body, "s a b e")
    begun = start()
    deploy('<userTask id="z"/>' + body, "s a b z e")
    wanted = task("a").id
    meet_at_steps(monkeypatch)
    moved, completed = race(
        lambda: services.migrate(instance=begun.instance_id),
        lambda: services.complete(task=wanted),
    )
    assert completed is None
    assert isinstance(moved, Moved), moved
    assert moved.what.moved in {(("a", "a"),), (("b", "b"),)}
    services.complete(task=task("b").id)
    services.complete(task=task("z").id)
    [instance] = instances(begun.case_key)
    assert (instance.status, instance.path) == ("completed", ("s", "a", "b", "z", "e"))
    assert JournalEntry.objects.count() == 5
    quiet()


def workers_at_a_timer(monkeypatch: pytest.MonkeyPatch, quiet: Quiet) -> None:
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    catch = f'<intermediateCatchEvent id="c">{timer}</intermediateCatchEvent><userTask id="a"/>'
    deploy(ENDS + catch, "s c a e")
    begun = start()
    an_hour_later(monkeypatch)
    meet_at_steps(monkeypatch)
    assert sorted(race(fire_due, fire_due)) == [0, 1]
    assert instances(begun.case_key)[0].path == ("s", "c")
    assert JournalEntry.objects.count() == 2
    quiet()


def workers_at_a_start(monkeypatch: pytest.MonkeyPatch, quiet: Quiet) -> None:
    timer = "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
    deploy(f'<startEvent id="s">{timer}</startEvent><endEvent id="e"/>', "s e")
    an_hour_later(monkeypatch)
    meet_at_steps(monkeypatch)
    assert sorted(race(start_due, start_due)) == [0, 1]
    assert (Instance.objects.count(), StartTimer.objects.count()) == (1, 0)
    quiet()


RACES = [
    two_people,
    two_claims,
    message_and_completion,
    message_and_end,
    move_and_completion,
    workers_at_a_timer,
    workers_at_a_start,
]


def meet_at_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two meet where each has read a state, and its step begins."""
    monkeypatch.setattr("cauce.runtime.execute.step", Meeting().before(step))


def an_hour_later(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.runtime.support import Clock

    Clock(monkeypatch).offset += timedelta(hours=2)


@pytest.mark.parametrize("of_two", RACES)
def test_each_step_counts_once(
    of_two: Callable[[Any, Quiet], None], monkeypatch: pytest.MonkeyPatch, quiet: Quiet
) -> None:
    of_two(monkeypatch, quiet)


@pytest.mark.parametrize("of_two", RACES)
def test_without_the_lock_the_race_is_lost(
    of_two: Callable[[Any, Quiet], None], monkeypatch: pytest.MonkeyPatch, quiet: Quiet
) -> None:
    without_row_locks(monkeypatch)
    with pytest.raises((AssertionError, TypeError)):  # TypeError: an error came, not a number
        of_two(monkeypatch, quiet)
