"""Whom cases are about, as the variables of the process that opened them name it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Min
from msgspec import DecodeError

from cauce.engine.codec import decode_state
from cauce.runtime.looking import one_look
from cauce.runtime.models import Instance
from cauce.runtime.scope import in_organisation

log = logging.getLogger("cauce.runtime")


@one_look
@in_organisation
def clients(*, organisation: str, case_keys: Iterable[str]) -> dict[str, str]:
    """Give the client's name of each case that names one, by case key; one query."""
    of_cases = Instance.objects.filter(organisation__key=organisation, case__key__in=set(case_keys))
    first = of_cases.order_by().values("case").annotate(first=Min("pk")).values("first")
    rows = Instance.objects.filter(pk__in=first).values_list("case__key", "state")
    named = ((key, _named(state)) for key, state in rows)
    return {key: name for key, name in named if name}


def clients_of(instances: Iterable[int]) -> dict[int, str]:
    """Give the client's name that each instance names, by its internal id; one query."""
    rows = Instance.objects.filter(pk__in=list(instances)).values_list("pk", "state")
    return {pk: _named(state) for pk, state in rows}


def _named(state: bytes | memoryview) -> str:
    # A list shows the others: what is wrong with this one, its own page and `cauce verify` tell.
    try:
        return client_of(decode_state(bytes(state)).variables)
    except DecodeError:
        log.exception("a state cannot be read")
        return ""


def client_of(variables: Mapping[str, Any]) -> str:
    """Give the client that variables name: `cliente.nombre`, else `cliente_id`, else nothing."""
    client = variables.get("cliente")
    name = client.get("nombre") if isinstance(client, Mapping) else client
    return next((str(v) for v in (name, variables.get("cliente_id")) if v), "")
