"""What a case's history says of answers: what was ticked and why, a no by whichever field."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.web.conftest import HOUSE

from cauce.people.services import set_password, set_roles
from cauce.runtime import selectors, services


@pytest.fixture
def gaby(database: None) -> Client:
    roles = ["Growth Marketing & Sales", "Ejecutivo de Cuenta", "IT"]
    set_roles(organisation=HOUSE, login="gaby", name="Gabriela Toro", roles=roles)
    set_password(login="gaby", password="gaby-clave")
    client = Client(HTTP_HOST="127.0.0.1")
    client.post("/entrar", {"usuario": "gaby", "clave": "gaby-clave"})
    return client


def _begin(package: str, process: str, **data: Any) -> str:
    services.load_package(organisation=HOUSE, package=package)
    return services.start(organisation=HOUSE, process=process, data=data).case_key


def _do(case: str, **data: Any) -> None:
    (task,) = selectors.open_tasks(organisation=HOUSE, case_key=case)
    services.complete(task=task.id, data=data, by="gaby")


def _told(client: Client, case: str) -> list[str]:
    html = client.get(f"/casos/{case}").content.decode()
    html = html[html.index('id="hi-t"') :]
    lines = re.findall(r"<li><span class=\"dot.*?<div>(.*?)<time", html, re.DOTALL)
    return [re.sub(r"<q>(.*?)</q>", r"«\1»", line) for line in lines]


def test_should_say_that_it_was_lost_and_why(gaby: Client) -> None:
    case = _begin(
        "interacciones_equipos", "growth_marketing_sales", cliente_id="a", etapa="evaluacion"
    )
    _do(case, perdida=True, motivo="Sin presupuesto", solucion="Dos personas")

    spanish = _told(gaby, case)
    gaby.post("/preferencias", {"idioma": "en", "volver": "/bandeja"})
    english = _told(gaby, case)

    assert spanish[:2] == [
        "Terminó: <b>Perdida</b>",
        "<b>Gabriela Toro</b> completó <b>Evaluación</b>: La oportunidad se perdió: "
        "«Sin presupuesto»",
    ]
    assert english[1] == (
        "<b>Gabriela Toro</b> completed <b>Evaluation</b>: The opportunity was lost: "
        "«Sin presupuesto»"
    )


def test_should_tell_a_no_to_two_answers_side_by_side(gaby: Client) -> None:
    case = _begin("ciclo_de_vida_cliente", "farming", cliente_id="a")
    _do(case)
    _do(case, requiere_apoyo=True, areas=["IT"])
    _do(case, factible=False, reparo="Sin cupo", cambios="Otro canal")

    told = _told(gaby, case)

    assert told[0] == "<b>Gabriela Toro</b> respondió que no en <b>Apoyo de IT</b>: «Sin cupo»"
    assert told[1] == "<b>Gabriela Toro</b> completó <b>Atributos del Cliente</b>"


def test_should_say_on_the_button_what_is_ticked_leads_to(gaby: Client) -> None:
    case = _begin("interacciones_equipos", "growth_marketing_sales", cliente_id="a")
    (task,) = selectors.open_tasks(organisation=HOUSE, case_key=case)

    def button(language: str, **sent: str) -> tuple[str, bool]:
        gaby.post("/preferencias", {"idioma": language})
        part = gaby.post(f"/tareas/{task.id}/formulario", sent, headers={"HX-Request": "true"})
        (attributes, text) = re.findall(r'<button([^>]*id="hacer"[^>]*)>([^<]*)', str(part.text))[0]
        return text, "hx-swap-oob" in attributes

    assert button("es") == ("Hay interés", True)
    assert button("es", **{"f.perdida": "true"}) == ("Cerrar como perdida", True)
    assert button("en", **{"f.perdida": "true"}) == ("Close as lost", True)


def test_should_say_in_the_list_how_a_case_ended(gaby: Client) -> None:
    lost = _begin(
        "interacciones_equipos", "growth_marketing_sales", cliente_id="a", etapa="evaluacion"
    )
    _do(lost, perdida=True, motivo="Sin presupuesto")
    services.start(organisation=HOUSE, process="growth_marketing_sales", data={"cliente_id": "b"})

    ended = gaby.get("/casos?vista=terminados").content.decode()
    found = gaby.get("/casos?vista=todos&q=perdida").content.decode()

    assert re.findall(r'<a href="/casos/([^"]*)">', ended) == [lost]
    assert '<span class="chip">Perdida</span>' in ended
    assert re.findall(r'<a href="/casos/([^"]*)">', found) == [lost]


def test_should_lead_to_the_case_that_a_case_comes_from(gaby: Client) -> None:
    feedback = _begin("ciclo_de_vida_cliente", "feedback", cliente_id="a")
    roles = ["Operaciones", "Ejecutivo de Cuenta"]
    set_roles(organisation=HOUSE, login="gaby", name="Gabriela Toro", roles=roles)
    _do(feedback)
    _do(feedback, necesidades=[{"descripcion": "Chat"}])
    (farming,) = {t.case_key for t in selectors.open_tasks(organisation=HOUSE)}

    html = gaby.get(f"/casos/{farming}").content.decode()

    assert f'Viene de <a class="num" href="/casos/{feedback}">' in html
    assert "Viene de" not in gaby.get(f"/casos/{feedback}").content.decode()
