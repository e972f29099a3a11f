"""Who is let in, what every response carries, and what nobody outside sees."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from django.test import Client

from cauce.web import attempts
from cauce.web.middleware import POLICY

if TYPE_CHECKING:
    from tests.web.conftest import Company


@pytest.mark.parametrize("path", ["/bandeja", "/casos", "/tareas/x", "/casos/x"])
def test_should_ask_for_a_login_before_any_page(database: None, path: str) -> None:
    response = Client(HTTP_HOST="127.0.0.1").get(path)

    assert response.status_code == 302
    assert response["Location"] == f"/entrar?next={path}"


def test_should_refuse_a_wrong_password_and_pause_after_many(company: Company) -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    given = {"usuario": "ana", "clave": "otra"}

    answers = [client.post("/entrar", given).status_code for _ in range(attempts.MOST + 1)]

    assert answers == [422] * attempts.MOST + [429]
    right = client.post("/entrar", {"usuario": "ana", "clave": "ana-clave"})
    assert right.status_code == 429
    assert company.enter("eva").get("/bandeja").status_code == 200


def test_should_send_the_policy_and_vary_with_every_page(company: Company) -> None:
    client = company.enter("ana")

    for path in ("/entrar", "/bandeja", f"/tareas/{company.task}", "/casos", "/casos/nada"):
        response = client.get(path)
        assert response["Content-Security-Policy"] == POLICY
        assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("path", ["/bandeja", "/casos", "/tareas/{task}", "/casos/{case}"])
def test_should_write_nothing_inline(company: Company, path: str) -> None:
    address = path.format(task=company.task, case=company.case_key)
    html = company.enter("ana").get(address).content.decode()

    assert "<script>" not in html
    assert " style=" not in html
    assert "hx-on" not in html
    assert " on" + "click=" not in html


def test_should_refuse_a_form_of_another_site(company: Company) -> None:
    client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)

    response = client.post("/entrar", {"usuario": "ana", "clave": "ana-clave"})

    assert response.status_code == 403
    assert "_auth_user_id" not in client.session


def test_should_go_to_pages_of_its_own_alone_after_the_login(company: Company) -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    given = {"usuario": "ana", "clave": "ana-clave", "siguiente": "https://otro.example/x"}

    assert client.post("/entrar", given)["Location"] == "/bandeja"


def test_should_show_nothing_of_another_organisation(company: Company) -> None:
    stranger = company.enter("raul")

    assert stranger.get(f"/tareas/{company.task}").status_code == 404
    assert stranger.get(f"/casos/{company.case_key}").status_code == 404
    assert stranger.post(f"/tareas/{company.task}/completar").status_code == 404
    assert company.case_key not in stranger.get("/casos").content.decode()


def test_should_lead_to_the_login_and_back_where_a_part_was_asked_for(company: Company) -> None:
    shown = {"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1/bandeja?q=andes"}

    response = Client(HTTP_HOST="127.0.0.1").get(f"/tareas/{company.task}", headers=shown)

    assert response.status_code == 401
    assert response["HX-Redirect"] == "/entrar?next=/bandeja%3Fq%3Dandes"
    assert response.content == b""


@pytest.mark.parametrize("verb", ["completar", "formulario", "tomar", "esperar"])
def test_should_lead_from_where_a_task_is_sent_to_the_task(company: Company, verb: str) -> None:
    address = f"/tareas/{company.task}"
    asked = Client(HTTP_HOST="127.0.0.1").post(f"{address}/{verb}?vista=mias")
    client = company.enter("ana")

    response = client.get(f"{address}/{verb}?vista=mias")

    assert asked["Location"] == f"/entrar?next={address}/{verb}%3Fvista%3Dmias"
    assert (response.status_code, response["Location"]) == (302, f"{address}?vista=mias")
    assert client.get(response["Location"]).status_code == 200


def test_should_never_lead_elsewhere_from_the_login(company: Company) -> None:
    shown = {"HX-Request": "true", "HX-Current-URL": "https://otro.example//evil.example/x"}

    response = Client(HTTP_HOST="127.0.0.1").get("/bandeja", headers=shown)

    assert "otro.example" not in response["HX-Redirect"]
    given = {"usuario": "ana", "clave": "ana-clave", "siguiente": "//evil.example/x"}
    assert Client(HTTP_HOST="127.0.0.1").post("/entrar", given)["Location"] == "/bandeja"


def test_should_say_a_problem_over_the_page_where_a_part_was_asked_for(company: Company) -> None:
    response = company.enter("ana").get("/casos/nada", headers={"HX-Request": "true"})

    assert response.status_code == 404
    assert unquote(response["X-Aviso"]).startswith("No está. Esa página, tarea o caso no existe")


def test_should_keep_the_browsers_language_through_the_login(company: Company) -> None:
    english = {"Accept-Language": "en-GB,es;q=0.5"}
    client = Client(HTTP_HOST="127.0.0.1")
    door = client.get("/entrar", headers=english).content.decode()
    client.post("/entrar", {"usuario": "ana", "clave": "ana-clave"}, headers=english)

    inside = client.get("/bandeja", headers=english).content.decode()

    assert '<html lang="en"' in door
    assert '<html lang="en"' in inside
    chosen = client.post("/preferencias", {"idioma": "es", "volver": "/bandeja"}, headers=english)
    assert chosen["Location"] == "/bandeja"
    assert '<html lang="es"' in client.get("/bandeja", headers=english).content.decode()
