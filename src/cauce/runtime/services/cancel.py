"""Cancel a case."""

from __future__ import annotations

from cauce.engine import commands as c
from cauce.runtime.deployed import deployed
from cauce.runtime.effects.parcels import Parcel, of_command
from cauce.runtime.errors import Refused
from cauce.runtime.models import Case, Instance
from cauce.runtime.scope import in_organisation
from cauce.runtime.services.publish import send
from cauce.runtime.services.start import find_organisation, may_act
from cauce.runtime.texts import check_names, check_texts
from cauce.runtime.transactions import one_transaction


@in_organisation
@one_transaction
def cancel(*, case_key: str, organisation: str, reason: str, by: str | None = None) -> None:
    """End all active instances of a case, with a reason.

    Recorded in one transaction; each instance ends in one of its own. Raises Refused:
    UNKNOWN_CASE, REASON_MISSING, NOT_ALLOWED, DATA_INVALID.
    """
    check_names(case_key=case_key)
    check_texts(reason=reason)
    if not (reason and reason.strip()):
        raise Refused("REASON_MISSING", "Expected the reason why the case is cancelled, came none.")
    where = find_organisation(organisation)
    may_act(deployed(where.pk, where.epoch), by, organisation)
    case = Case.objects.filter(organisation=where, key=case_key).first()
    if case is None:
        raise Refused("UNKNOWN_CASE", f"Expected the key of a case, came «{case_key}».")
    active = Instance.objects.filter(case=case, status="active").order_by("pk")
    command = of_command(c.CancelInstance(reason=reason, actor=by))
    instances = active.values_list("pk", flat=True)
    parcels: list[tuple[int | None, Parcel]] = [(pk, command) for pk in instances]
    send(where.pk, case_key, parcels)
