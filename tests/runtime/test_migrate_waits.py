"""What a case waits for when it moves: timers, messages, jobs, calls, incidents, snapshots."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from tests.engine.conftest import definitions
from tests.engine.migration.support import MESSAGE, OTHER, ROOTS, boundary, catch, timer
from tests.runtime.support import (
    ORG,
    complete,
    deploy,
    instances,
    names,
    refused,
    start,
)

from cauce.runtime import services
from cauce.runtime.models import Incident, Instance, Job, JournalEntry, KeptMessage, Subscription
from cauce.runtime.verify import verify
from cauce.runtime.worker import loop

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
TASK = ENDS + '<userTask id="a"/>'
MORE = '<userTask id="z"/>'


def move(case_key: str, **options: Any) -> Any:
    return services.migrate(instance=instances(case_key)[0].id, **options)


def path(case_key: str) -> tuple[str, ...]:
    return instances(case_key)[0].path


def test_a_new_deadline_runs_from_the_move_and_one_that_stays_keeps_its_time(clock: Any) -> None:
    deploy(TASK + boundary("b", "a", timer("PT4H")), "s a e", "b e")
    case, other = start().case_key, start().case_key
    body = MORE + TASK + boundary("b", "a", timer("PT1H")) + boundary("d", "a", timer("PT2H"))
    deploy(body, "s a e", "b z e", "d e")
    clock.advance(hours=3)
    moved = move(case)
    assert (moved.what.stopped, moved.what.began) == ((), ("d",))
    clock.advance(hours=1)
    assert path(case) == ("s", "b")
    assert names(case) == ["z"]
    assert path(other) == ("s", "b", "e")
    assert verify().findings == ()


def test_a_message_that_is_kept_reaches_who_begins_to_listen_by_moving() -> None:
    deploy(TASK, "s a e")
    case = start(data={"k": "K"}).case_key
    services.publish(organisation=ORG, message="m", key="K")
    assert KeptMessage.objects.count() == 1
    deploy(TASK + boundary("b", "a", MESSAGE), "s a e", "b e", roots=ROOTS)
    would = move(case, dry_run=True)
    assert (KeptMessage.objects.count(), Subscription.objects.count()) == (1, 0)
    assert would.what.began == ("b",)
    move(case)
    assert path(case) == ("s", "b", "e")
    assert (KeptMessage.objects.count(), Subscription.objects.count()) == (0, 0)
    assert verify().findings == ()


def test_renewed_it_listens_to_the_new_message() -> None:
    deploy(ENDS + catch("c", MESSAGE), "s c e", roots=ROOTS)
    case = start(data={"k": "K"}).case_key
    deploy(ENDS + catch("c", OTHER), "s c e", roots=ROOTS)
    move(case)
    assert [s.name for s in Subscription.objects.all()] == ["m"]
    refused("ALREADY_THERE", services.migrate, instance=instances(case)[0].id)
    move(case, to=1)
    move(case, renew=["c"])
    assert [s.name for s in Subscription.objects.all()] == ["n"]
    services.publish(organisation=ORG, message="n", key="K")
    assert path(case) == ("s", "c", "e")


def test_jobs_and_incidents_show_the_element_that_they_are_at_now() -> None:
    service = (
        '<serviceTask id="{}"><extensionElements><zeebe:taskDefinition type="t"/>'
        "</extensionElements></serviceTask>"
    )
    gate = '<exclusiveGateway id="{}"{}/>'
    fork = '<parallelGateway id="f"/>'
    body = ENDS + fork + service.format("a") + gate.format("g", "")
    deploy(body, "s f a e", "f g e", g_e="x")
    case = start(data={"x": False}).case_key
    body = MORE + ENDS + fork + service.format("b") + gate.format("h", ' default="h_z"')
    deploy(body, "s f b e", "f h e", "h z e", h_e="x")
    move(case, mapping={"a": "b", "g": "h"})
    assert [job.element_id for job in Job.objects.all()] == ["b"]
    [incident] = Incident.objects.all()
    assert (incident.element_id, incident.code) == ("h", "NO_FLOW")
    services.resolve(incident=incident.pk)
    assert names(case) == ["z"]
    assert verify().findings == ()


def test_a_called_process_stays_on_its_version_and_is_waited_for() -> None:
    call = ENDS + '<callActivity id="c" calledElement="q"/>'
    called = definitions(TASK, "s a e").replace(b'id="p"', b'id="q"')
    services.deploy(organisation=ORG, sources=[definitions(call, "s c e"), called])
    case = start().case_key
    deploy(MORE + call, "s c z e")
    [outcome] = services.migrate_all(organisation=ORG, case_key=case, process="p")
    assert outcome.moved is not None
    complete("a")
    assert names(case) == ["z"]
    assert [i.status for i in instances(case)] == ["active", "completed"]
    assert verify().findings == ()


def test_a_move_that_would_be_too_long_is_refused_and_keeps_nothing() -> None:
    deploy(TASK, "s a e")
    case = start(data={"x": True}).case_key
    condition = "<conditionalEventDefinition><condition>x</condition></conditionalEventDefinition>"
    circle = '<exclusiveGateway id="g"/><exclusiveGateway id="h" default="h_g"/>'
    body = TASK + boundary("b", "a", condition, interrupts=False) + circle
    deploy(body, "s a e", "b g h e", "h g", h_e="false")
    before = list(Instance.objects.values())
    refused("STEP_LIMIT", services.migrate, instance=instances(case)[0].id)
    assert list(Instance.objects.values()) == before
    assert (Incident.objects.count(), JournalEntry.objects.count()) == (0, 1)
    assert verify().findings == ()


def test_snapshots_before_at_and_after_a_move_are_the_state(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cauce.runtime.execute.SNAPSHOT_EVERY", 1)
    deploy(TASK, "s a e")
    case = start().case_key
    deploy(MORE + TASK, "s a z e")
    move(case)
    complete("a")
    assert JournalEntry.objects.exclude(snapshot=None).count() == 3
    assert verify().findings == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("UPDATE cauce_instance SET definition_id = {first}",
         "the instance is of another version than its last entry"),
        ("UPDATE cauce_journal SET definition_id = {first} WHERE seq = 2",
         "its contents do not give its hash"),
        ("UPDATE cauce_journal SET events = (SELECT events FROM cauce_journal WHERE seq = 3) "
         "WHERE seq = 2", "its contents do not give its hash"),
    ],
)  # fmt: skip
def test_a_journal_over_two_versions_still_shows_what_was_changed(change: str, reason: str) -> None:
    deploy(TASK, "s a e")
    case = start().case_key
    deploy(MORE + TASK, "s a z e")
    move(case)
    complete("a")
    assert verify().findings == ()
    first = JournalEntry.objects.get(seq=1).definition_id
    with connection.cursor() as cursor:
        cursor.execute(change.format(first=first))
    [finding] = verify().findings
    assert (finding.case_key, finding.reason) == (case, reason)


def test_a_version_that_changes_without_a_move_is_found() -> None:
    deploy(TASK, "s a e")
    case = start().case_key
    deploy(TASK, "s a e")
    second = Instance.objects.get().definition_id + 1
    Instance.objects.update(definition_id=second)
    complete("a")
    [finding] = verify().findings
    assert (finding.case_key, finding.seq) == (case, 2)
    assert finding.reason == "it is of another version than the entry before, and no move says so"


def test_a_worker_finds_what_is_due_after_a_move(clock: Any) -> None:
    deploy(TASK, "s a e")
    case = start().case_key
    deploy(TASK + boundary("b", "a", timer("PT1H")), "s a e", "b e")
    assert not loop.work_once()
    move(case)
    clock.advance(hours=2)
    assert path(case) == ("s", "b", "e")
