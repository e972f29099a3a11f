"""The client's load runs beside the phases and holds nothing but the closing."""

from collections.abc import Callable
from typing import Any

from cauce.testing import Sandbox
from cauce.testing.instance import Instance


class Down(Exception):
    """SD-CRM does not answer."""


def fail(_job: Any) -> None:
    raise Down("SD-CRM no responde")


def test_a_load_that_fails_for_good_holds_the_closing_alone(
    servicios: Sandbox, request_of: Callable[..., Instance], walk: Callable[..., None]
) -> None:
    servicios.on_job("sd_crm.cargar_cliente", fail)
    case = request_of(internacional=True)

    walk()

    assert [(i.code, i.element_id) for i in case.incidents] == [("JOB_FAILED", "cargar_operacion")]
    assert "f9" in case.path
    assert "cerrar_comercial" not in case.path
    assert servicios.tasks() == []
    assert case.status == "active"


def test_resolving_the_incident_lets_the_case_close(
    servicios: Sandbox, request_of: Callable[..., Instance], walk: Callable[..., None]
) -> None:
    servicios.on_job("sd_crm.cargar_cliente", fail)
    case = request_of(internacional=True)
    walk()
    servicios.on_job("sd_crm.cargar_cliente", lambda _job: None)

    case.resolve()
    walk()

    assert [instance.status for instance in servicios.instances] == ["completed", "completed"]
    assert case.ends[-1] == "fin_proceso"
    assert case.incidents == []
    assert servicios.messages() == []


def test_only_an_international_client_is_loaded_in_sd_crm(
    servicios: Sandbox, request_of: Callable[..., Instance], walk: Callable[..., None]
) -> None:
    request_of(internacional=False)
    walk()
    assert servicios.calls("sd_crm.cargar_cliente") == []
    assert len(servicios.calls("crm.registrar_cliente")) == 1
    assert len(servicios.calls("correo.notificar_oob")) == 1


def test_a_rejection_withdraws_a_load_that_hangs(
    servicios: Sandbox, request_of: Callable[..., Instance], walk: Callable[..., None]
) -> None:
    servicios.on_job("sd_crm.cargar_cliente", fail)
    case = request_of(internacional=True, desk="inicio_mesa_de_ayuda")
    walk(until="Validar CRO")

    case.complete("f2_validar", {"validado": False, "motivo": "No corresponde"})

    assert case.status == "completed"
    assert case.ends[-1] == "fin_rechazada"
    assert case.incidents == []
    assert servicios.jobs() == []
