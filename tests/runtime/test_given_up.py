"""A delivery that is given up stands in the journal, with who gave it up and why."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from psycopg.errors import DeadlockDetected
from tests.engine.conftest import definitions
from tests.runtime.support import ORG, codes, instances, people
from tests.runtime.test_stuck_deliveries import (
    AGES,
    ENDS,
    ROOTS,
    poisoned,
    starts_by,
    stuck,
    throw,
    two_messages,
)

from cauce.engine import commands as c
from cauce.engine import events as e
from cauce.engine.codec import decode_command, decode_events
from cauce.runtime import selectors, services
from cauce.runtime.execute import execute
from cauce.runtime.models import Delivery, Incident, Instance, JournalEntry
from cauce.runtime.selectors.story import story
from cauce.runtime.setbacks import MOST_TRIES
from cauce.runtime.verify import verify

CALLER = definitions(ENDS + '<callActivity id="c" calledElement="q"/>', "s c e")
CALLED = definitions(ENDS + '<userTask id="a"/>', "s a e").replace(
    b'process id="p"', b'process id="q"'
)


def entries(instance: Instance) -> list[JournalEntry]:
    return list(JournalEntry.objects.filter(instance=instance).order_by("seq"))


def test_a_message_is_given_up_in_the_senders_journal_also_when_that_has_ended(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_messages()
    people(ana="")
    incident = stuck(clock, monkeypatch)
    sender = Instance.objects.get()
    assert sender.status == "completed"

    services.give_up(incident=incident.id, reason="sent by hand", by="ana")

    last = entries(sender)[-1]
    assert decode_events(bytes(last.events)) == [
        e.DeliveryGivenUp("message", "first", "sent by hand")
    ]
    assert (last.actor, last.seq) == ("ana", sender.version + 1)
    after = Instance.objects.get(pk=sender.pk)
    assert (after.status, after.ended_at) == ("completed", sender.ended_at)
    assert (bytes(after.state), after.version) == (bytes(sender.state), last.seq)
    assert verify().findings == ()
    told = story(organisation=ORG, case_key="C-1").lines
    assert [(line.name, line.actor, line.detail) for line in told if line.kind == "given up"] == [
        ("first", "ana", "sent by hand")
    ]


def test_how_a_case_ended_is_told_also_after_a_delivery_was_given_up(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = '<startEvent id="s"/><endEvent id="e" name="Enviado"/>' + throw("t", "A")
    sender = definitions(body, "s t e", roots=ROOTS)
    services.deploy(organisation=ORG, sources=[sender, starts_by("q", "A")])
    incident = stuck(clock, monkeypatch)

    services.give_up(incident=incident.id, reason="sent by hand")

    told = story(organisation=ORG, case_key="C-1")
    assert (told.status, told.ends, told.outcomes) == ("completed", ("e",), ("Enviado",))
    [row] = selectors.cases(organisation=ORG, view="ended").rows
    assert (row.key, row.outcome) == ("C-1", "Enviado")


def test_a_call_is_given_up_in_the_callers_journal_and_may_be_made_again(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.deploy(organisation=ORG, sources=[CALLER, CALLED])
    incident = stuck(clock, monkeypatch, which=lambda *_: True)

    services.give_up(incident=incident.id, reason="no q yet")

    *_, told, failed = entries(Instance.objects.get())
    assert decode_command(bytes(told.command)) == c.GiveUpDelivery(
        kind="call", name="q", reason="no q yet"
    )
    assert [type(event) for event in decode_events(bytes(failed.events))] == [e.IncidentRaised]
    assert codes("C-1") == ["CALL_GIVEN_UP"]
    assert verify().findings == ()


def test_what_cannot_be_read_is_given_up_without_a_name(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_messages()
    incident = stuck(clock, monkeypatch)
    Delivery.objects.filter(pk=Delivery.objects.order_by("pk")[0].pk).update(payload=b"\xc1")

    services.give_up(incident=incident.id, reason="nothing that anybody wrote")

    [sender, _] = Instance.objects.order_by("pk")
    assert decode_events(bytes(entries(sender)[-1].events)) == [
        e.DeliveryGivenUp("message", "", "nothing that anybody wrote")
    ]
    assert [i.process_id for i in instances("C-1")] == ["p", "r"]


def test_an_instance_that_cannot_be_stepped_keeps_no_delivery_from_being_given_up(
    clock: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    two_messages()
    incident = stuck(clock, monkeypatch)
    sender = Instance.objects.get()
    Instance.objects.update(state=b"\xc1")

    services.give_up(incident=incident.id, reason="r")

    assert entries(sender)[-1].seq == sender.version
    assert "could not be told that a delivery was given up" in caplog.text
    assert [i.process for i in Instance.objects.order_by("pk")] == ["p", "r"]


def test_a_deadlock_while_it_is_told_undoes_all_and_is_tried_again(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.deploy(organisation=ORG, sources=[CALLER, CALLED])
    incident = stuck(clock, monkeypatch, which=lambda *_: True)
    tried: list[int] = []

    def deadlocked(*arguments: Any) -> Any:
        tried.append(1)
        if len(tried) == 1:
            raise OperationalError("deadlock detected") from DeadlockDetected()
        return execute(*arguments)

    monkeypatch.setattr("cauce.runtime.effects.given_up.execute", deadlocked)
    services.give_up(incident=incident.id, reason="no q yet")

    assert (len(tried), Delivery.objects.count(), codes("C-1")) == (3, 0, ["CALL_GIVEN_UP"])


def test_what_hangs_on_the_organisation_alone_is_kept_on_its_incident(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_messages()
    with poisoned(monkeypatch):
        services.publish(organisation=ORG, message="first", key="K")
        for _ in range(MOST_TRIES):
            clock.advance(seconds=AGES)

    services.give_up(incident=Incident.objects.get().pk, reason="nobody sent it")

    assert (JournalEntry.objects.count(), Delivery.objects.count()) == (0, 0)
    assert Incident.objects.get().reason == "nobody sent it"
