"""Two at one lane, and a case that is cancelled while somebody works on it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from tests.races.support import Meeting, race
from tests.runtime.support import ORG, deploy, instances, start, task

from cauce.engine import step
from cauce.runtime import services
from cauce.runtime.effects import carry as carrying
from cauce.runtime.effects import drain as draining
from cauce.runtime.effects import parcels
from cauce.runtime.errors import Refused
from cauce.runtime.models import Delivery, JournalEntry, Organisation
from cauce.runtime.selectors.incidents import incidents

ENDS = '<startEvent id="s"/><userTask id="a"/><endEvent id="e"/>'
PUBLISH = import_module("cauce.runtime.services.publish")
SENT = ["m1", "m2", "m3"]


@pytest.mark.parametrize("fails", [False, True])
def test_two_who_empty_a_lane_carry_each_once_and_in_order(
    monkeypatch: pytest.MonkeyPatch, clock: Any, fails: bool
) -> None:
    deploy(ENDS, "s a e")
    with monkeypatch.context() as nobody:
        nobody.setattr(PUBLISH, "drain", lambda *_: None)
        for name in SENT:
            services.publish(organisation=ORG, message=name, case_key="C-1")
    assert Delivery.objects.count() == 3
    where = Organisation.objects.get().pk, "C-1"
    meeting, tried, done = Meeting(), list[str](), list[str]()

    def carry(_organisation: int, _lane: str, _target: int | None, payload: bytes) -> None:
        parcel = parcels.read(payload)
        assert isinstance(parcel, parcels.MessageParcel)
        tried.append(parcel.name)
        if len(tried) == 1:
            meeting.wait()
            if fails:
                raise ValueError("its taker failed")
        done.append(parcel.name)

    monkeypatch.setattr(carrying, "carry", carry)
    assert race(lambda: draining.drain(*where), lambda: draining.drain(*where)) == [None, None]
    assert not meeting.met
    # The other takes what was given back, unless its failure was noted before: then it waits.
    assert done == SENT or (fails and done == [])
    clock.advance(hours=1)
    assert (done, tried) == (SENT, ["m1", *SENT] if fails else SENT)
    assert (Delivery.objects.count(), incidents()) == (0, ())


def test_a_case_is_cancelled_before_or_after_a_completion(
    monkeypatch: pytest.MonkeyPatch, quiet: Callable[[], None]
) -> None:
    deploy(ENDS.replace("<endEvent", '<userTask id="b"/><endEvent'), "s a b e")
    begun = start()
    wanted = task("a").id
    meeting = Meeting()
    monkeypatch.setattr("cauce.runtime.execute.step", meeting.before(step))
    completed, cancelled = race(
        lambda: services.complete(task=wanted),
        lambda: services.cancel(case_key=begun.case_key, organisation=ORG, reason="no more"),
    )
    assert (cancelled, meeting.met) == (None, False)
    [instance] = instances(begun.case_key)
    assert instance.status == "terminated"
    if completed is None:
        assert (instance.path, JournalEntry.objects.count()) == (("s", "a"), 3)
    else:
        assert isinstance(completed, Refused), completed
        assert completed.code == "TASK_WITHDRAWN"
        assert (instance.path, JournalEntry.objects.count()) == (("s",), 2)
    quiet()
