"""The package driven through every state that it can reach, within bounds: see `exploration`.

Every delivery in every order that the runtime allows, and a baja at any moment. Where an
exploration is about some elements, the tasks of the others stay open until the baja.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pytest

from cauce.testing.exploration import Message, OpenWorld, Report
from cauce.testing.views import Job, Task

CLIENT = "CLI-1"
Data = Mapping[str, Any]
Answers = Iterable[Data]
Explorer = Callable[..., Report]

LAST = "Última Factura"
PROJECT = ("Onboarding Proyecto", "Selección", "Entrevistas", "Asignación")
OFFICE = ("Contratos", "Setup Administrativo", "Facturación Inicial")
ACCOUNT = ("Account Management", "Oportunidades")


def leaves(times: int) -> Callable[[OpenWorld], Iterator[Message]]:
    """The client leaves, so often, at any moment."""

    def owed(world: OpenWorld) -> Iterator[Message]:
        if world.sent["baja"] < times:
            yield Message(name="baja", key=CLIENT)

    return owed


def answering(
    *names: str, **answers: tuple[Data, ...]
) -> Callable[[OpenWorld, Task], Iterable[Data]]:
    """Complete the tasks of these names with {}, those of these ids as given; no others."""

    def answer(_world: OpenWorld, task: Task) -> Answers:
        given = answers.get(task.element_id)
        return given if given is not None else ({},) if task.name in (*names, LAST) else ()

    return answer


def turning(*timers: str) -> Callable[[OpenWorld, str, str], bool]:
    """Let each of the timers fire once in an instance's life: the cycle turns twice."""

    def fires(world: OpenWorld, process: str, element: str) -> bool:
        turned = any(element in i.path for i in world.active() if i.process_id == process)
        return element in timers and not turned

    return fires


def ends(report: Report, process: str) -> set[str]:
    """The results of a process that the exploration saw."""
    every: frozenset[str] = frozenset().union(*report.outcomes)
    found = {end.removeprefix(f"{process}:") for end in every if end.startswith(f"{process}:")}
    return {end for end in found if end.startswith("fin_")}


def test_an_opportunity_is_followed_to_the_first_bill_and_an_upsell(exploration: Explorer) -> None:
    # when: one position; two bajas
    report = exploration(
        "growth_marketing_sales",
        data={"etapa": "cierre"},
        owed=leaves(2),
        answers=answering(
            "Cierre",
            *PROJECT,
            "Contratos",
            "Gestión Servicio",
            "Account Management",
            oportunidades=({"tipo": "upsell"},),
        ),
    )

    # then
    assert report.finding is None, str(report.finding)
    assert ends(report, "growth_marketing_sales") == {
        "fin_ganada",
        "fin_perdida_baja",
        "fin_perdida",
    }
    assert ends(report, "it_talent_services") == {
        "fin_posicion",
        "fin_proyecto",
        "fin_baja_proyecto",
        "fin_baja_proyecto_inicio",
    }
    assert ends(report, "ciclo_comercial") == {"fin_baja_comercial", "fin_baja_comercial_inicio"}


def test_two_positions_and_an_upsell(exploration: Explorer) -> None:
    # when
    report = exploration(
        "it_talent_services",
        "inicio_proyecto",
        owed=leaves(1),
        answers=answering(
            *PROJECT,
            "Gestión Servicio",
            "Account Management",
            onboarding_proyecto=({"posiciones": [{"titulo": "Uno"}, {"titulo": "Dos"}]},),
            oportunidades=({"tipo": "upsell"},),
        ),
    )

    # then
    assert report.finding is None, str(report.finding)
    assert ends(report, "ciclo_servicio") == {"fin_baja_servicio", "fin_baja_servicio_inicio"}


def rounds(_world: OpenWorld, task: Task) -> Answers:
    """Every answer of a position's tasks; back to Selección twice."""
    around = task.instance.path.count("seleccion")
    again = around <= 2
    match task.element_id:
        case "seleccion":
            yield from ({}, {"anulada": True}, {"candidatos": [{"persona": 1}, {"persona": 2}]})
            yield from ({"candidatos": []},) if around < 2 else ()
        case "entrevistas":
            yield from ({}, {"aceptado": False}) if again else ({},)
        case "asignacion":
            yield from ({}, {"libre": False}) if again else ({},)
        case "onboarding_proyecto" | "ultima_factura":
            yield {}
        case "contratos":
            yield {"rechazado": True}


def test_a_position_goes_back_to_selection(exploration: Explorer) -> None:
    # when
    report = exploration("it_talent_services", "inicio_proyecto", owed=leaves(1), answers=rounds)

    # then
    assert report.finding is None, str(report.finding)
    assert ends(report, "it_talent_services") == {
        "fin_posicion",
        "fin_posicion_anulada",
        "fin_proyecto",
        "fin_baja_proyecto",
    }
    assert ends(report, "backoffice") >= {"fin_backoffice_sin_contrato"}


