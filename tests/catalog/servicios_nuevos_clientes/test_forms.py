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


def test_a_correction_begins_with_the_document_as_it_stands_and_changes_it(
    servicios: Sandbox, request_of: Callable[..., Instance], walk: Callable[..., None]
) -> None:
    case = request_of(b2b=True)
    walk(until="Generar Propuesta Comercial")
    case.complete("f2_generar", {"servicio": "Pagos", "monto": 100, "sla": "99,5 %"})
    case.complete("f2_enviar", {"mensaje_envio": "Mire el SLA"})
    (review,) = [task for task in servicios.tasks() if task.name == "Revisar Propuesta Comercial"]
    review.instance.complete(review, {"aprobado": False, "observaciones": "Suba el SLA"})

    case.complete("f2_corregir", {"sla": "99,9 %", "monto": 120, "correccion": "SLA a 99,9 %"})
    case.complete("f2_enviar", {})

    first, second = [
        call.variables
        for call in servicios.calls("documentos.emitir")
        if call.variables["documento"] == "D2"
    ]
    assert first["contenido"] == _proposal("99,5 %", 100)
    assert (first["mensaje"], first["correccion"]) == ("Mire el SLA", None)
    assert second["contenido"] == _proposal("99,9 %", 120)
    assert (second["mensaje"], second["correccion"]) == (None, "SLA a 99,9 %")
    assert case.variables["monto"] == 120
    assert case.variables["d2_emisor"] is None


def _proposal(sla: str, price: int) -> dict[str, object]:
    nothing = dict.fromkeys(("moneda", "plazo_dias", "validez"))
    return {"servicio": "Pagos", "monto": price, "sla": sla, **nothing}


def test_what_was_said_about_one_document_is_not_said_about_the_next(
    servicios: Sandbox, request_of: Callable[..., Instance], walk: Callable[..., None]
) -> None:
    case = request_of(b2b=True)
    walk(until="Enviar CRO")
    (sending,) = servicios.tasks()
    case.complete(sending, {"mensaje_envio": "Ojo con la fecha"})
    walk(until="Revisar Propuesta Comercial")
    (review,) = [task for task in servicios.tasks() if task.name == "Revisar Propuesta Comercial"]
    review.instance.complete(review, {"aprobado": False, "observaciones": "Falta"})
    case.complete("f2_corregir", {"correccion": "Agregado"})
    walk(until="Revisar Contrato")

    said = [
        (call.variables["documento"], call.variables["mensaje"], call.variables.get("correccion"))
        for call in servicios.calls("documentos.emitir")
    ]
    assert said == [
        ("D1", "Ojo con la fecha", None),
        ("D2", None, None),
        ("D2", None, "Agregado"),
        ("D3", None, None),
    ]


def test_the_desk_decides_on_what_it_noted_and_its_urgency_counts(
    request_of: Callable[..., Instance],
) -> None:
    case = request_of(desk="inicio_mesa_de_ayuda")
    noted = {"urgencia": "alta", "contacto_solicitante": "Marcela", "observaciones": "Trae RUT"}

    case.complete("f1_mesa_solicitud", noted)

    told = ("urgencia", "contacto_solicitante", "solicitud_notas")
    assert [case.variables[name] for name in told] == ["alta", "Marcela", "Trae RUT"]
    (deciding,) = case.tasks()
    assert deciding.name.startswith("Validar si la información")
    with pytest.raises(Refused) as refused:
        case.complete(deciding, {"solicitud_notas": "Otra cosa"}, check_form=True)
    assert list(fields_of(refused.value)) == ["solicitud_notas"]


def test_drafts_take_over_what_was_approved(
    servicios: Sandbox, request_of: Callable[..., Instance], walk: Callable[..., None]
) -> None:
    case = request_of(b2b=True)
    walk(until="Generar Propuesta Comercial")
    case.complete("f2_generar", {"servicio": "Pagos", "monto": 1500})
    walk(until="Generar Factura")
    case.complete("f7_generar", {"periodo": "Marzo"})

    order, invoice = case.variables["d4_contenido"], case.variables["d7_contenido"]
    assert order["detalle_servicio"] == "Pagos"
    assert (invoice["periodo"], invoice["monto_neto"]) == ("Marzo", 1500)


def test_an_invoice_that_is_validated_is_not_disputed(
    servicios: Sandbox, request_of: Callable[..., Instance], walk: Callable[..., None]
) -> None:
    case = request_of(b2b=True)
    walk(until="Validar Factura")

    case.complete("f8_validar", {"validado": True, "en_disputa": True}, check_form=True)

    assert case.variables["respuesta"]["en_disputa"] is None
