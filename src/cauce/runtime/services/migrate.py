"""Move one instance to another version of its process."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from cauce.runtime.deployed import deployed
from cauce.runtime.errors import Refused
from cauce.runtime.models import Instance
from cauce.runtime.moving import Asked, Moved, move, version_of
from cauce.runtime.scope import of_instance
from cauce.runtime.services.start import may_act
from cauce.runtime.store import store
from cauce.runtime.transactions import one_transaction
from cauce.runtime.uids import read_uid


@of_instance
@one_transaction
def migrate(
    *,
    instance: str | UUID,
    to: int | None = None,
    mapping: Mapping[str, str] | None = None,
    renew: Collection[str] = (),
    by: str | None = None,
    dry_run: bool = False,
) -> Moved:
    """Move an active instance to version `to` of its process (None: the latest).

    `mapping`: new element ids by old ones, where they differ; `renew`: the old ids of events whose
    timer or subscription begins anew instead of being kept. With `dry_run` all is done and undone:
    what comes back, or is refused, is what would. Raises Refused: UNKNOWN_INSTANCE,
    UNKNOWN_VERSION, NOT_ALLOWED, ALREADY_THERE, INSTANCE_ENDED, STEP_LIMIT, and MIGRATION_REFUSED
    with `.misfits` (dicts: element, name, target, code, message); then nothing has changed.
    """
    uid = read_uid(instance, "an instance", "UNKNOWN_INSTANCE")
    found = Instance.objects.select_related("organisation").filter(uid=uid).first()
    if found is None:
        raise Refused("UNKNOWN_INSTANCE", f"Expected the id of an instance, came {instance}.")
    where = found.organisation
    may_act(deployed(where.pk, where.epoch), by, where.key)
    target = version_of(where, found.process, to)
    asked = Asked(mapping=mapping or {}, renew=renew)
    with transaction.atomic():
        moved = move(found.pk, target, asked, by)
        if dry_run:
            # What is still held would break at the COMMIT, which there is none of.
            store().run([])
            transaction.set_rollback(True)
    return moved
