"""Forms: nothing said goes forward; a "no" carries its reason."""

from collections.abc import Callable

import pytest

from cauce.engine.problems import Refused
from cauce.testing import Sandbox
from cauce.testing.instance import Instance


def fields_of(refused: Refused) -> dict[str, str]:
    fields = refused.details["fields"]
    assert isinstance(fields, dict)
    return fields


@pytest.mark.parametrize("desk", ["inicio_operacion", "inicio_mesa_de_ayuda"])
@pytest.mark.parametrize("b2b", [True, False])
def test_with_forms_checked_nothing_said_leads_to_the_end(
    servicios: Sandbox,
    request_of: Callable[..., Instance],
    walk: Callable[..., None],
    desk: str,
    b2b: bool,
) -> None:
    case = request_of(b2b=b2b, desk=desk)
    walk()
    assert case.ends[-1] == "fin_proceso"
    assert {instance.status for instance in servicios.instances} == {"completed"}


@pytest.mark.parametrize(
    ("name", "field", "missing"),
    [
        ("Validar CRO", "validado", "motivo"),
        ("Validar Contrato", "validado", "motivo"),
        ("Revisar Contrato", "aprobado", "observaciones"),
        ("Opinión sobre Contrato", "conforme", "observaciones"),
    ],
)
def test_a_no_without_its_reason_is_refused(
    servicios: Sandbox, walk: Callable[..., None], name: str, field: str, missing: str
) -> None:
    servicios.start(
        "servicios_ejecucion",
        {"b2b": True, "cliente": {"nombre": "Andes"}},
        start_event="inicio_operacion",
    )
    walk(until=name)
    task = next(task for task in servicios.tasks() if task.name == name)
    before = list(task.instance.path)

    with pytest.raises(Refused) as refused:
        task.instance.complete(task, {field: False}, check_form=True)

    assert refused.value.code == "FORM_INVALID"
    assert list(fields_of(refused.value)) == [missing]
    assert task.instance.path == before


def test_the_gates_task_always_carries_evidence(
    servicios: Sandbox, walk: Callable[..., None]
) -> None:
    servicios.start(
        "servicios_ejecucion",
        {"b2b": True, "cliente": {"nombre": "Andes"}},
        start_event="inicio_operacion",
    )
    walk(until="Acreditar ambiente de pruebas")
    (task,) = servicios.tasks()

    task.instance.complete(task, {}, check_form=True)

    (call,) = servicios.calls("clientes.registrar_ambiente")
    assert call.variables["evidencia"] == "Confirmado con el cliente por quien registra."
    assert call.variables["requiere_integracion"] is True


def test_without_integration_the_reason_is_required(
    servicios: Sandbox, walk: Callable[..., None]
) -> None:
    servicios.start(
        "servicios_ejecucion", {"cliente": {"nombre": "Andes"}}, start_event="inicio_operacion"
    )
    walk(until="Acreditar ambiente de pruebas")
    (task,) = servicios.tasks()

    with pytest.raises(Refused) as refused:
        task.instance.complete(task, {"requiere_integracion": False}, check_form=True)

    assert list(fields_of(refused.value)) == ["motivo_sin_integracion"]
    assert servicios.calls("clientes.registrar_ambiente") == []
