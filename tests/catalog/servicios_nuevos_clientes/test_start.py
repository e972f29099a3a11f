"""A case starts with whatever the request says, and its messages stay in the case."""

from collections.abc import Callable
from typing import Any

import pytest

from cauce.testing import Sandbox

FACTS = ("b2b", "ambiente_pruebas", "ambiente_produccion", "contrato_vigente")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"b2b": None, "cliente": None, "ambientes": None},
        {"cliente": {"nombre": "Andes"}, "ambientes": {"pruebas": True}},
    ],
)
def test_what_a_request_leaves_out_is_taken_as_no(
    servicios: Sandbox, walk: Callable[..., None], data: dict[str, Any]
) -> None:
    case = servicios.start("servicios_ejecucion", data, start_event="inicio_operacion")
    given = [case.variables[fact] for fact in FACTS]
    pruebas = bool((data.get("ambientes") or {}).get("pruebas"))
    assert given == [False, pruebas, False, False]

    walk()

    assert case.ends[-1] == "fin_proceso"
    assert {instance.status for instance in servicios.instances} == {"completed"}


@pytest.mark.parametrize(
    ("message", "desk"),
    [
        ("solicitud_operacion", "Operador Operación"),
        ("solicitud_mesa_de_ayuda", "Mesa de Ayuda"),
    ],
)
def test_a_request_by_message_opens_a_case_at_its_desk(
    servicios: Sandbox, message: str, desk: str
) -> None:
    servicios.publish(message, variables={"cliente": {"id": "CLI-1", "nombre": "Andes"}})

    (case,) = servicios.instances
    (task,) = servicios.tasks()
    assert case.variables["rol_ejecutor"] == desk
    assert case.variables["cliente_id"] == "CLI-1"
    assert task.roles == [desk]
    assert servicios.messages() == []


def test_two_cases_are_served_side_by_side(servicios: Sandbox, walk: Callable[..., None]) -> None:
    cases = [
        servicios.start("servicios_ejecucion", {"b2b": b2b}, start_event="inicio_operacion")
        for b2b in (True, False)
    ]

    walk()

    assert [case.ends[-1] for case in cases] == ["fin_proceso", "fin_proceso"]
    reviews = [i for i in servicios.instances if i.process_id == "servicios_revision"]
    assert [review.case_key for review in reviews] == [case.case_key for case in cases]
    answered = [sum("_revisar" in step for step in review.path) for review in reviews]
    assert answered == [7, 28]
    assert servicios.messages() == []
