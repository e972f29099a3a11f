"""Deliveries that their sender did not get to, and kept messages whose time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from cauce.runtime.effects import kept
from cauce.runtime.effects.drain import drain
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Case, Delivery, KeptMessage
from cauce.runtime.store import store

PATIENCE = timedelta(seconds=5)
"""How long a delivery is left to its sender; each failure makes that four times as long."""
MOST_PATIENCE = 8
"""After so many failures it is tried again every four days."""


def deliver_left() -> int:
    """Empty the lanes in which something has waited for too long; tell how many lanes."""
    now = utcnow()
    old = Delivery.objects.filter(created_at__lt=now - PATIENCE).order_by("pk")
    first: dict[tuple[int, str], Delivery] = {}
    for delivery in old.only("organisation_id", "lane", "created_at", "attempts")[:1000]:
        first.setdefault((delivery.organisation_id, delivery.lane), delivery)
    lanes = [lane for lane, delivery in first.items() if _may_be_tried(delivery, now)]
    for organisation, lane in lanes:
        drain(organisation, lane)
    return len(lanes)


def _may_be_tried(delivery: Delivery, now: datetime) -> bool:
    wait: timedelta = PATIENCE * 4 ** min(delivery.attempts, MOST_PATIENCE)
    return delivery.created_at + wait < now


def drop_expired() -> int:
    """Drop kept messages whose time to live is over, or whose case has ended; nothing waits."""
    over = KeptMessage.objects.filter(expires_at__lte=utcnow())
    if over.exists():
        over.delete()
    until_end = KeptMessage.objects.filter(expires_at=None, case_key__isnull=False)
    for organisation, case_key in until_end.values_list("organisation_id", "case_key").distinct():
        if Case.objects.filter(organisation=organisation, key=case_key).exists():
            store().run([kept.drop_ended(organisation, str(case_key))])
    return 0
