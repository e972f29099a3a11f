"""Mend what an incident stopped: correct data, try again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.db import transaction

from cauce.engine import commands as c
from cauce.runtime.deployed import deployed
from cauce.runtime.effects.drain import drain
from cauce.runtime.errors import Refused
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.models import Incident, Instance
from cauce.runtime.rows import lock_instance
from cauce.runtime.scope import of_incident, of_instance
from cauce.runtime.services.start import may_act
from cauce.runtime.setbacks import delivery_of
from cauce.runtime.store import store
from cauce.runtime.texts import check_texts
from cauce.runtime.transactions import one_transaction
from cauce.runtime.uids import read_uid
from cauce.runtime.values import normalized
from cauce.runtime.waking import wake


@of_incident
@one_transaction
def resolve(*, incident: int, by: str | None = None) -> None:
    """Try again what an incident stopped; a delivery at once, other work when a worker comes.

    Raises Refused: UNKNOWN_INCIDENT, NOT_ALLOWED.
    """
    found = open_incident(incident, by)
    if found.work is None:
        assert found.instance_id is not None
        _command(found.instance_id, c.ResolveIncident(key=found.key, actor=by))
        return
    due_now = Incident.objects.filter(pk=found.pk, resolved_at=None)
    due_now.update(retry_at=utcnow(), resolved_by=by)
    for delivery in delivery_of(found):
        transaction.on_commit(partial(drain, delivery.organisation_id, delivery.lane))
    transaction.on_commit(wake)


def open_incident(incident: int, by: str | None) -> Incident:
    """Find an open incident for somebody. Raises Refused: UNKNOWN_INCIDENT, NOT_ALLOWED."""
    found = None
    if isinstance(incident, int):
        found = Incident.objects.filter(pk=incident, resolved_at=None).first()
    if found is None:
        raise Refused("UNKNOWN_INCIDENT", f"Expected the id of an open incident, came {incident}.")
    where = found.organisation
    may_act(deployed(where.pk, where.epoch), by, where.key)
    return found


@of_instance
@one_transaction
def set_variables(
    *, instance: str | UUID, variables: Mapping[str, object], reason: str, by: str | None = None
) -> None:
    """Correct variables of an instance, with a reason. Raises Refused: UNKNOWN_INSTANCE,
    NOT_ALLOWED, DATA_INVALID.
    """
    check_texts(reason=reason)
    uid = read_uid(instance, "an instance", "UNKNOWN_INSTANCE")
    found = Instance.objects.select_related("organisation").filter(uid=uid).first()
    if found is None:
        raise Refused("UNKNOWN_INSTANCE", f"Expected the id of an instance, came {instance}.")
    values = normalized(variables, "the correction")
    may_act(deployed(found.organisation.pk, found.organisation.epoch), by, found.organisation.key)
    _command(found.pk, c.SetVariables(variables=values, reason=reason, actor=by))


def _command(instance: int, command: c.Command) -> None:
    row = lock_instance(store(), instance)
    assert row is not None
    rejection = execute(store(), row, command, utcnow())
    if rejection is not None:
        raise Refused(rejection.code, rejection.message, **rejection.details)
