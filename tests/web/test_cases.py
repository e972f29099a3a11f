"""The pages of cases: how one ended and why, what it waits for, its history by the page."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from cauce.documents.models import Document
from cauce.people.services import set_roles
from cauce.runtime import selectors, services
from cauce.runtime.models import Incident, Instance
from cauce.web.views import entrance

if TYPE_CHECKING:
    from tests.web.conftest import Company

PART = {"HX-Request": "true"}


def _html(client: Client, path: str) -> str:
    return unescape(client.get(path).content.decode())


def _open(company: Company) -> list[selectors.OpenTask]:
    return selectors.open_tasks(organisation="casa", case_key=company.case_key)


def _work(company: Company, until: str) -> selectors.OpenTask:
    while True:
        first = _open(company)[0]
        if first.name == until:
            return first
        services.complete(task=first.id, data={}, by=None)


def test_should_tell_who_said_no_and_why_and_where_the_case_ended(company: Company) -> None:
    task = _work(company, "Validar CRO")
    services.complete(task=task.id, data={"validado": False, "motivo": "Falta el RUT"}, by="ana")

    html = _html(company.enter("ana"), f"/casos/{company.case_key}")

    ended = html[html.index("Cómo terminó") : html.index("Historia")]
    for told in (ended, html[html.index("Historia") :]):
        assert "<b>Ana Rivas</b> respondió que no en <b>Validar CRO</b>" in told
        assert "<q>Falta el RUT</q>" in told
    assert ended.count("<time") == 1
    assert "el caso terminó aquí" in html
    assert "Duró 1 min" in html
    assert "Tareas abiertas" not in html


def test_should_say_what_may_happen_in_words_and_not_in_ids(company: Company) -> None:
    html = _html(company.enter("ana"), f"/casos/{company.case_key}")

    assert "Puede llegar <b>«Ambiente de pruebas disponible»</b>" in html
    assert "Puede llegar <b>«Desistimiento del cliente»</b>" in html
    assert "ambiente_pruebas" not in html


def test_should_tell_messages_by_their_titles(company: Company) -> None:
    _work(company, "Validar Propuesta Comercial")
    services.publish(
        organisation="casa", message="ambiente_pruebas", case_key=company.case_key, variables={}
    )
    client = company.enter("ana")

    spanish = _html(client, f"/casos/{company.case_key}")
    client.post("/preferencias", {"idioma": "en", "volver": "/bandeja"})
    english = _html(client, f"/casos/{company.case_key}")

    assert "Salió «<b>CRO enviado</b>»" in spanish
    assert "Llegó «<b>Ambiente de pruebas disponible</b>»" in spanish
    assert "“<b>CRO sent</b>” went out" in english
    assert "“<b>Test environment available</b>” arrived" in english


def test_should_speak_of_documents_as_the_case_stands(company: Company) -> None:
    client = company.enter("ana")

    before = _html(client, f"/casos/{company.case_key}")
    services.cancel(case_key=company.case_key, organisation="casa", reason="Se repitió.", by="ana")
    after = _html(client, f"/casos/{company.case_key}")

    assert "El caso no tiene documentos todavía." in before
    assert "El caso terminó sin documentos." in after
    assert "todavía" not in after


def test_should_say_that_nobody_may_do_a_task_and_what_to_do(company: Company) -> None:
    set_roles(organisation="casa", login="caro", roles=["Mesa de Ayuda"])
    task = _work(company, "Enviar Propuesta Comercial")
    services.complete(task=task.id, data={}, by="caro")
    review = next(one for one in _open(company) if one.name == "Revisar Propuesta Comercial")
    set_roles(organisation="casa", login="caro", roles=review.roles)
    others = {role for one in _open(company) for role in one.roles} - {*review.roles}
    pages = (f"/casos/{company.case_key}", f"/tareas/{review.id}")
    client = company.enter("ana")

    told = []
    for roles in (others | {*review.roles}, others, set()):
        set_roles(organisation="casa", login="hugo", roles=sorted(roles))
        told.append([_html(client, page).count("Nadie puede hacer") for page in pages])
    alone = _html(client, pages[1])
    set_roles(organisation="casa", login="caro", roles=[])
    unheld = _html(client, pages[1])

    assert told == [[0, 0], [1, 1], [len(_open(company)), 1]]
    assert "y nadie más tiene ese rol." in alone
    assert "Nadie tiene el rol que la hace." in unheld


def test_should_show_a_failure_of_the_system_in_plain_words(company: Company) -> None:
    instance = Instance.objects.get(case__key=company.case_key)
    Incident.objects.create(
        organisation=instance.organisation,
        instance=instance,
        key=0,
        code="DELIVERY_FAILED",
        element_id="",
        message="carry: ValueError: x",
        raised_at=instance.started_at,
    )
    client = company.enter("ana")

    html = _html(client, f"/casos/{company.case_key}")

    assert "Un mensaje entre procesos no se pudo entregar." in html
    assert "Espera a que alguien la resuelva." in html
    assert "carry: ValueError: x" in html.split("Detalle para quien la resuelve")[1]
    assert company.case_key in _html(client, "/casos?vista=atencion")


def test_should_add_older_history_below_and_work_without_a_script(company: Company) -> None:
    for _ in range(60):
        services.claim(task=company.task, by="ana")
        services.release(task=company.task, by="ana")
    client = company.enter("ana")
    address = f"/casos/{company.case_key}?pagina=2"

    first, second = _html(client, f"/casos/{company.case_key}"), _html(client, address)
    part = client.get(address, headers=PART).content.decode()

    assert f'href="{address}"' in first
    assert "Ver lo más reciente" in second
    assert part.startswith('<ol class="tl">')
    assert f"/casos/{company.case_key}?pagina=3" in part
    assert "inició" in _html(client, f"/casos/{company.case_key}?pagina=3")
    assert client.get(f"/casos/{company.case_key}?pagina=x").status_code == 200


def test_should_show_the_way_and_a_document_of_a_case(company: Company) -> None:
    _work(company, "Validar CRO")
    client = company.enter("ana")
    instance = Instance.objects.filter(case__key=company.case_key).earliest("pk")
    document = Document.objects.get(case__key=company.case_key, code="D(1)")

    way = _html(client, f"/casos/{company.case_key}/camino/{instance.uid}")
    paper = _html(client, f"/casos/{company.case_key}/documentos/{document.uid}/1")

    assert way.index("Generar CRO") < way.index("Enviar CRO")
    assert "D(1) CRO v1" in paper
    stranger = company.enter("raul")
    assert stranger.get(f"/casos/{company.case_key}/camino/{instance.uid}").status_code == 404
    assert stranger.get(f"/casos/{company.case_key}/documentos/{document.uid}/1").status_code == 404


def test_should_search_the_cases_and_give_the_table_alone_in_part(company: Company) -> None:
    client = company.enter("ana")

    assert company.case_key in client.get("/casos?q=andes").content.decode()
    assert company.case_key not in client.get("/casos?q=pampa").content.decode()
    assert company.case_key not in client.get("/casos?vista=terminados").content.decode()
    part = client.get("/casos?q=andes", headers=PART).content.decode()
    assert part.startswith('<div id="casos"')


def test_should_call_things_english_in_english(company: Company) -> None:
    client = company.enter("ana")
    client.post("/preferencias", {"idioma": "en", "volver": "/bandeja"})
    task = _work(company, "Validar CRO")

    assert "Validate CRO" in _html(client, "/bandeja")
    assert "Validate CRO" in _html(client, f"/tareas/{task.id}")
    case = _html(client, f"/casos/{company.case_key}")
    assert "completed <b>Send CRO</b>" in case
    assert "<b>“Withdrawal by the client”</b> may arrive" in case


@pytest.mark.parametrize(("language", "role"), [("es", "Mesa de Ayuda"), ("en", "Help Desk")])
def test_should_list_people_at_the_door_with_their_roles_in_the_reader_s_language(
    company: Company, monkeypatch: pytest.MonkeyPatch, language: str, role: str
) -> None:
    monkeypatch.setattr(entrance, "DEMO", "casa")

    html = _html(Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_LANGUAGE=language), "/entrar")

    assert f"<b>Ana Rivas</b><small>{role}</small>" in html


def test_should_name_roles_and_documents_in_the_reader_s_language(company: Company) -> None:
    task = _work(company, "Validar Propuesta Comercial")
    document = Document.objects.get(case__key=company.case_key, code="D(2)")
    client = company.enter("ana")
    pages = (
        f"/casos/{company.case_key}",
        f"/tareas/{task.id}",
        f"/casos/{company.case_key}/documentos/{document.uid}/1",
    )

    spanish = [_html(client, page) for page in pages]
    client.post("/preferencias", {"idioma": "en", "volver": "/bandeja"})
    english = [_html(client, page) for page in pages]

    of_case, of_task, of_document = spanish
    assert "Mesa de Ayuda" in of_case
    assert "D(2)</span> Propuesta Comercial" in of_case
    assert "Mesa de Ayuda</span>" in of_task
    assert "D(2) Propuesta Comercial v1" in of_document
    of_case, of_task, of_document = english
    assert "Help Desk" in of_case
    assert "Mesa de Ayuda" not in of_case
    assert "D(2)</span> Commercial Proposal" in of_case
    assert "Help Desk</span>" in of_task
    assert "D(2) Commercial Proposal v1" in of_document
