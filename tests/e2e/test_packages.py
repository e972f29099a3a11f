"""A case of each package, worked to its end through its forms, over a server that is killed.

No page starts a case yet, and some messages come from records that have no page: the test stands
in for those, through the services.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.e2e.hands import fill
from tests.e2e.house import House
from tests.e2e.walk import READER, SUBMIT, Staff, Walk

OUTCOME = ".title-row .chip"

BEGIN = """
from cauce.demo.load import ORGANISATION, PACKAGES
from cauce.demo.people import hire
from cauce.runtime import services
for package in PACKAGES:
    services.load_package(organisation=ORGANISATION, package=package)
hire(ORGANISATION)
services.start(
    organisation=ORGANISATION,
    process="servicios_ejecucion",
    start_event="inicio_operacion",
    case_key="SRV-1",
    data={
        "b2b": True,
        "cliente": {"nombre": "Andes Retail", "pais": "CL", "internacional": False},
        "ambientes": {"pruebas": False, "produccion": False},
    },
)
services.start(
    organisation=ORGANISATION,
    process="growth_marketing_sales",
    case_key="EQU-1",
    data={"cliente_id": "Banco del Lago"},
)
services.start(
    organisation=ORGANISATION,
    process="feedback",
    case_key="CVC-1",
    data={"cliente_id": "Viñas Unidas"},
)
answer = None
"""

ENDS = """
from cauce.runtime import selectors
found = [
    one
    for case in {cases!r}
    for one in selectors.case(organisation="demo", case_key=case).instances
]
answer = [[one.process_id, one.status, one.ends[-1] if one.ends else None] for one in found]
"""


@pytest.fixture(scope="module")
def company(house: House) -> House:
    """The demo's people with the three packages and a case of each, served."""
    house.open()
    house.ask(BEGIN)
    return house


@pytest.fixture(scope="module")
def staff(browser: Browser, company: House) -> Iterator[Staff]:
    staff = Staff(browser=browser, address=company.address)
    yield staff
    staff.close()


@pytest.fixture(autouse=True)
def quiet(staff: Staff) -> Iterator[None]:
    """No browser complains of a page."""
    yield
    assert staff.complaints == []


def _publish(house: House, message: str, **given: object) -> None:
    call = f"services.publish(organisation='demo', message={message!r}, **{given!r})"
    house.ask(f"from cauce.runtime import services\n{call}\nanswer = None")


def _ends(house: House, *cases: str) -> set[tuple[str, str, str]]:
    """Give process, status and last end event of each instance of the cases."""
    return {tuple(found) for found in house.ask(ENDS.format(cases=cases))}


def _restart(house: House) -> None:
    house.kill()
    house.open()


def test_services_for_new_clients_from_the_request_to_the_commercial_closing(
    staff: Staff, company: House
) -> None:
    def refused(page: Page) -> None:
        """A no without its reason is not taken, and nothing of it is lost."""
        fill(page, {"aprobado": False, "observaciones": ""})
        page.click(SUBMIT)
        expect(page.locator("#errores")).to_be_focused()
        expect(page.locator("[name='f.aprobado'][value=false]")).to_be_checked()

    def killed(page: Page) -> None:
        """The server dies under an open form; what is written stays, and is sent afterwards."""
        page.fill("[name='f.detalle_servicio']", "Dos canales de pago")
        company.kill()
        page.click(SUBMIT)
        expect(page.locator("#sin-red")).to_be_visible()
        company.open()
        expect(page.locator("[name='f.detalle_servicio']")).to_have_value("Dos canales de pago")

    def arrived(_page: Page) -> None:
        """The client's record, which has no page yet, says that production is there."""
        _publish(company, "ambiente_produccion", case_key="SRV-1")

    walk = Walk(
        staff=staff,
        case="SRV-1",
        answers={"Revisar Contrato": [{"aprobado": False, "observaciones": "Falta el SLA."}]},
        before={
            "Revisar Contrato": [refused],
            "Generar Orden de Servicio": [killed],
            "Implementar Servicio": [arrived],
        },
        # Opinions do not bind: each is withdrawn when the decision falls.
        leave=lambda name: name.startswith("Opinión"),
    )
    done = walk.finish()

    assert "Corregir Contrato" in done
    assert "Acreditar ambiente de pruebas" in done
    assert "Acreditar ambiente de producción" not in done
    assert done[-2:] == ["Validar Cobranza", "Cerrar Comercial"]
    expect(staff.page(READER).locator(OUTCOME)).to_have_text("Fin de Proceso")
    assert _ends(company, "SRV-1") == {
        ("servicios_ejecucion", "completed", "fin_proceso"),
        ("servicios_revision", "completed", "fin_revision"),
    }


