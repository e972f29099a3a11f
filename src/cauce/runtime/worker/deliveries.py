"""Deliveries that their sender did not get to, and kept messages whose time is over."""

from __future__ import annotations

from datetime import timedelta

from cauce.runtime.effects.drain import drain
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Delivery, KeptMessage

PATIENCE = timedelta(seconds=5)
"""How long a delivery is left to its sender."""


def deliver_left() -> int:
    """Empty the lanes in which something has waited for too long; tell how many lanes."""
    old = Delivery.objects.filter(created_at__lt=utcnow() - PATIENCE, attempts=0)
    lanes = list(old.order_by().values_list("organisation_id", "lane").distinct()[:100])
    for organisation, lane in lanes:
        drain(organisation, lane)
    return len(lanes)


def drop_expired() -> int:
    """Drop kept messages whose time to live is over; nothing else waits for that."""
    KeptMessage.objects.filter(expires_at__lte=utcnow()).delete()
    return 0
