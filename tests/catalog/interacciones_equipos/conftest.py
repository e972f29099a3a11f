"""What the explorations of this package share: the records of a client, and what must hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pytest

from cauce.testing.exploration import Behaviour, Message, OpenWorld, Report, explore
from cauce.testing.views import Job, Task

PACKAGE = "interacciones_equipos"
CLIENT = "CLI-1"
CYCLES = {"ciclo_comercial", "ciclo_administrativo"}
RECORDS = {"en_baja": False, "primera": False, "sin_facturar": 0, "en_corrida": 0, "cerrada": False}

Explorer = Callable[..., Report]
Records = dict[str, Any]
Data = Mapping[str, Any]


def is_active(records: Records, job: Job) -> Data:
    """A prospect that was referred is a client of its own."""
    return {"activo": job.variables["cliente_id"] != CLIENT or not records["en_baja"]}


def leave(records: Records, _job: Job) -> None:
    records["en_baja"] = True


def approve_hours(records: Records, _job: Job) -> None:
    records["sin_facturar"] += 1


def issue_first(records: Records, _job: Job) -> None:
    records["primera"] = True


def issued(records: Records, _job: Job) -> Data:
    unbilled = records["sin_facturar"] > 0
    return {"primera_emitida": records["primera"], "horas_sin_facturar": unbilled}


def prepare_run(records: Records, _job: Job) -> Data:
    records["en_corrida"] += records["sin_facturar"]
    records["sin_facturar"] = 0
    return {"corrida": {"facturas": [], "quedan_horas": False}}


def issue_run(records: Records, _job: Job) -> Data:
    records["en_corrida"] = 0
    return {"quedan_horas": False}


def pending(records: Records, _job: Job) -> Data:
    left = records["sin_facturar"] + records["en_corrida"] > 0
    return {"pendiente": {"hay": left, "partidas": []}}


def bill_the_rest(records: Records, _job: Job) -> None:
    records["sin_facturar"] = records["en_corrida"] = 0


HANDLERS = {
    "crm.cliente_activo": is_active,
    "crm.marcar_en_baja": leave,
    "talent.registrar_gestion": approve_hours,
    "billing.emitir_factura_inicial": issue_first,
    "billing.leer_emitido": issued,
    "billing.preparar_corrida": prepare_run,
    "billing.emitir_corrida": issue_run,
    "billing.leer_pendiente": pending,
    "billing.cerrar_facturacion": bill_the_rest,
}


def baja(world: OpenWorld, times: int = 2) -> Iterator[Message]:
    """The client leaves, at any moment, as often as that."""
    if world.sent["baja"] < times:
        yield Message(name="baja", key=CLIENT)


def no_second_cycle(world: OpenWorld) -> str | None:
    """One cycle of each kind at a time; billed hours only after the first invoice."""
    running = Counter(i.process_id for i in world.active() if i.process_id in CYCLES)
    for process, count in running.items():
        if count > 1:
            return f"{count} of {process} at a time"
    if world.records["en_corrida"] and not world.records["primera"]:
        return "hours are billed before the first invoice"
    return None


def nothing_left(world: OpenWorld) -> str | None:
    """After the baja every instance has one outcome, and no hours stay unbilled."""
    for instance in world.instances:
        outcomes = [end for end in instance.ends if end in OUTCOMES]
        if len(outcomes) != 1:
            return f"{instance.process_id} came to {outcomes}"
    records = world.records
    if records["sin_facturar"] or records["en_corrida"]:
        return f"hours stay unbilled: {records}"
    return None


OUTCOMES = {
    "fin_ganada",
    "fin_perdida",
    "fin_perdida_baja",
    "fin_proyecto",
    "fin_baja_proyecto",
    "fin_baja_proyecto_inicio",
    "fin_backoffice",
    "fin_backoffice_sin_contrato",
    "fin_baja_backoffice",
    "fin_baja_backoffice_inicio",
    "fin_servicio",
    "fin_baja_servicio",
    "fin_baja_servicio_inicio",
    "fin_baja_comercial",
    "fin_baja_comercial_inicio",
    "fin_baja_administrativo",
    "fin_baja_administrativo_inicio",
}


def forward(_world: OpenWorld, _task: Task) -> Iterable[Data]:
    return ({},)


def no_timer(_world: OpenWorld, _process: str, _element: str) -> bool:
    return False


@pytest.fixture(scope="session")
def exploration() -> Explorer:
    """Explore the package with a client's records, within the bounds given."""

    def run(
        process: str,
        start_event: str | None = None,
        data: Data | None = None,
        *,
        answers: Callable[[OpenWorld, Task], Iterable[Data]] = forward,
        owed: Callable[[OpenWorld], Iterable[Message]] = baja,
        handlers: Mapping[str, Any] | None = None,
        fires: Callable[[OpenWorld, str, str], bool] = no_timer,
        records: Data | None = None,
    ) -> Report:
        def begin(world: OpenWorld) -> None:
            version = world.definitions.latest(process)
            variables = {"cliente_id": CLIENT, **(data or {})}
            key = CLIENT if process in CYCLES else None
            world.start(version, variables, start_event=start_event, message_key=key)

        behaviour = Behaviour(
            answers=answers,
            owed=owed,
            fires=fires,
            handlers={**HANDLERS, **(handlers or {})},
            records={**RECORDS, **(records or {})},
            always=no_second_cycle,
            finally_=nothing_left,
        )
        return explore(begin, packages=[PACKAGE], behaviour=behaviour)

    return run
