"""Documents of a case: versions from templates, states, and what packages ask of them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from cauce.documents import rules, selectors
from cauce.documents.models import Document, DocumentVersion
from cauce.documents.rendering import render
from cauce.runtime import services
from cauce.runtime.errors import Refused
from cauce.runtime.selectors import case as case_view
from cauce.runtime.selectors import open_tasks

ORG = "acme"


@pytest.fixture(autouse=True)
def _fresh(database: None) -> None:
    """Begin with an empty database."""


def test_a_state_follows_the_table() -> None:
    path = (rules.DRAFT, rules.ISSUED, rules.OBSERVED, rules.ISSUED, rules.APPROVED)
    for state, wanted in pairwise(path):
        rules.check("Contrato", state, wanted)
    with pytest.raises(Refused) as info:
        rules.check("Contrato", rules.DRAFT, rules.APPROVED)
    assert info.value.code == "DOCUMENT_STATE"
    with pytest.raises(Refused):
        rules.check("Contrato", rules.VOID, rules.ISSUED)


def test_a_template_is_filled_escaped_and_reads_nothing_else() -> None:
    values = {"cliente": {"nombre": "<Andes>"}, "monto": None, "vigente": True}
    template = "{{ cliente_nombre }}|{{ monto }}|{{ vigente }}|{{ unknown }}"
    assert render(template, values) == "&lt;Andes&gt;||sí|"


def test_numbers_are_written_as_in_spanish() -> None:
    values = {"monto": Decimal("1234567.50"), "plazo": Decimal(30), "saldo": Decimal("-0.5")}
    assert render("{{ monto }}|{{ plazo }}|{{ saldo }}", values) == "1.234.567,50|30|-0,5"


def test_the_documents_of_a_case_go_through_their_states() -> None:
    services.load_package(organisation=ORG, package="servicios_nuevos_clientes")
    begun = services.start(
        organisation=ORG,
        process="servicios_ejecucion",
        start_event="inicio_operacion",
        data={
            "b2b": True,
            "cliente": {"nombre": "Andes", "pais": "CL", "internacional": False},
            "ambientes": {"pruebas": True, "produccion": True},
        },
    )
    answers: dict[str, list[dict[str, object]]] = {
        "Revisar Propuesta Comercial": [{"aprobado": False, "observaciones": "precio"}]
    }
    states: list[str] = []
    for _ in range(80):
        tasks = open_tasks(organisation=ORG, case_key=begun.case_key)
        if not tasks or tasks[0].name == "Validar Contrato":
            break
        task = tasks[0]
        given = answers.get(task.name) or [{}]
        services.complete(task=task.id, data=given.pop(0) if given else {})
        proposal = Document.objects.filter(type="D2").first()
        if proposal is not None and (not states or states[-1] != proposal.state):
            states.append(proposal.state)
    assert states == ["emitido", "observado", "emitido", "aprobado", "validado"]
    found = {d.type: d for d in selectors.of_case(organisation=ORG, case_key=begun.case_key)}
    assert [v.number for v in found["D2"].versions] == [1, 2]
    assert found["D2"].versions[0].reference == f"{begun.case_key}/D2-v1"
    html = selectors.content(organisation=ORG, document=found["D2"].id, version=2)
    assert "Andes" in html
    assert case_view(organisation=ORG, case_key=begun.case_key).instances[0].incidents == ()


def test_a_version_says_what_was_written_and_not_what_was_proposed() -> None:
    services.load_package(organisation=ORG, package="servicios_nuevos_clientes")
    begun = services.start(
        organisation=ORG,
        process="servicios_ejecucion",
        start_event="inicio_operacion",
        data={"b2b": True, "cliente": {"nombre": "Andes", "pais": "CL"}},
    )
    answers: dict[str, dict[str, object]] = {
        "Recepción de Solicitud de Servicio - Nuevo Cliente": {"servicio": "Lo pedido"},
        "Generar Propuesta Comercial": {"servicio": "Lo ofrecido", "monto": 1500},
        "Generar Contrato": {"renovacion": "acordada"},
        "Generar Plan de Implementación": {"hitos": "Según la ley"},
    }
    for _ in range(60):
        task = open_tasks(organisation=ORG, case_key=begun.case_key)[0]
        if task.name == "Revisar Plan de Implementación":
            break
        services.complete(task=task.id, data=answers.get(task.name, {}))
        if task.name == "Generar Plan de Implementación":
            answers[task.name] = {"hitos": "Según lo visto"}

    found = {d.type: d for d in selectors.of_case(organisation=ORG, case_key=begun.case_key)}
    said = {
        kind: selectors.content(organisation=ORG, document=found[kind].id, version=1)
        for kind in ("D2", "D3", "D5")
    }
    assert "<td>Lo ofrecido</td>" in said["D2"]
    assert "<td>1.500</td>" in said["D2"]
    assert "Lo pedido" not in said["D2"] + said["D3"]
    assert "del servicio Lo ofrecido en las condiciones" in said["D3"]
    assert "<td>Por acuerdo</td>" in said["D3"]
    assert "<td>Según lo visto</td>" in said["D5"]


def test_a_failing_handler_leaves_an_incident_and_no_document() -> None:
    from tests.engine.conftest import definitions

    body = (
        '<startEvent id="s"/><serviceTask id="w"><extensionElements>'
        '<zeebe:taskDefinition type="documentos.emitir"/></extensionElements></serviceTask>'
        '<endEvent id="e"/>'
    )
    services.deploy(organisation=ORG, sources=[definitions(body, "s w e")])
    begun = services.start(organisation=ORG, process="p", data={"documento": "D9"})
    [instance] = case_view(organisation=ORG, case_key=begun.case_key).instances
    [incident] = instance.incidents
    assert incident.code == "HANDLER_FAILED"
    assert "D9" in incident.message
    assert (Document.objects.count(), DocumentVersion.objects.count()) == (0, 0)
