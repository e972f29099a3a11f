"""The law of lanes: whatever fails, and whoever tries when, each is delivered once and in order."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

import pytest
from tests.runtime.support import ORG, deploy

from cauce.runtime import services
from cauce.runtime.effects import carry as carrying
from cauce.runtime.effects import parcels
from cauce.runtime.models import Delivery
from cauce.runtime.selectors.incidents import incidents

LANES = ("C-1", "C-2", "C-3")


@pytest.mark.parametrize("seed", range(3))
def test_nothing_overtakes_and_nothing_is_lost_or_doubled(
    clock: Any, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    sent: defaultdict[str, list[str]] = defaultdict(list)
    came: defaultdict[str, list[str]] = defaultdict(list)
    given_up: set[str] = set()

    def carry(_organisation: int, lane: str, _target: int | None, payload: bytes) -> None:
        parcel = parcels.read(payload)
        assert isinstance(parcel, parcels.MessageParcel)
        if chance.random() < 0.7:
            raise ValueError("a bug")
        came[lane].append(parcel.name)

    deploy('<startEvent id="s"/><endEvent id="e"/>', "s e")
    monkeypatch.setattr(carrying, "carry", carry)
    for number in range(25):
        lane = chance.choice(LANES)
        services.publish(organisation=ORG, message=f"{lane}-{number}", case_key=lane)
        sent[lane].append(f"{lane}-{number}")
        clock.advance(seconds=chance.choice((0, 1, 30, 3_000)))
    for _ in range(200):
        clock.advance(seconds=4_000)
        for stuck in incidents(organisation=ORG):
            name = stuck.message.partition("«")[2].partition("»")[0]
            if stuck.retry_at is not None:
                continue
            if chance.random() < 0.2:
                services.give_up(incident=stuck.id, reason="chance")
                given_up.add(name)
            else:
                services.resolve(incident=stuck.id)
        if not Delivery.objects.exists():
            break
    assert Delivery.objects.count() == 0
    assert incidents() == ()
    for lane in LANES:
        assert came[lane] == [name for name in sent[lane] if name not in given_up]
