"""Whatever goes wrong is said on a page of the house, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client

from cauce.runtime.errors import DefinitionBroken
from cauce.web.middleware import POLICY

if TYPE_CHECKING:
    from tests.web.conftest import Company

LANGUAGES = {"es": "es-CL,es;q=0.9", "en": "en-GB,en;q=0.9"}

Break = Callable[[pytest.MonkeyPatch], None]


def _nothing(_monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave all as it is."""


def _view_fails(error: Exception) -> Break:
    def fail(*_given: object, **_named: object) -> None:
        raise error

    return lambda monkeypatch: monkeypatch.setattr("cauce.web.views.tasks._inbox", fail)


def _middleware_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_request: HttpRequest) -> str:
        raise ValueError("no view has been reached yet")

    monkeypatch.setattr("cauce.web.middleware.chosen_theme", fail)


def _database_away(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", "/nowhere/at/all")


CASES: dict[str, tuple[int, str, Break, dict[str, Any]]] = {
    "nul in the path": (400, "/casos/a%00b", _nothing, {}),
    "nul in the query": (400, "/casos?q=a%00b", _nothing, {}),
    "another host": (400, "/bandeja", _nothing, {"HTTP_HOST": "otro.example"}),
    "no such page": (404, "/nada", _nothing, {}),
    "no such case": (404, "/casos/nada", _nothing, {}),
    "no such task": (404, "/tareas/nada", _nothing, {}),
    "a name no text has": (404, "/tareas/%FF%FE", _nothing, {}),
    "sent, not asked for: out": (405, "/salir", _nothing, {}),
    "sent, not asked for: looks": (405, "/preferencias", _nothing, {}),
    "a view fails": (500, "/bandeja", _view_fails(ValueError("nobody expected it")), {}),
    "a process is broken": (
        500, "/bandeja", _view_fails(DefinitionBroken("p", 1, ValueError("why"))), {},
    ),
    "something before any view fails": (500, "/bandeja", _middleware_fails, {}),
    "the database is away": (503, "/bandeja", _database_away, {}),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_should_say_what_went_wrong_and_what_to_do(
    company: Company, monkeypatch: pytest.MonkeyPatch, case: str, language: str
) -> None:
    status, address, break_it, named = CASES[case]
    client = company.enter("ana")
    client.raise_request_exception = False
    break_it(monkeypatch)

    response = client.get(address, headers={"Accept-Language": LANGUAGES[language]}, **named)

    html = response.content.decode()
    told = unescape(re.findall(r'<h1 id="titulo">(.+?)</h1><p>(.+?)</p>', html)[0][1])
    assert response.status_code == status
    assert f'<html lang="{language}"' in html
    assert f'<p class="quiet num">{status}</p>' in html
    assert '<a class="btn btn-2" href="/bandeja">' in html
    assert len(told.split(". ")) >= 2, "what is wrong, and what to do"
    assert unquote(response["X-Aviso"]).endswith(told)
    assert response["Content-Security-Policy"] == POLICY
    assert (response["Content-Language"], response["Cache-Control"]) == (language, "no-store")
    assert ('class="btn btn-1"' in html) is (status >= 500), "what may pass can be tried again"


def test_should_keep_saying_which_way_an_address_is_used(company: Company) -> None:
    client = company.enter("ana")

    assert client.get("/salir")["Allow"] == "POST"
    assert client.get("/salir", HTTP_ACCEPT_LANGUAGE="en").content != b""
    assert client.post("/bandeja")["Allow"] == "GET"
    assert client.get("/bandeja").status_code == 200, "and nobody is logged out by it"


def test_should_say_on_a_page_that_a_form_is_stale(company: Company) -> None:
    client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)

    response = client.post("/salir", headers={"Accept-Language": "en"})

    assert response.status_code == 403
    assert "Open the page again and send the form once more." in response.content.decode()


def test_should_say_that_a_form_is_too_large(company: Company) -> None:
    client = company.enter("ana")
    client.raise_request_exception = False

    sent = client.post(f"/tareas/{company.task}/completar", {"f.x": "ñ" * 2_000_000})

    assert sent.status_code == 400
    assert "Es demasiado para un solo envío." in sent.content.decode()


def test_should_say_it_in_the_language_and_colours_that_were_chosen(company: Company) -> None:
    client = company.enter("ana")
    client.cookies.load({"idioma": "en", "tema": "oscuro"})

    html = client.get("/salir", headers={"Accept-Language": "es"}).content.decode()

    assert '<html lang="en" data-tema="oscuro">' in html


@pytest.mark.parametrize("name", ["ana\0", "ana"])
def test_should_let_nobody_in_with_what_no_text_has(company: Company, name: str) -> None:
    given = {"usuario": name, "clave": "ana-clave\0" if name == "ana" else "ana-clave"}

    assert Client(HTTP_HOST="127.0.0.1").post("/entrar", given).status_code == 422


def test_should_say_where_a_text_cannot_be_kept(company: Company) -> None:
    client = company.enter("ana")
    address = f"/tareas/{company.task}"
    client.post(f"{address}/tomar")
    [name, *_] = re.findall(
        r'<textarea[^>]* name="(f\.[^"]+)"', client.get(address).content.decode()
    )

    completed = client.post(f"{address}/completar", {name: "a\0b"})
    waits = client.post(f"{address}/esperar", {"pide": "a\0b"})

    assert (completed.status_code, waits.status_code) == (422, 422)
    assert "tiene caracteres que ningún texto tiene" in completed.content.decode()
    assert "Alguno de los datos no se puede guardar." in waits.content.decode()
    assert client.post(f"{address}/formulario", {name: "a\0b"}).status_code == 200


def test_should_say_that_the_database_is_away_also_where_the_language_is_on_record(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = company.enter("ana")
    client.raise_request_exception = False
    _database_away(monkeypatch)

    response = client.get("/bandeja")

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert '<html lang="es"' in response.content.decode()
