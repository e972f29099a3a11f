"""Who hears a signal: the instances that listen now, and the processes that it starts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from cauce.correlation import Signal, key_text, starts_by
from cauce.engine import commands as c
from cauce.feel import to_wire
from cauce.runtime.deployed import Deployed
from cauce.runtime.effects.parcels import Parcel, StartParcel, of_command
from cauce.runtime.store import Store

_LISTENING = (
    "SELECT instance_id, key FROM cauce_subscription WHERE organisation_id = ? AND name = ? "
    "AND kind = 'signal' AND instance_id <> ?"
)
_WITH_KEY = " AND correlation = ?"
_ORDER = " ORDER BY instance_id, id"


def receivers(
    store: Store, found: Deployed, signal: Signal, now: datetime, *, sender: int
) -> Iterator[tuple[int | None, Parcel]]:
    """Give a delivery for each other instance that listens, then for each process it starts."""
    sql, parameters = _LISTENING, [found.organisation, signal.name, sender]
    text = key_text(signal.key)
    if text is not None:
        sql, parameters = sql + _WITH_KEY, [*parameters, text]
    keys: dict[int, list[int]] = {}
    for instance, key in store.rows(sql + _ORDER, parameters):
        keys.setdefault(instance, []).append(key)
    for instance, listening in keys.items():
        yield (
            instance,
            of_command(
                c.DeliverSignal(
                    keys=tuple(listening), name=signal.name, variables=dict(signal.variables)
                )
            ),
        )
    for at in found.starts("signal"):
        if starts_by(signal, at.listener.name, at.listener.correlation, now):
            yield (
                None,
                StartParcel(
                    at.definition.id,
                    at.listener.node_id,
                    to_wire(dict(signal.variables)),
                    signal.origin,
                ),
            )
