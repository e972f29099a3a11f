"""Deliveries that their sender did not get to, and what nobody waits for any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from cauce.runtime import setbacks
from cauce.runtime.effects import kept
from cauce.runtime.effects.drain import drain
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Case, Delivery, KeptMessage
from cauce.runtime.store import store

PATIENCE = timedelta(seconds=5)
"""How long a delivery is left to its sender."""
BATCH = 100
"""Lanes that one round looks after."""


def deliver_left() -> int:
    """Empty the lanes in which something has waited for too long.

    Tells how many are no longer due: emptied, or failed, which has been noted.
    """
    now = utcnow()
    old = waiting(now).filter(created_at__lt=now - PATIENCE)
    first = old.order_by("pk").values_list("pk", "organisation_id", "lane")[:BATCH]
    moved = 0
    for pk, organisation, lane in list(first):
        drain(organisation, lane)
        moved += not waiting(utcnow()).filter(pk=pk).exists()
    return moved


def waiting(now: datetime) -> QuerySet[Delivery]:
    """Give the first delivery of each lane, where it may be tried now."""
    earlier = Delivery.objects.filter(
        organisation=OuterRef("organisation"), lane=OuterRef("lane"), pk__lt=OuterRef("pk")
    )
    return Delivery.objects.exclude(Exists(earlier)).exclude(setbacks.held("delivery", now))


def drop_expired() -> int:
    """Drop kept messages whose time to live is over, or whose case has ended; nothing waits."""
    over = KeptMessage.objects.filter(expires_at__lte=utcnow())
    if over.exists():
        over.delete()
    until_end = KeptMessage.objects.filter(expires_at=None, case_key__isnull=False)
    for organisation, case_key in until_end.values_list("organisation_id", "case_key").distinct():
        if Case.objects.filter(organisation=organisation, key=case_key).exists():
            store().run([kept.drop_ended(organisation, str(case_key))])
    setbacks.forget_withdrawn()
    return 0
