"""What the explorations of this package share: the records of its clients, and what must hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from cauce.testing.effects import Post
from cauce.testing.exploration import (
    Behaviour,
    Message,
    OpenWorld,
    Report,
    explore,
)
from cauce.testing.instance import Instance
from cauce.testing.views import Job, Task

PACKAGE = "ciclo_de_vida_cliente"
CLIENT = "CLI-1"
WARNINGS = ("_por_vencer", "_vencida")

Explorer = Callable[..., Report]


def in_force(records: dict[str, Any], _job: Job) -> Mapping[str, Any]:
    return {"en_vigor": records["en_vigor"]}


def active(records: dict[str, Any], _job: Job) -> Mapping[str, Any]:
    return {"activo": records["en_vigor"]}


def pending(records: dict[str, Any], _job: Job) -> Mapping[str, Any]:
    return {"pendiente": not records["inactivo"], "zona": "America/Santiago"}


def leave(records: dict[str, Any], _job: Job) -> Mapping[str, Any]:
    records["en_vigor"] = False
    return {"con_ciclos": records["con_ciclos"]}


def inactivate(records: dict[str, Any], _job: Job) -> None:
    records["inactivo"] = True


def last_invoice(records: dict[str, Any], _job: Job) -> Mapping[str, Any]:
    records["ultimas_facturas"] += 1
    return {"ultima_factura": "FAC-000001"}


def only_in_force(name: str) -> Callable[[dict[str, Any], Job], None]:
    """A change of the records that may only happen while the contract is in force."""

    def change(records: dict[str, Any], _job: Job) -> None:
        records["hechos"] = [*records["hechos"], (name, records["en_vigor"])]

    return change


HANDLERS = {
    "crm.contrato_en_vigor": in_force,
    "crm.cliente_activo": active,
    "crm.baja_pendiente": pending,
    "crm.poner_en_baja": leave,
    "crm.inactivar_cliente": inactivate,
    "billing.emitir_ultima_factura": last_invoice,
    "crm.activar_cliente": only_in_force("activar"),
    "billing.aplicar_modificacion": only_in_force("facturar"),
}
RECORDS = {
    "en_vigor": True,
    "inactivo": False,
    "con_ciclos": False,
    "ultimas_facturas": 0,
    "hechos": [],
}


def signed(act: str, **variables: str) -> Message:
    """A contract that is signed, as its service tells it."""
    return Message(
        name="contrato_firmado",
        key=CLIENT,
        variables={"cliente_id": CLIENT, "acto": act, **variables},
        label=act,
    )


def on_its_way(world: OpenWorld, name: str) -> bool:
    """Whether a message of that name has been thrown and not been delivered."""
    effects = (effect for lane in world.lanes.values() for effect in lane)
    return any(isinstance(effect, Post) and effect.message.name == name for effect in effects)


def no_second_one(world: OpenWorld) -> str | None:
    """At most one alta, baja, modificación and feedback of a client at a time; acts in force."""
    running = Counter(
        (i.process_id, i.state.variables.get("cliente_id"))
        for i in world.active()
        if i.process_id not in {"farming", "feedback_campana"}
    )
    for (process, client), count in running.items():
        if count > 1:
            return f"{count} of {process} at a time for {client}"
    for name, was_in_force in world.records["hechos"]:
        if not was_in_force:
            return f"{name} although the contract is not in force"
    return None


def results(instance: Instance) -> list[str]:
    """The outcomes that an instance came to."""
    return [end for end in instance.ends if end.startswith("fin_")]


def closed_for_good(world: OpenWorld) -> str | None:
    """Every instance has one outcome; after a baja the client is inactive, and billed once."""
    for instance in world.instances:
        if len(results(instance)) != 1:
            return f"{instance.process_id} came to {results(instance)}"
    records = world.records
    if records["en_vigor"]:
        return None
    own_invoices = 0 if records["con_ciclos"] else 1
    if not records["inactivo"] or records["ultimas_facturas"] != own_invoices:
        return f"the baja left the client as {records}"
    return None


def no_warnings(_world: OpenWorld, _process: str, element: str) -> bool:
    return not element.endswith(WARNINGS)


@pytest.fixture(scope="session")
def exploration() -> Explorer:
    """Explore the package with the clients' records, within the bounds given."""

    def run(
        begin: Callable[[OpenWorld], None],
        *,
        answers: Callable[[OpenWorld, Task], Iterable[Mapping[str, Any]]] = lambda _w, _t: ({},),
        owed: Callable[[OpenWorld], Iterable[Message]] = lambda _w: (),
        optional: Callable[[OpenWorld], Iterable[Message]] = lambda _w: (),
        records: Mapping[str, Any] | None = None,
        handlers: Mapping[str, Any] | None = None,
        fires: Callable[[OpenWorld, str, str], bool] = no_warnings,
    ) -> Report:
        behaviour = Behaviour(
            answers=answers,
            owed=owed,
            optional=optional,
            fires=fires,
            handlers={**HANDLERS, **(handlers or {})},
            records={**RECORDS, **(records or {})},
            always=no_second_one,
            finally_=closed_for_good,
        )
        return explore(begin, packages=[PACKAGE], behaviour=behaviour)

    return run
