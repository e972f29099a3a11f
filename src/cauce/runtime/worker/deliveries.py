"""Deliveries that their sender did not get to, and what nobody waits for any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from cauce.runtime import setbacks
from cauce.runtime.effects import kept
from cauce.runtime.effects.drain import drain
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Case, Delivery, KeptMessage
from cauce.runtime.scope import across, within
from cauce.runtime.store import store
from cauce.runtime.whose import whose

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
    with across():
        first = list(old.order_by("pk").values_list("pk", "organisation_id", "lane")[:BATCH])
    moved = 0
    for pk, organisation, lane in first:
        drain(organisation, lane)
        with within(organisation):
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
    for organisation in whose(over):
        with within(organisation):
            over.delete()
    until_end = KeptMessage.objects.filter(expires_at=None, case_key__isnull=False)
    for organisation in whose(until_end):
        with within(organisation):
            _drop_ended(organisation, until_end.filter(organisation=organisation))
    setbacks.forget_withdrawn()
    return 0


def _drop_ended(organisation: int, kept_until_end: QuerySet[KeptMessage]) -> None:
    for case_key in kept_until_end.values_list("case_key", flat=True).distinct():
        if Case.objects.filter(organisation=organisation, key=case_key).exists():
            store().run([kept.drop_ended(organisation, str(case_key))])
