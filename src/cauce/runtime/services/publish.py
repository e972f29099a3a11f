"""Publish a message, or throw a signal, from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from cauce.calendar import TimerTextError, add_duration, as_duration
from cauce.correlation import Signal, key_text, lane, published
from cauce.runtime.deployed import deployed
from cauce.runtime.effects import signals
from cauce.runtime.effects.drain import drain
from cauce.runtime.effects.outgoing import INSERT
from cauce.runtime.effects.parcels import Parcel, of_message, write
from cauce.runtime.errors import Refused
from cauce.runtime.execute import utcnow
from cauce.runtime.idempotency import once
from cauce.runtime.models import Case
from cauce.runtime.scope import in_organisation
from cauce.runtime.services.start import find_organisation
from cauce.runtime.store import store
from cauce.runtime.texts import check_names, check_present
from cauce.runtime.transactions import one_transaction
from cauce.runtime.uids import new_uid
from cauce.runtime.values import normalized


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """The id of the message."""

    message_id: UUID


@in_organisation
@one_transaction
def publish(
    *,
    organisation: str,
    message: str,
    case_key: str | None = None,
    key: object = None,
    variables: Mapping[str, object] | None = None,
    ttl: object = None,
    idempotency_key: str | None = None,
) -> Published:
    """Publish a message; where nobody can take it, it is kept for `ttl` (ISO 8601).

    `key` alone correlates; where it is None, `case_key` is the key. Without `ttl` it is kept until
    its case ends, without a case for good. A repeat with the same idempotency key does nothing.
    Raises Refused: UNKNOWN_ORGANISATION, NAME_MISSING, DATA_INVALID.
    """
    check_present(message=message)
    check_names(message=message, case_key=case_key, idempotency_key=idempotency_key)
    where = find_organisation(organisation)
    values = _values(key, variables, "the message")
    slot = once(where.pk, f"publish:{message}", idempotency_key)
    if slot.first is not None:
        return Published(message_id=slot.first)
    uid, now = new_uid(), utcnow()

    def is_case(text: str) -> bool:
        return Case.objects.filter(organisation=where, key=text).exists()

    parcel = published(
        id=str(uid),
        name=message,
        key=values["key"],
        case_key=case_key,
        variables=values["variables"],
        expires_at=_expiry(now, ttl),
        is_case=is_case,
    )
    send(where.pk, lane(parcel) or "", [(None, of_message(parcel))])
    slot.fill(uid)
    return Published(message_id=uid)


@in_organisation
@one_transaction
def signal(
    *,
    organisation: str,
    signal: str,
    key: object = None,
    variables: Mapping[str, object] | None = None,
) -> None:
    """Throw a signal to all who listen now, and to the processes that it starts.

    Raises Refused: UNKNOWN_ORGANISATION, NAME_MISSING, DATA_INVALID.
    """
    check_present(signal=signal)
    check_names(signal=signal)
    where = find_organisation(organisation)
    values = _values(key, variables, "the signal")
    thrown = Signal(name=signal, key=values["key"], variables=values["variables"])
    found = deployed(where.pk, where.epoch)
    receivers = list(signals.receivers(store(), found, thrown, utcnow(), sender=0))
    send(where.pk, f"signal:{signal}", receivers)


def _expiry(now: datetime, ttl: object) -> datetime | None:
    if ttl is None:
        return None
    try:
        return add_duration(now, as_duration(ttl))
    except (TimerTextError, OverflowError) as error:
        raise Refused("DATA_INVALID", f"In the time to live of the message: {error}") from error


def _values(key: object, variables: Mapping[str, object] | None, what: str) -> dict[str, Any]:
    values = normalized({"key": key}, what)
    check_names(key=key_text(values["key"]))
    return {**values, "variables": normalized(variables, what)}


def send(organisation: int, name: str, parcels: list[tuple[int | None, Parcel]]) -> None:
    """Put parcels on their way in one lane, delivered after the commit."""
    here = store()
    now = here.value(utcnow())
    here.run(
        [
            (
                INSERT,
                (organisation, name, str(parcel.__struct_config__.tag), target, write(parcel), now),
            )
            for target, parcel in parcels
        ]
    )
    transaction.on_commit(partial(drain, organisation, name))
