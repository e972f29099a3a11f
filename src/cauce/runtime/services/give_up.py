"""Give up a delivery that fails for good, so that what waits behind it goes on."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from cauce.runtime.effects.drain import drain
from cauce.runtime.effects.given_up import record
from cauce.runtime.errors import Refused
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Incident
from cauce.runtime.scope import of_incident
from cauce.runtime.services.repair import open_incident
from cauce.runtime.setbacks import delivery_of
from cauce.runtime.texts import check_texts
from cauce.runtime.transactions import one_transaction


@of_incident
@one_transaction
def give_up(*, incident: int, reason: str, by: str | None = None) -> None:
    """Drop the delivery that an incident is about, for a reason, which is kept with who gave it.

    Nobody receives it; the journal of whoever would have, else of the sender, says so. A call
    activity that waited for it gets an incident of its own. What else an incident stops is
    resolved, or ended by cancelling its case. Raises Refused: UNKNOWN_INCIDENT, REASON_MISSING,
    NO_DELIVERY, NOT_ALLOWED, DATA_INVALID.
    """
    check_texts(reason=reason)
    if not (reason and reason.strip()):
        raise Refused("REASON_MISSING", "Expected the reason why it is given up, came none.")
    found = open_incident(incident, by)
    if found.work != "delivery":
        raise Refused(
            "NO_DELIVERY",
            f"Expected an incident about a delivery, {incident} is {found.code}: resolve it, or "
            "cancel its case.",
        )
    # As whoever delivers: the delivery is locked, then an instance, then the incident.
    delivery = delivery_of(found).select_for_update().first()
    if delivery is None:
        raise Refused("UNKNOWN_INCIDENT", f"The delivery of incident {incident} went through.")
    record(delivery, found.instance_id, reason, by)
    Incident.objects.filter(pk=found.pk).update(
        resolved_at=utcnow(), retry_at=None, resolved_by=by, reason=reason
    )
    delivery.delete()
    transaction.on_commit(partial(drain, delivery.organisation_id, delivery.lane))
