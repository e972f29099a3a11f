"""Start a process."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from cauce.runtime.begin import Started, begin
from cauce.runtime.deployed import Deployed, deployed
from cauce.runtime.errors import Refused
from cauce.runtime.idempotency import once
from cauce.runtime.models import Case, Instance, Organisation
from cauce.runtime.scope import in_organisation, within
from cauce.runtime.texts import check_names
from cauce.runtime.transactions import one_transaction
from cauce.runtime.values import normalized


@in_organisation
@one_transaction
def start(
    *,
    organisation: str,
    process: str,
    data: Mapping[str, object] | None = None,
    by: str | None = None,
    start_event: str | None = None,
    case_key: str | None = None,
    idempotency_key: str | None = None,
) -> Started:
    """Start an instance of a process's latest version; give its id and its case's key.

    `case_key`: the case that it joins, or opens under that key; None: a new one. A repeat with the
    same idempotency key gives the first result. Raises Refused.
    """
    check_names(process=process, case_key=case_key, idempotency_key=idempotency_key)
    where = find_organisation(organisation)
    found = deployed(where.pk, where.epoch)
    may_act(found, by, organisation)
    definition = found.process(process)
    if definition is None:
        raise Refused(
            "UNKNOWN_PROCESS",
            f"Expected the id of a deployed executable process, came «{process}».",
        )
    values = normalized(data, "the start data")
    slot = once(where.pk, f"start:{process}", idempotency_key)
    if slot.first is not None:
        return _started(slot.first)
    begun = begin(
        organisation=where.pk,
        definition=definition,
        start_event=start_event,
        variables=values,
        case_key=case_key,
        actor=by,
    )
    slot.fill(begun.instance_id)
    return begun


def find_organisation(key: str) -> Organisation:
    """Give the organisation with that key. Raises Refused: UNKNOWN_ORGANISATION, DATA_INVALID."""
    check_names(organisation=key)
    with within(key):
        found = Organisation.objects.filter(key=key).first()
    if found is None:
        raise Refused("UNKNOWN_ORGANISATION", f"Expected the key of an organisation, came «{key}».")
    return found


def may_act(found: Deployed, by: str | None, organisation: str) -> None:
    """Hold an actor to be a member. Raises Refused: NOT_ALLOWED."""
    if by is not None and not found.rights.is_member(by):
        raise Refused("NOT_ALLOWED", f"{by} does not work in «{organisation}».")


def _started(uid: UUID) -> Started:
    instance = Instance.objects.get(uid=uid)
    case = Case.objects.get(pk=instance.case_id)
    return Started(instance_id=instance.uid, case_key=case.key)
