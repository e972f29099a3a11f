"""Rows of a list in a task's form: added where somebody goes on, and refused by their number."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.web.conftest import HOUSE

from cauce.people.services import set_password, set_roles
from cauce.runtime import selectors, services

PART = {"HX-Request": "true"}


@pytest.fixture
def positions(database: None) -> tuple[Client, str]:
    """Somebody at the door, and the task that asks for a project's positions."""
    services.load_package(organisation=HOUSE, package="interacciones_equipos")
    set_roles(organisation=HOUSE, login="hugo", name="Hugo Vera", roles=["IT Talent Services"])
    set_password(login="hugo", password="hugo-clave")
    services.publish(
        organisation=HOUSE, message="proyecto_ganado", variables={"cliente_id": "andes"}
    )
    (task,) = selectors.open_tasks(organisation=HOUSE, by="hugo")
    client = Client(HTTP_HOST="127.0.0.1")
    client.post("/entrar", {"usuario": "hugo", "clave": "hugo-clave"})
    return client, task.id


def test_should_say_in_which_row_something_is_wrong(positions: tuple[Client, str]) -> None:
    client, task = positions
    sent = {
        "f.posiciones#": "2",
        "f.posiciones[0].dedicacion": "100",
        "f.posiciones[1].dedicacion": "150",
    }

    refused = client.post(f"/tareas/{task}/completar", sent, headers=PART)

    summary = re.findall(r'<li><a href="([^"]*)">([^<]*)</a>', refused.content.decode())
    assert refused.status_code == 422
    assert summary == [
        ("#c-posiciones-1--dedicacion", "Fila 2, Dedicación: Escriba un número hasta 100.")
    ]


def test_should_go_on_in_the_row_that_was_added(positions: tuple[Client, str]) -> None:
    client, task = positions
    sent = {"f.posiciones#": "1", "f.posiciones[0].titulo": "Backend", "fila_mas": "posiciones"}

    shown = client.post(f"/tareas/{task}/formulario", sent, headers=PART).content.decode()

    (focused,) = re.findall(r"<[^>]* data-focus[^>]*>", shown)
    assert 'id="c-posiciones-1--titulo"' in focused
    assert 'value="Backend"' in shown
