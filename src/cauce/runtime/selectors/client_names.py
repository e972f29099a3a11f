"""Whom cases are about, as their variables name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cauce.engine.codec import decode_state
from cauce.runtime.models import Instance


def clients(*, organisation: str, case_keys: Iterable[str]) -> dict[str, str]:
    """Give the client's name of each case that names one; one query."""
    rows = Instance.objects.filter(organisation__key=organisation, case__key__in=set(case_keys))
    found: dict[str, str] = {}
    for key, state in rows.order_by("pk").values_list("case__key", "state"):
        if key in found:
            continue
        name = client_of(decode_state(bytes(state)).variables)
        if name:
            found[key] = name
    return found


def client_of(variables: Mapping[str, Any]) -> str:
    """Give the client that variables name: `cliente.nombre`, else `cliente_id`, else nothing."""
    client = variables.get("cliente")
    name = client.get("nombre") if isinstance(client, Mapping) else client
    return next((str(v) for v in (name, variables.get("cliente_id")) if v), "")
