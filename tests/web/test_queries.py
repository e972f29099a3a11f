"""No page asks the database more often because there is more in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cauce.documents.models import Document
from cauce.runtime import selectors, services
from cauce.runtime.models import Instance

if TYPE_CHECKING:
    from tests.web.conftest import Company

MANY = 30
PART = {"HX-Request": "true"}


def _start() -> str:
    started = services.start(
        organisation="casa",
        process="servicios_ejecucion",
        start_event="inicio_mesa_de_ayuda",
        data={
            "b2b": True,
            "cliente": {"nombre": "Austral", "pais": "CL", "internacional": False},
            "ambientes": {"pruebas": True, "produccion": True},
        },
    )
    return started.case_key


def _first_task(case_key: str) -> str:
    return selectors.open_tasks(organisation="casa", case_key=case_key)[0].id


def _work(case_key: str, until: str) -> None:
    """Do a case's tasks until one of that name is open."""
    while all(t.name != until for t in _open(case_key)):
        services.complete(task=_open(case_key)[0].id, data={}, by=None)


def _open(case_key: str) -> list[selectors.OpenTask]:
    return selectors.open_tasks(organisation="casa", case_key=case_key)


Get = Callable[[Client], HttpResponse]


def _queries(client: Client, get: Get) -> int:
    get(client)  # what is kept for the process is read once
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert get(client).status_code in {200, 302}
    return len(asked)


def _page(path: str) -> Get:
    return lambda client: client.get(path)  # type: ignore[return-value]  # the test client's subclass


def _paths(company: Company) -> dict[str, str]:
    document = Document.objects.get(case__key=company.case_key, code="D(1)")
    process = Instance.objects.filter(case__key=company.case_key).earliest("pk")
    return {
        "inbox": "/bandeja",
        "search": "/bandeja?q=austral&vista=libres",
        "task": f"/tareas/{_first_task(company.case_key)}",
        "cases": "/casos",
        "cases searched": "/casos?q=austral&vista=todos",
        "case": f"/casos/{company.case_key}",
        "document": f"/casos/{company.case_key}/documentos/{document.uid}/1",
        "path": f"/casos/{company.case_key}/camino/{process.uid}",
    }


def test_should_ask_as_often_for_thirty_cases_as_for_one(company: Company) -> None:
    # given a case with a document, and a page of every kind
    _work(company.case_key, "Validar CRO")
    client, paths = company.enter("ana"), _paths(company)
    few = {name: _queries(client, _page(path)) for name, path in paths.items()}

    # when there are many more cases, half of them further on
    for index in range(MANY):
        key = _start()
        if index % 2:
            _work(key, "Validar CRO")

    # then every page asks as often as before
    assert {name: _queries(client, _page(path)) for name, path in paths.items()} == few
    assert max(few.values()) < 35


def test_should_ask_as_often_to_complete_among_many(company: Company) -> None:
    client = company.enter("ana")

    def complete(key: str) -> int:
        address = f"/tareas/{_first_task(key)}/completar"
        with CaptureQueriesContext(connection) as asked:
            assert client.post(address, headers=PART).status_code == 200
        return len(asked)

    complete(_start())
    few = complete(_start())
    for _ in range(MANY):
        _start()

    assert complete(_start()) == few


@pytest.mark.parametrize("more", [5, 40])
def test_should_ask_as_often_however_much_happened(company: Company, more: int) -> None:
    client, task = company.enter("ana"), company.task
    path = f"/casos/{company.case_key}"
    services.claim(task=task, by="ana")
    services.release(task=task, by="ana")
    few = _queries(client, _page(path)), _queries(client, _page(f"/tareas/{task}"))

    for _ in range(more):
        services.claim(task=task, by="ana")
        services.release(task=task, by="ana")

    assert (_queries(client, _page(path)), _queries(client, _page(f"/tareas/{task}"))) == few
