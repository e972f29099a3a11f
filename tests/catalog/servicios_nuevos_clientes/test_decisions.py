"""The tables that a company edits: approvers, deadlines, the desk of entry."""

from datetime import timedelta
from pathlib import Path

import pytest

import cauce
from cauce.dmn import load

FOLDER = Path(cauce.__file__).parent / "catalog" / "servicios_nuevos_clientes" / "decisions"
ROLES = ["Gerente Alianzas", "Gerente Comercial", "Responsable Implementación B2B", "Proceso"]
DOCUMENTS = ["D2", "D3", "D4", "D5", "D6", "D7", "D8"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_in_b2b_the_gerente_comercial_alone_approves(document: str) -> None:
    tables = load(FOLDER / "aprobadores.dmn")
    inputs = {"b2b": True, "documento": document}
    assert tables.evaluate("aprobadores", inputs) == ["Gerente Comercial"]
    others = [role for role in ROLES if role != "Gerente Comercial"]
    assert tables.evaluate("opinantes", inputs) == others


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("b2b", [False, None])
def test_otherwise_all_four_approve_and_nobody_gives_an_opinion(
    document: str, b2b: bool | None
) -> None:
    tables = load(FOLDER / "aprobadores.dmn")
    shared = tables.evaluate("reparto_revision", {"b2b": b2b, "documento": document})
    assert shared == {
        "aprobadores": ROLES,
        "opinantes": [],
        "criterios": [
            {"criterio": "Precio", "tipo": "comercial"},
            {"criterio": "Plazo", "tipo": "operativo"},
            {"criterio": "Servicio", "tipo": "técnico"},
            {"criterio": "SLA", "tipo": "técnico"},
        ],
    }


def test_a_document_that_the_table_does_not_know_has_no_approver() -> None:
    tables = load(FOLDER / "aprobadores.dmn")
    shared = tables.evaluate("reparto_revision", {"b2b": True, "documento": "D9"})
    assert isinstance(shared, dict)
    assert shared["aprobadores"] == []


def test_a_client_has_criteria_of_its_own() -> None:
    tables = load(FOLDER / "aprobadores.dmn")
    own = ["Idioma", {"criterio": "Seguridad", "tipo": "técnico"}]
    assert tables.evaluate("criterios", {"criterios_cliente": own}) == [
        {"criterio": "Idioma", "tipo": "operativo"},
        {"criterio": "Seguridad", "tipo": "técnico"},
    ]


@pytest.mark.parametrize("phase", range(1, 10))
def test_every_role_has_a_deadline_in_every_phase(phase: int) -> None:
    table = load(FOLDER / "plazos.dmn")
    roles = ["Operador Operación", "Mesa de Ayuda"]
    roles += [*ROLES, "Espera de documento"] if 2 <= phase <= 8 else []
    for role in roles:
        normal = table.evaluate("plazos", {"fase": phase, "rol": role})
        urgent = table.evaluate("plazos", {"fase": phase, "rol": role, "urgencia": "alta"})
        assert isinstance(normal, timedelta)
        assert isinstance(urgent, timedelta)
        assert timedelta() < urgent <= normal


@pytest.mark.parametrize(
    ("channel", "urgency", "desk"),
    [
        ("portal", "normal", "Mesa de Ayuda"),
        ("oportunidad", "normal", "Operador Operación"),
        ("oportunidad", "alta", "Mesa de Ayuda"),
        (None, None, "Operador Operación"),
    ],
)
def test_the_table_of_entry_chooses_the_desk(
    channel: str | None, urgency: str | None, desk: str
) -> None:
    table = load(FOLDER / "entrada.dmn")
    assert table.evaluate("entrada", {"canal": channel, "urgencia": urgency}) == desk
