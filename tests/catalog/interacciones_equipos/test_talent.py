"""From a won project to an assignment: people by name, chosen by a yes, on the position's terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from cauce.testing import Instance, Sandbox

POSITION = {
    "titulo": "Backend",
    "desde": "2027-01-04",
    "hasta": "2027-06-30",
    "dedicacion": 80,
    "tarifa_mensual": 4300,
}
STARTS = date(2027, 1, 4)
EVA = {"nombre": "Eva Mora", "razones": "La pide el cliente"}


@pytest.fixture
def sandbox() -> Sandbox:
    sandbox = Sandbox()
    sandbox.load_package("interacciones_equipos")
    return sandbox


@pytest.fixture
def project(sandbox: Sandbox) -> Instance:
    """A project with one position, at its Selección."""
    sandbox.publish("proyecto_ganado", variables={"cliente_id": "CLI-1"})
    (project,) = sandbox.instances
    _do(project, posiciones=[POSITION])
    return project


def _do(instance: Instance, **data: Any) -> None:
    instance.complete(instance.tasks()[0], data, check_form=True)


def _asked(sandbox: Sandbox, handler: str) -> Mapping[str, Any]:
    return sandbox.calls(handler)[-1].variables


def test_who_is_proposed_stands_in_the_shortlist_by_name_the_first_with_a_yes(
    sandbox: Sandbox, project: Instance
) -> None:
    _do(project)

    (interview,) = project.tasks()
    assert interview.name == "Entrevistas"
    _do(project)
    (chosen,) = _asked(sandbox, "talent.registrar_entrevistas")["shortlist"]
    assert (chosen["persona"], chosen["nombre"]) == ("PER-000017", "Camila Reyes")
    assert chosen["disponible_desde"] == "2027-01-04"


def test_a_no_leaves_somebody_out_and_a_row_brings_somebody_in(
    sandbox: Sandbox, project: Instance
) -> None:
    proposed = [{"nombre": "Camila Reyes", "entrevistar": False}, {"nombre": "Tomás Araya"}, EVA]

    _do(project, candidatos=proposed)

    assert len(project.tasks()) == 2
    _do(project, aceptado=False)
    _do(project)
    names = [one["nombre"] for one in _asked(sandbox, "talent.registrar_entrevistas")["shortlist"]]
    assert names == ["Tomás Araya", "Eva Mora"]
    (assigning,) = project.tasks()
    assert assigning.name == "Asignación"


def test_nobody_with_a_yes_leads_back_to_the_search(sandbox: Sandbox, project: Instance) -> None:
    _do(project, candidatos=[{"nombre": "Camila Reyes", "entrevistar": False}])

    assert [task.name for task in project.tasks()] == ["Selección"]
    assert len(sandbox.calls("talent.proponer_candidatos")) == 2


def test_an_assignment_begins_with_the_terms_of_its_position(
    sandbox: Sandbox, project: Instance
) -> None:
    _do(project)
    _do(project)

    _do(project, fecha_fin=None, tarifa_mensual=4500)

    agreed = _asked(sandbox, "talent.asignar")
    assert (agreed["fecha_inicio"], agreed["fecha_fin"]) == (STARTS, None)
    assert (agreed["dedicacion"], agreed["tarifa_mensual"]) == (80, 4500)
    assert project.ends == ["fin_posicion", "fin_proyecto"]


def test_a_project_begins_with_what_was_won(sandbox: Sandbox) -> None:
    sandbox.start("growth_marketing_sales", {"cliente_id": "CLI-1", "etapa": "cierre"})
    (closing,) = sandbox.tasks()
    won = {"servicio": "Talento TI", "inicio_estimado": "2027-01-04"}
    closing.instance.complete(closing, won, check_form=True)

    (onboarding,) = sandbox.tasks()
    onboarding.instance.complete(onboarding, {}, check_form=True)

    started = _asked(sandbox, "talent.abrir_posiciones")["datos_proyecto"]
    assert (started["proyecto_nombre"], started["proyecto_inicio"]) == ("Talento TI", STARTS)
