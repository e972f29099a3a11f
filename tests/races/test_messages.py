"""Two at one message: nothing kept is lost, nothing starts twice, nobody waits in a circle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from tests.races.support import Meeting, race, without_message_locks
from tests.runtime.support import ORG, complete, deploy, instances, names, start, task

from cauce.engine import step
from cauce.runtime import services
from cauce.runtime.begin import begin
from cauce.runtime.effects import kept
from cauce.runtime.execute import utcnow
from cauce.runtime.idempotency import Slot
from cauce.runtime.models import Delivery, IdempotencyKey, Instance, KeptMessage

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
ROOTS = (
    '<message id="M" name="answer"><extensionElements>'
    '<zeebe:subscription correlationKey="=k"/></extensionElements></message>'
    '<message id="N" name="begin"/>'
)
MESSAGE = '<messageEventDefinition messageRef="M"/>'
CATCH = f'<intermediateCatchEvent id="c">{MESSAGE}</intermediateCatchEvent>'
STARTED = '<startEvent id="s"><messageEventDefinition messageRef="N"/></startEvent>'

START = import_module("cauce.runtime.services.start")

Quiet = Callable[[], None]


def publish(message: str) -> None:
    services.publish(organisation=ORG, message=message, key="K")


def listener_and_message(monkeypatch: pytest.MonkeyPatch, quiet: Quiet) -> None:
    deploy(ENDS + CATCH, "s c e", roots=ROOTS)
    meet_between_look_and_keep(monkeypatch)
    begun, published = race(lambda: start(data={"k": "K"}), lambda: publish("answer"))
    assert published is None
    assert instances(begun.case_key)[0].path == ("s", "c", "e")
    assert (KeptMessage.objects.count(), Delivery.objects.count()) == (0, 0)
    quiet()


def end_and_next_start(monkeypatch: pytest.MonkeyPatch, quiet: Quiet) -> None:
    deploy(STARTED + '<userTask id="a"/><endEvent id="e"/>', "s a e", roots=ROOTS)
    publish("begin")
    wanted = task("a").id
    meet_between_look_and_keep(monkeypatch)
    assert race(lambda: services.complete(task=wanted), lambda: publish("begin")) == [None, None]
    statuses = list(Instance.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == ["completed", "active"]
    assert (KeptMessage.objects.count(), Delivery.objects.count()) == (0, 0)
    quiet()


def meet_between_look_and_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let who has found nobody, and who has found nothing kept, meet before they write."""
    meeting = Meeting()
    monkeypatch.setattr(kept, "keep", meeting.before(kept.keep))
    monkeypatch.setattr(kept, "offered", meeting.after(kept.offered))


RACES = [listener_and_message, end_and_next_start]


@pytest.mark.parametrize("of_two", RACES)
def test_a_kept_message_is_never_lost(
    of_two: Callable[[Any, Quiet], None], monkeypatch: pytest.MonkeyPatch, quiet: Quiet
) -> None:
    of_two(monkeypatch, quiet)


@pytest.mark.parametrize("of_two", RACES)
def test_without_the_lock_it_is(
    of_two: Callable[[Any, Quiet], None], monkeypatch: pytest.MonkeyPatch, quiet: Quiet
) -> None:
    without_message_locks(monkeypatch)
    with pytest.raises((AssertionError, AttributeError)):
        of_two(monkeypatch, quiet)


def two_keyed_starts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    deploy(STARTED + '<userTask id="a"/><endEvent id="e"/>', "s a e", roots=ROOTS)
    monkeypatch.setattr("cauce.runtime.effects.carry.begin", Meeting().before(begin))
    assert race(lambda: publish("begin"), lambda: publish("begin")) == [None, None]
    return names()


def test_two_messages_with_one_key_start_one_instance_after_the_other(
    monkeypatch: pytest.MonkeyPatch, quiet: Quiet
) -> None:
    assert two_keyed_starts(monkeypatch) == ["a"]
    assert (Instance.objects.count(), KeptMessage.objects.count()) == (1, 1)
    complete("a")
    complete("a")
    assert (Instance.objects.count(), KeptMessage.objects.count()) == (2, 0)
    assert names() == []
    quiet()


def test_without_the_unique_key_they_start_two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = (
        "SELECT 1 FROM cauce_instance WHERE organisation_id = ? AND process = ? "
        "AND message_key = ? AND 1 = 0"
    )
    monkeypatch.setattr("cauce.runtime.effects.carry._BUSY", nobody)
    with without_unique_message_keys():
        assert two_keyed_starts(monkeypatch) == ["a", "a"]
        Instance.objects.update(message_key=None)


@contextmanager
def without_unique_message_keys() -> Iterator[None]:
    [constraint] = [c for c in Instance._meta.constraints if c.name == "cauce_instance_one_per_key"]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Instance, constraint)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            editor.add_constraint(Instance, constraint)


def two_starts(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    deploy(ENDS + '<userTask id="a"/>', "s a e")
    monkeypatch.setattr(START, "begin", Meeting().before(begin))
    return race(*[lambda: start(idempotency_key="i")] * 2)


def test_two_starts_with_one_idempotency_key_start_once(
    monkeypatch: pytest.MonkeyPatch, quiet: Quiet
) -> None:
    first, second = two_starts(monkeypatch)
    assert first == second
    assert first.case_key
    assert Instance.objects.count() == 1
    quiet()


def test_looking_for_the_key_before_writing_it_starts_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def once(organisation: int, scope: str, key: str | None) -> Slot:
        slot = {"organisation": organisation, "scope": scope, "key": key}
        found = IdempotencyKey.objects.filter(**slot).first()
        first: UUID | None = None if found is None else found.result
        monkeypatch.setattr(Slot, "fill", fill)
        return Slot(organisation=organisation, scope=scope, key=key, first=first)

    def fill(slot: Slot, result: UUID) -> None:
        assert slot.key is not None
        IdempotencyKey.objects.create(
            organisation_id=slot.organisation, scope=slot.scope, key=slot.key, result=result,
            created_at=utcnow(),
        )  # fmt: skip

    without_message_locks(monkeypatch)
    monkeypatch.setattr(START, "once", once)
    first, second = two_starts(monkeypatch)
    assert first != second


def test_a_message_to_an_instance_that_begins_to_wait_for_it_again_waits_in_no_circle(
    monkeypatch: pytest.MonkeyPatch, quiet: Quiet
) -> None:
    edges = "".join(
        f'<boundaryEvent id="{edge}" attachedToRef="{of}" cancelActivity="false">{MESSAGE}'
        f'</boundaryEvent><endEvent id="end_{edge}"/>'
        for edge, of in (("m", "a"), ("n", "b"))
    )
    body = ENDS + '<userTask id="a"/><userTask id="b"/>' + edges
    deploy(body, "s a b e", "m end_m", "n end_n", roots=ROOTS)
    begun = start(data={"k": "K"})
    wanted = task("a").id
    monkeypatch.setattr("cauce.runtime.execute.step", Meeting().before(step))
    assert race(lambda: services.complete(task=wanted), lambda: publish("answer")) == [None, None]
    [instance] = instances(begun.case_key)
    assert sorted(instance.path) in (["a", "end_m", "m", "s"], ["a", "end_n", "n", "s"])
    assert KeptMessage.objects.count() == 0
    quiet()
