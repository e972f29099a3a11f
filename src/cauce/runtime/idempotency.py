"""Doing something once for a key, however often it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cauce.runtime.execute import utcnow
from cauce.runtime.models import IdempotencyKey
from cauce.runtime.store import store
from cauce.runtime.uids import new_uid

_CLAIM = (
    "INSERT INTO cauce_idempotency_key (organisation_id, scope, key, result, created_at) "
    "VALUES (?, ?, ?, ?, ?) ON CONFLICT (organisation_id, scope, key) DO NOTHING"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """`first`: the result of the first call, where this is a repeat."""

    organisation: int
    scope: str
    key: str | None
    first: UUID | None = None

    def fill(self, result: UUID) -> None:
        """Keep the result for repeats."""
        if self.key is not None:
            IdempotencyKey.objects.filter(
                organisation=self.organisation, scope=self.scope, key=self.key
            ).update(result=result)


def once(organisation: int, scope: str, key: str | None) -> Slot:
    """Claim a key in the caller's transaction; a second call waits for the first to commit."""
    slot = Slot(organisation=organisation, scope=scope, key=key)
    if key is None:
        return slot
    here = store()
    values = (organisation, scope, key, here.value(new_uid()), here.value(utcnow()))
    if here.run([(_CLAIM, values)])[0]:
        return slot
    first = IdempotencyKey.objects.values_list("result", flat=True).get(
        organisation=organisation, scope=scope, key=key
    )
    return Slot(organisation=organisation, scope=scope, key=key, first=first)
