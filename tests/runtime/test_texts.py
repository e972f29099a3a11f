"""Texts that no database can keep are refused at the boundary: inside they would block a lane."""

from __future__ import annotations

from typing import Any

import pytest
from tests.runtime.support import ORG, codes, deploy, instances, names, refused, start, task
from tests.runtime.test_worker_faults import AGES, ENDS, JOB

from cauce.engine import BpmnError
from cauce.runtime import deployed, ports, services
from cauce.runtime.models import Delivery, JournalEntry, KeptMessage

BODY = '<startEvent id="s"/><userTask id="a"/><endEvent id="e"/>'


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d of a pair"])
def test_what_no_text_has_is_refused_and_nothing_is_written(text: str) -> None:
    deploy(BODY, "s a e")
    begun = start(data={"note": "ñandú 🦤", "list": ["", None, 1]})
    wanted = task("a").id
    places: list[Any] = [{"n": text}, {text: 1}, {"n": [{"deep": [text]}]}, {"n": {text: None}}]
    for data in places:
        told = refused("DATA_INVALID", services.complete, task=wanted, data=data)
        assert "half of a surrogate pair" in str(told)
        refused("DATA_INVALID", start, data=data)
        refused("DATA_INVALID", services.publish, organisation=ORG, message="m", variables=data)
    for given in ({"message": text}, {"message": "m", "key": text}):
        refused("DATA_INVALID", services.publish, organisation=ORG, **given)
    refused("DATA_INVALID", services.publish, organisation=ORG, message="m", case_key=text)
    refused("DATA_INVALID", services.signal, organisation=ORG, signal=text)
    assert (JournalEntry.objects.count(), names()) == (1, ["a"])
    assert (Delivery.objects.count(), KeptMessage.objects.count()) == (0, 0)
    services.complete(task=wanted, data={"note": "ñandú 🦤"})
    assert names(begun.case_key) == []


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d of a pair"])
@pytest.mark.parametrize("inside", [True, False])
def test_what_an_error_says_is_told_without_what_no_text_has(
    clock: Any, monkeypatch: pytest.MonkeyPatch, text: str, inside: bool
) -> None:
    asked = []

    def mail(*call: object) -> None:
        asked.append(call)
        raise ValueError(text)

    monkeypatch.setattr(ports, "handlers" if inside else "jobs", lambda: {"mail": mail})
    deployed.forget()
    deploy(ENDS + JOB, "s w e")
    begun = start()
    clock.advance(seconds=AGES)
    clock.advance(seconds=AGES)
    [code] = codes(begun.case_key)
    assert code == ("HANDLER_FAILED" if inside else "JOB_FAILED")
    [incident] = instances(begun.case_key)[0].incidents
    assert text.replace("\0", "\ufffd").replace("\ud83d", "?") in incident.message
    assert len(asked) == (1 if inside else 2)


def test_a_business_error_that_nobody_catches_says_it_too() -> None:
    error = BpmnError("E", "a\0b \ud83d")
    assert (error.message, str(error)) == ("a\ufffdb ?", "E: a\ufffdb ?")
