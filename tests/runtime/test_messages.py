"""Messages, signals and calls between instances."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.engine.conftest import definitions
from tests.runtime.support import ORG, complete, deploy, instances, names, people, start

from cauce.runtime import services
from cauce.runtime.models import Delivery, Instance, KeptMessage, Subscription

ROOTS = (
    '<message id="M" name="answer"><extensionElements>'
    '<zeebe:subscription correlationKey="=k"/></extensionElements></message>'
    '<message id="N" name="begin"/><signal id="S" name="sig"/>'
)
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
CATCH = (
    '<intermediateCatchEvent id="c"><messageEventDefinition messageRef="M"/>'
    "</intermediateCatchEvent>"
)


def publish(message: str = "answer", **options: Any) -> Any:
    return services.publish(organisation=ORG, message=message, **options)


def path(case_key: str) -> tuple[str, ...]:
    return instances(case_key)[0].path


def test_a_message_goes_to_the_oldest_that_waits_with_its_key_and_to_no_other() -> None:
    deploy(ENDS + CATCH, "s c e", roots=ROOTS)
    first, other, second = (start(data={"k": k}).case_key for k in ("K", "L", "K"))
    publish(key="K", variables={"n": 1})
    assert path(first) == ("s", "c", "e")
    assert (path(other), path(second)) == (("s",), ("s",))
    assert instances(first)[0].variables == {"k": "K", "n": 1}
    assert Subscription.objects.count() == 2
    assert (Delivery.objects.count(), KeptMessage.objects.count()) == (0, 0)


def test_a_message_for_nobody_is_kept_and_taken_by_who_comes_later() -> None:
    deploy(ENDS + CATCH, "s c e", roots=ROOTS)
    publish(key="K")
    assert KeptMessage.objects.count() == 1
    begun = start(data={"k": "K"})
    assert path(begun.case_key) == ("s", "c", "e")
    assert (Delivery.objects.count(), KeptMessage.objects.count()) == (0, 0)


def test_a_message_without_time_to_live_left_is_not_kept() -> None:
    deploy(ENDS + CATCH, "s c e", roots=ROOTS)
    publish(key="K", ttl="PT0S")
    assert KeptMessage.objects.count() == 0


def test_publishing_twice_with_one_idempotency_key_publishes_once() -> None:
    deploy(ENDS + CATCH, "s c e", roots=ROOTS)
    first = publish(key="K", idempotency_key="i")
    assert publish(key="K", idempotency_key="i") == first
    assert KeptMessage.objects.count() == 1


STARTED = '<startEvent id="s"><messageEventDefinition messageRef="N"/></startEvent>'


def test_a_keyed_message_starts_one_instance_at_a_time_and_the_next_waits() -> None:
    deploy(STARTED + '<userTask id="a"/><endEvent id="e"/>', "s a e", roots=ROOTS)
    publish("begin", key="K")
    publish("begin", key="K")
    publish("begin", key="L")
    assert Instance.objects.count() == 2
    assert KeptMessage.objects.count() == 1
    complete("a")
    assert Instance.objects.count() == 3
    assert KeptMessage.objects.count() == 0
    assert names() == ["a", "a"]


def test_a_message_without_key_starts_an_instance_each_time() -> None:
    deploy(STARTED + '<endEvent id="e"/>', "s e", roots=ROOTS)
    publish("begin")
    publish("begin")
    assert list(Instance.objects.values_list("status", flat=True)) == ["completed", "completed"]


def throw(element: str, message: str, extra: str = "") -> str:
    return (
        f'<intermediateThrowEvent id="{element}" {extra}>'
        f'<messageEventDefinition messageRef="{message}"/></intermediateThrowEvent>'
    )


def two_processes(first: bytes, second: bytes) -> None:
    services.deploy(organisation=ORG, sources=[first, second])


def test_a_thrown_message_starts_an_instance_in_the_case_of_its_sender() -> None:
    sender = definitions(ENDS + throw("t", "N"), "s t e", roots=ROOTS)
    receiver = definitions(
        STARTED + '<userTask id="a"/><endEvent id="e"/>', "s a e", roots=ROOTS
    ).replace(b'process id="p"', b'process id="q"')
    two_processes(sender, receiver)
    begun = start(case_key="C-1")
    assert [i.process_id for i in instances("C-1")] == ["p", "q"]
    assert names(begun.case_key) == ["a"]


def test_new_case_opens_a_case_of_its_own_linked_to_its_origin() -> None:
    from cauce.runtime.models import Case

    sender = definitions(ENDS + throw("t", "N", 'cauce:newCase="true"'), "s t e", roots=ROOTS)
    receiver = definitions(STARTED + '<endEvent id="e"/>', "s e", roots=ROOTS).replace(
        b'process id="p"', b'process id="q"'
    )
    two_processes(sender, receiver)
    start(case_key="C-1")
    assert list(Case.objects.order_by("pk").values_list("origin", flat=True)) == [None, "C-1"]


def test_a_signal_reaches_all_that_listen_and_starts_what_it_starts() -> None:
    signal = '<signalEventDefinition signalRef="S"/>'
    waits = definitions(
        ENDS + f'<intermediateCatchEvent id="c">{signal}</intermediateCatchEvent>',
        "s c e", roots=ROOTS,
    )  # fmt: skip
    begins = definitions(
        f'<startEvent id="s">{signal}</startEvent><userTask id="a"/><endEvent id="e"/>',
        "s a e", roots=ROOTS,
    ).replace(b'process id="p"', b'process id="q"')  # fmt: skip
    two_processes(waits, begins)
    keys = [start().case_key for _ in range(2)]
    services.signal(organisation=ORG, signal="sig")
    assert [path(key) for key in keys] == [("s", "c", "e")] * 2
    assert names() == ["a"]


def test_a_called_process_gives_its_variables_back() -> None:
    caller = definitions(ENDS + '<callActivity id="c" calledElement="q"/>', "s c e")
    called = definitions(ENDS + '<userTask id="a"/>', "s a e").replace(
        b'process id="p"', b'process id="q"'
    )
    two_processes(caller, called)
    start(data={"n": 1}, case_key="C-1")
    complete("a", {"m": 2})
    parent, child = instances("C-1")
    assert (parent.status, child.status) == ("completed", "completed")
    assert parent.variables == {"n": 1, "m": 2}


def test_a_missing_called_process_is_an_incident_that_a_deployment_mends() -> None:
    deploy(ENDS + '<callActivity id="c" calledElement="q"/>', "s c e")
    start(case_key="C-1")
    [incident] = instances("C-1")[0].incidents
    assert incident.code == "CALLED_PROCESS_MISSING"
    called = definitions(ENDS, "s e").replace(b'process id="p"', b'process id="q"')
    services.deploy(organisation=ORG, sources=[called])
    services.resolve(incident=incident.id)
    assert [i.status for i in instances("C-1")] == ["completed", "completed"]


def test_a_kept_message_starts_what_is_deployed_later() -> None:
    people(ana="")
    publish("begin", key="K", variables={"n": 1})
    publish("begin", variables={"n": 2})
    deploy(STARTED + '<userTask id="a"/><endEvent id="e"/>', "s a e", roots=ROOTS)
    assert [i.variables for key in cases() for i in instances(key)] == [{"n": 1}, {"n": 2}]
    assert (Delivery.objects.count(), KeptMessage.objects.count()) == (0, 0)


def cases() -> list[str]:
    from cauce.runtime.models import Case

    return list(Case.objects.order_by("pk").values_list("key", flat=True))


def test_a_kept_message_whose_time_is_over_is_not_taken(clock: Any) -> None:
    deploy(ENDS + CATCH, "s c e", roots=ROOTS)
    publish(key="K", ttl="PT1M")
    clock.offset += timedelta(minutes=2)
    begun = start(data={"k": "K"})
    assert path(begun.case_key) == ("s",)
    clock.advance(seconds=1)
    assert KeptMessage.objects.count() == 0


def test_what_is_kept_for_a_case_goes_with_its_end(clock: Any) -> None:
    deploy(ENDS + '<userTask id="a"/>', "s a e")
    start(case_key="C-1")
    publish("unknown", case_key="C-1")
    publish("unknown", key="C-2")
    complete("a")
    assert [m.case_key for m in KeptMessage.objects.all()] == [None]
    publish("unknown", case_key="C-1")
    clock.advance(seconds=1)
    assert [m.case_key for m in KeptMessage.objects.all()] == [None]


def test_what_is_kept_outlives_an_instance_whose_message_begins_the_next_of_its_case() -> None:
    sender = definitions(ENDS + throw("t", "N"), "s t e", roots=ROOTS)
    receiver = definitions(STARTED + CATCH + '<endEvent id="e"/>', "s c e", roots=ROOTS).replace(
        b'process id="p"', b'process id="q"'
    )
    two_processes(sender, receiver.replace(b'correlationKey="=k"', b'correlationKey="=case_key"'))
    publish(case_key="C-1", key="C-1")
    assert KeptMessage.objects.count() == 1
    start(case_key="C-1")
    assert [i.status for i in instances("C-1")] == ["completed", "completed"]
    assert KeptMessage.objects.count() == 0


def test_a_message_that_cannot_start_its_process_is_kept() -> None:
    deploy(STARTED + '<endEvent id="e"/>', "s e", roots=ROOTS)
    publish("begin", variables={"text": "x" * 300_000})
    assert (Instance.objects.count(), KeptMessage.objects.count()) == (0, 1)


def test_a_delivery_that_failed_is_tried_again_later_each_time(
    clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def carry(*_parcel: object) -> None:
        tried.append(1)
        raise ValueError("a bug")

    deploy(ENDS + CATCH, "s c e", roots=ROOTS)
    begun = start(data={"k": "K"})
    with monkeypatch.context() as patched:
        patched.setattr("cauce.runtime.effects.carry.carry", carry)
        publish(key="K")
        for seconds, count in ((6, 1), (10, 2), (20, 2), (60, 3)):
            clock.advance(seconds=seconds)
            assert len(tried) == count
    assert Delivery.objects.get().attempts == 3
    clock.advance(days=1)
    assert path(begun.case_key) == ("s", "c", "e")
    assert Delivery.objects.count() == 0


def test_without_a_key_a_message_goes_to_who_waits_without_one_now_or_later() -> None:
    plain = '<message id="M" name="answer"/>'
    deploy(ENDS + CATCH, "s c e", roots=plain)
    first = start().case_key
    publish(key="K")
    assert path(first) == ("s",)
    publish()
    assert path(first) == ("s", "c", "e")
    publish()
    second = start().case_key
    assert path(second) == ("s", "c", "e")
    assert KeptMessage.objects.count() == 1
