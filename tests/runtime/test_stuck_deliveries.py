"""A delivery that fails: tried again later and later, then an incident that a person ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import DataError
from tests.engine.conftest import definitions
from tests.runtime.support import ORG, complete, deploy, instances, names, people, refused, start

from cauce.runtime import services, setbacks
from cauce.runtime.effects import carry as carrying
from cauce.runtime.effects import parcels
from cauce.runtime.models import Delivery, Incident, Instance
from cauce.runtime.selectors.incidents import IncidentView, incidents
from cauce.runtime.verify import verify

ROOTS = '<message id="A" name="first"/><message id="B" name="second"/>'
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
AGES = 3_000
"""Seconds after which every try that there is has been made."""


def throw(element: str, message: str) -> str:
    return (
        f'<intermediateThrowEvent id="{element}"><messageEventDefinition messageRef="{message}"/>'
        "</intermediateThrowEvent>"
    )


def starts_by(process: str, message: str) -> bytes:
    body = (
        f'<startEvent id="s"><messageEventDefinition messageRef="{message}"/></startEvent>'
        '<userTask id="a"/><endEvent id="e"/>'
    )
    return definitions(body, "s a e", roots=ROOTS).replace(
        b'process id="p"', f'process id="{process}"'.encode()
    )


def two_messages() -> None:
    """Let `p` throw first and second, which begin `q` and `r`."""
    sender = definitions(ENDS + throw("t", "A") + throw("u", "B"), "s t u e", roots=ROOTS)
    services.deploy(organisation=ORG, sources=[sender, starts_by("q", "A"), starts_by("r", "B")])


def is_first(organisation: int, lane: str, parcel: Any) -> bool:
    return isinstance(parcel, parcels.MessageParcel) and parcel.name == "first"


def is_first_of(case_key: str) -> Callable[..., bool]:
    return lambda _organisation, lane, parcel: parcel.name == "first" and lane == case_key


@contextmanager
def poisoned(
    monkeypatch: pytest.MonkeyPatch,
    which: Callable[..., bool] = is_first,
    error: BaseException | None = None,
) -> Iterator[list[str]]:
    """Let the carrying-out of some deliveries raise; give what has been tried."""
    real, tried = carrying.carry, []

    def carry(organisation: int, lane: str, target: int | None, payload: bytes) -> None:
        parcel = parcels.read(payload)
        if which(organisation, lane, parcel):
            tried.append(lane)
            raise error or ValueError("a bug")
        real(organisation, lane, target, payload)

    with monkeypatch.context() as patched:
        patched.setattr(carrying, "carry", carry)
        yield tried


def stuck(clock: Any, monkeypatch: pytest.MonkeyPatch, **poison: Any) -> IncidentView:
    """Start case C-1, whose first message fails for good; give its incident."""
    with poisoned(monkeypatch, **poison):
        start(case_key="C-1")
        for _ in range(setbacks.MOST_TRIES):
            clock.advance(seconds=AGES)
    [found] = incidents(case_key="C-1")
    return found


def test_it_is_tried_again_later_each_time_then_a_person_is_waited_for(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_messages()
    with poisoned(monkeypatch) as tried:
        start(case_key="C-1")
        counts = []
        # 10, 40, 160 and 640 seconds, each give or take a fifth.
        for seconds in (7, 6, 30, 20, 125, 70, 500, 300, 3_600, 86_400):
            clock.advance(seconds=seconds)
            counts.append(len(tried))
    assert counts == [1, 2, 2, 3, 3, 4, 4, 5, 5, 5]
    [incident] = instances("C-1")[0].incidents
    assert (incident.code, incident.element_id, incident.message) == (
        "DELIVERY_FAILED", "p", "The message «first» could not be delivered: ValueError: a bug"
    )  # fmt: skip
    assert verify().findings == ()


def test_a_person_sees_no_incident_while_it_is_still_tried_again_by_itself(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_messages()
    with poisoned(monkeypatch):
        start(case_key="C-1")
        clock.advance(seconds=15)
    assert instances("C-1")[0].incidents == ()
    [view] = incidents(organisation=ORG)
    assert (view.attempts, view.behind) == (2, 1)
    assert view.retry_at is not None
    clock.advance(seconds=60)
    assert incidents() == ()
    assert [i.process_id for i in instances("C-1")] == ["p", "q", "r"]


def test_what_is_behind_it_waits_and_no_sender_tries_it_before_its_time(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_messages()
    with poisoned(monkeypatch) as tried:
        start(case_key="C-1")
        for _ in range(3):
            # Whatever else the case throws is put behind it.
            start(case_key="C-1")
        assert tried == ["C-1"]
    assert [i.process_id for i in instances("C-1")] == ["p"] * 4
    assert Delivery.objects.count() == 8


def test_other_lanes_go_on(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    two_messages()
    with poisoned(monkeypatch, is_first_of("C-1")) as tried:
        start(case_key="C-1")
        start(case_key="C-2")
        clock.advance(seconds=AGES)
        start(case_key="C-3")
        assert set(tried) == {"C-1"}
    for key in ("C-2", "C-3"):
        assert [i.process_id for i in instances(key)] == ["p", "q", "r"]
        assert instances(key)[0].incidents == ()
    assert [i.process_id for i in instances("C-1")] == ["p"]


def test_a_lane_full_of_what_waits_does_not_hide_another_that_was_left(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cauce.runtime.worker.deliveries.BATCH", 2)
    two_messages()
    with poisoned(monkeypatch, is_first_of("C-1")):
        for _ in range(3):
            start(case_key="C-1")
        with monkeypatch.context() as killed:
            killed.setattr("cauce.runtime.effects.outgoing.drain", lambda *_lane: None)
            start(case_key="C-2")
        assert [i.process_id for i in instances("C-2")] == ["p"]
        clock.advance(seconds=6)
    assert [i.process_id for i in instances("C-2")] == ["p", "q", "r"]


def test_resolved_it_is_delivered_exactly_once_and_what_waited_follows_in_order(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_messages()
    people(ana="")
    incident = stuck(clock, monkeypatch)
    services.resolve(incident=incident.id, by="ana")
    assert [i.process_id for i in instances("C-1")] == ["p", "q", "r"]
    assert (incidents(), Delivery.objects.count()) == ((), 0)
    row = Incident.objects.get()
    assert (row.resolved_by, row.reason, row.resolved_at is None) == ("ana", None, False)
    refused("UNKNOWN_INCIDENT", services.resolve, incident=incident.id, by="ana")
    clock.advance(seconds=AGES)
    assert Instance.objects.count() == 3
    assert verify().findings == ()


def test_resolved_in_vain_it_waits_for_a_person_again_at_once(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_messages()
    incident = stuck(clock, monkeypatch)
    with poisoned(monkeypatch, error=KeyError("another")) as tried:
        services.resolve(incident=incident.id)
        clock.advance(seconds=AGES)
        assert tried == ["C-1"]
    [again] = instances("C-1")[0].incidents
    assert again.id == incident.id
    assert again.message.endswith("KeyError: 'another'")


def test_given_up_it_is_never_delivered_and_its_lane_goes_on(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_messages()
    people(ana="")
    incident = stuck(clock, monkeypatch)
    services.give_up(incident=incident.id, reason="sent by hand", by="ana")
    assert [i.process_id for i in instances("C-1")] == ["p", "r"]
    row = Incident.objects.get()
    assert (row.resolved_by, row.reason, row.resolved_at is None) == ("ana", "sent by hand", False)
    refused("UNKNOWN_INCIDENT", services.give_up, incident=incident.id, reason="again")
    clock.advance(seconds=AGES)
    assert (Instance.objects.count(), Delivery.objects.count(), incidents()) == (2, 0, ())


def test_giving_up_asks_for_a_reason_a_member_and_a_delivery(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_messages()
    people(ana="")
    incident = stuck(clock, monkeypatch)
    refused("REASON_MISSING", services.give_up, incident=incident.id, reason=" ", by="ana")
    refused("NOT_ALLOWED", services.give_up, incident=incident.id, reason="r", by="eve")
    refused("NOT_ALLOWED", services.resolve, incident=incident.id, by="eve")
    refused("UNKNOWN_INCIDENT", services.give_up, incident=incident.id + 1, reason="r")
    deploy(ENDS + '<callActivity id="c" calledElement="nowhere"/>', "s c e")
    [engines] = instances(start().case_key)[0].incidents
    told = refused("NO_DELIVERY", services.give_up, incident=engines.id, reason="r", by="ana")
    assert "CALLED_PROCESS_MISSING" in str(told)
    assert (Delivery.objects.count(), len(incidents())) == (2, 2)


def test_a_call_that_is_given_up_leaves_its_incident_at_the_caller(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = definitions(ENDS + '<callActivity id="c" calledElement="q"/>', "s c e")
    called = definitions(ENDS + '<userTask id="a"/>', "s a e").replace(
        b'process id="p"', b'process id="q"'
    )
    services.deploy(organisation=ORG, sources=[caller, called])
    incident = stuck(clock, monkeypatch, which=lambda *_: True)
    assert incident.message == "The called process «q» could not begin: ValueError: a bug"
    services.give_up(incident=incident.id, reason="no hay q")
    [told] = instances("C-1")[0].incidents
    assert (told.code, told.element_id) == ("CALL_GIVEN_UP", "c")
    assert "no hay q" in told.message
    services.resolve(incident=told.id)
    assert names("C-1") == ["a"]
    complete("a")
    assert [i.status for i in instances("C-1")] == ["completed", "completed"]
    assert verify().findings == ()


@pytest.mark.parametrize("error", [DataError("a value that no column takes"), SystemExit(3)])
def test_whatever_is_raised_is_the_deliverys_failure_and_neither_senders_nor_workers(
    clock: Any, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    two_messages()
    incident = stuck(clock, monkeypatch, error=error)
    assert incident.attempts == setbacks.MOST_TRIES
    assert type(error).__name__ in incident.message


def test_what_cannot_be_read_is_seen_too(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    two_messages()
    with poisoned(monkeypatch):
        start(case_key="C-1")
    Delivery.objects.filter(pk=Delivery.objects.order_by("pk")[0].pk).update(payload=b"\xc1")
    for _ in range(setbacks.MOST_TRIES):
        clock.advance(seconds=AGES)
    [incident] = instances("C-1")[0].incidents
    assert incident.message.startswith("A delivery (message) could not be read: ")
    services.give_up(incident=incident.id, reason="nothing that anybody wrote")
    assert [i.process_id for i in instances("C-1")] == ["p", "r"]


def test_without_a_case_it_belongs_to_the_organisation_alone(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_messages()
    with poisoned(monkeypatch):
        services.publish(organisation=ORG, message="first", key="K")
        for _ in range(setbacks.MOST_TRIES):
            clock.advance(seconds=AGES)
    [incident] = incidents(organisation=ORG)
    assert (incident.case_key, incident.process_id, incident.retry_at) == (None, None, None)
    services.resolve(incident=incident.id)
    assert [i.process_id for i in instances(Instance.objects.get().case.key)] == ["q"]


def test_what_is_gone_leaves_no_incident_open(clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    two_messages()
    incident = stuck(clock, monkeypatch)
    Delivery.objects.all().delete()
    clock.advance(seconds=1)
    assert incidents() == ()
    assert Incident.objects.get(pk=incident.id).resolved_at is not None