def test_an_assignment_ends_by_date_replacement_or_refusal(exploration: Explorer) -> None:
    # when
    report = exploration(
        "it_talent_services",
        "inicio_proyecto",
        owed=leaves(1),
        answers=answering(
            *PROJECT,
            *OFFICE,
            "Facturación Recurrente",
            asignacion=({"fecha_fin": "2026-06-01"},),
            gestion_servicio=({}, {"reemplazo": True}),
            contratos=({}, {"rechazado": True}),
        ),
        fires=turning("termino_asignacion"),
    )

    # then
    assert report.finding is None, str(report.finding)
    assert ends(report, "ciclo_servicio") == {
        "fin_por_reemplazo",
        "fin_servicio",
        "fin_baja_servicio",
        "fin_baja_servicio_inicio",
    }
    assert ends(report, "backoffice") == {
        "fin_backoffice",
        "fin_backoffice_sin_contrato",
        "fin_baja_backoffice",
        "fin_baja_backoffice_inicio",
    }


def test_service_and_administration_turn_twice(exploration: Explorer) -> None:
    # when
    report = exploration(
        "ciclo_servicio",
        "inicio_servicio",
        {"asignacion_id": "A-1", "persona": "PER-1"},
        records={"primera": True},
        owed=leaves(1),
        answers=lambda _world, task: () if task.name in ACCOUNT else ({},),
        fires=turning("servicio_proximo_turno", "administrativo_proximo_turno"),
    )

    # then
    assert report.finding is None, str(report.finding)
    assert ends(report, "ciclo_administrativo") == {
        "fin_baja_administrativo",
        "fin_baja_administrativo_inicio",
    }


def hours_and_invoices(world: OpenWorld) -> Iterator[Message]:
    """Hours twice, a first invoice once, and two bajas, at any moment."""
    yield from leaves(2)(world)
    for name, times in (("horas_aprobadas", 2), ("factura_inicial_emitida", 1)):
        if world.sent[name] < times:
            yield Message(
                name=name, key=CLIENT, variables={"cliente_id": CLIENT}, time_to_live="PT0S"
            )


@pytest.mark.parametrize("first", ["inicio_horas", "inicio_factura_inicial"])
def test_administration_takes_hours_and_invoices_at_any_moment(
    exploration: Explorer, first: str
) -> None:
    # when: in the records all has been billed, so what comes is facts alone
    report = exploration(
        "ciclo_administrativo",
        first,
        owed=hours_and_invoices,
        records={"primera": True},
        fires=turning("administrativo_proximo_turno"),
    )

    # then
    assert report.finding is None, str(report.finding)
    assert ends(report, "ciclo_administrativo") == {
        "fin_baja_administrativo",
        "fin_baja_administrativo_inicio",
    }


def test_the_account_turns_twice_with_every_kind_of_opportunity(exploration: Explorer) -> None:
    # when
    lost = ({"perdida": True, "motivo": "precio"},)
    report = exploration(
        "ciclo_comercial",
        "inicio_cuenta",
        owed=leaves(2),
        answers=answering(
            "Account Management",
            oportunidades=({}, {"tipo": ["upsell", "cross_sell"]}, {"tipo": "referido"}),
            awareness=lost,
            interes=lost,
            evaluacion=lost,
        ),
        fires=turning("comercial_proximo_turno"),
    )

    # then
    assert report.finding is None, str(report.finding)
    assert ends(report, "growth_marketing_sales") == {"fin_perdida", "fin_perdida_baja"}


def always_active(_records: Mapping[str, Any], _job: Job) -> Data:
    return {"activo": True}


def test_without_the_question_to_the_records_a_cycle_is_born_again(exploration: Explorer) -> None:
    # when
    report = exploration(
        "backoffice",
        "inicio_backoffice",
        {"asignacion_id": "A-1", "persona": "PER-1"},
        owed=leaves(1),
        answers=answering(*OFFICE),
        handlers={"crm.cliente_activo": always_active},
    )

    # then
    assert report.finding is not None
    assert report.finding.complaint.startswith("nothing moves ciclo_administrativo")
    assert "message baja" in report.finding.trace
    assert "deliver message factura_inicial_emitida CLI-1" in report.finding.trace


def forgets_the_hours(records: dict[str, Any], _job: Job) -> Data:
    return {"pendiente": {"hay": False, "partidas": []}}


def test_hours_that_the_last_invoice_does_not_see_are_found(exploration: Explorer) -> None:
    """The records tell what is unbilled: the facts of an instance alone are not enough."""
    # when
    report = exploration(
        "ciclo_servicio",
        "inicio_servicio",
        {"asignacion_id": "A-1", "persona": "PER-1"},
        owed=leaves(1),
        answers=answering("Gestión Servicio"),
        handlers={"billing.leer_pendiente": forgets_the_hours},
    )

    # then
    assert report.finding is not None
    assert report.finding.complaint.startswith("hours stay unbilled")
