"""Texts that no database can keep are refused at the boundary: inside they would block a lane."""

from __future__ import annotations

from typing import Any

import pytest
from tests.runtime.support import ORG, deploy, names, refused, start, task

from cauce.runtime import services
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