def test_a_client_of_the_teams_from_awareness_to_its_leaving(staff: Staff, company: House) -> None:
    walk = Walk(
        staff=staff,
        case="EQU-1",
        answers={
            "Onboarding Proyecto": [{"posiciones": [{"titulo": "Backend", "seniority": "senior"}]}],
            "Selección": [
                {"buscar_de_nuevo": True},
                {"candidatos": [{"entrevistar": "true"}, {"entrevistar": "true"}]},
            ],
            "Entrevistas": [{"aceptado": False}],
            # What ends the service for the people of the pages; else it turns every month.
            "Gestión Servicio": [{"reemplazo": True}],
            # Without a day of its own, the client is billed at once.
            "Setup Administrativo": [{"dia_facturacion": ""}],
        },
        before={"Contratos": [lambda _page: _restart(company)]},
    )
    walk.finish()

    assert walk.done.count("Entrevistas") == 2
    assert _ends(company, "EQU-1") == {
        ("growth_marketing_sales", "completed", "fin_ganada"),
        ("it_talent_services", "completed", "fin_proyecto"),
        ("ciclo_servicio", "completed", "fin_servicio"),
        ("backoffice", "completed", "fin_backoffice"),
    }

    # The account and its billing are cases of the client's own, which turn until it leaves.
    cycles = sorted(staff.cases_of("Banco del Lago"))
    turned = {name for case in cycles for name in Walk(staff=staff, case=case).finish()}
    assert turned == {
        "Account Management", "Oportunidades",
        "Facturación Recurrente", "Reportes", "Optimización Procesos",
    }  # fmt: skip
    # The notice is recorded on the contract, which has no page yet.
    _publish(company, "baja", key="Banco del Lago")
    assert staff.cases_of("Banco del Lago") == set()
    assert _ends(company, *cycles) == {
        ("ciclo_comercial", "completed", "fin_baja_comercial"),
        ("ciclo_administrativo", "completed", "fin_baja_administrativo"),
    }


def test_a_client_from_its_contract_to_an_opportunity_won(staff: Staff, company: House) -> None:
    # The signature is the contract's act, which has no page yet.
    client = "Viñas Unidas"
    _publish(
        company, "contrato_firmado", key=client, variables={"cliente_id": client, "acto": "alta"}
    )
    (welcome,) = staff.cases_of(client) - {"CVC-1"}
    Walk(staff=staff, case=welcome).finish()
    assert _ends(company, welcome) == {("alta_cliente", "completed", "fin_alta")}

    needs = [{"descripcion": "Turno de noche"}]
    feedback = Walk(
        staff=staff, case="CVC-1", answers={"Reunión de Feedback": [{"necesidades": needs}]}
    )
    assert feedback.finish() == ["Aporte de Operaciones", "Reunión de Feedback"]
    assert _ends(company, "CVC-1") == {("feedback", "completed", "fin_feedback")}

    # Each need that was agreed upon goes its own way.
    (farming,) = staff.cases_of(client)
    walk = Walk(
        staff=staff,
        case=farming,
        answers={
            "Atributos del Cliente": [{"requiere_apoyo": True, "areas": ["IT", "Workforce"]}],
            "Registrar respuesta": [
                {"borrador_aceptado": False, "objecion": True, "version": 1},
                {"version": 2},
            ],
        },
        before={"Perfil del Cliente": [lambda _page: _restart(company)]},
    )
    done = walk.finish()

    assert {"Apoyo de IT", "Apoyo de Workforce"} < set(done)
    assert (done.count("Perfil del Cliente"), done.count("Registrar respuesta")) == (2, 2)
    assert done[-1] == "Update del Registro de la Actividad"
    expect(staff.page(READER).locator(OUTCOME)).to_have_text("Ganada")
    assert _ends(company, farming) == {("farming", "completed", "fin_ganada")}


def test_the_journal_holds_after_all_that(company: House) -> None:
    found = json.loads(company.cauce("journal", "verify", "--json"))

    assert found["instances"] >= 3
    assert found["findings"] == []
