"""A small company behind the door: one process, three people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from cauce.people.services import set_password, set_roles
from cauce.runtime import selectors, services

HOUSE = "casa"


@dataclass(frozen=True, kw_only=True)
class Company:
    """An organisation with the nine-phase process and a case in it, at its first task."""

    case_key: str
    task: str
    enter: Callable[[str], Client]

    def start(self) -> str:
        """Begin another case; give the id of its first task."""
        return _start()[1]


@pytest.fixture
def company(database: None) -> Company:
    services.load_package(organisation=HOUSE, package="servicios_nuevos_clientes")
    for login, name, roles in (
        ("ana", "Ana Rivas", ["Mesa de Ayuda"]),
        ("eva", "Eva Mora", ["Mesa de Ayuda"]),
        ("caro", "Carolina Fuentes", ["Gerente Comercial"]),
    ):
        set_roles(organisation=HOUSE, login=login, name=name, roles=roles)
        set_password(login=login, password=f"{login}-clave")
    set_roles(organisation="otra", login="raul", name="Raúl", roles=["Mesa de Ayuda"])
    set_password(login="raul", password="raul-clave")
    case_key, task = _start()
    return Company(case_key=case_key, task=task, enter=_enter)


def _start() -> tuple[str, str]:
    started = services.start(
        organisation=HOUSE,
        process="servicios_ejecucion",
        start_event="inicio_mesa_de_ayuda",
        data={
            "b2b": False,
            "cliente": {"nombre": "Andes Retail", "pais": "CL", "internacional": False},
            "ambientes": {"pruebas": True, "produccion": True},
        },
    )
    (task,) = selectors.open_tasks(organisation=HOUSE, case_key=started.case_key)
    return started.case_key, task.id


def _enter(login: str) -> Client:
    client = Client(HTTP_HOST="127.0.0.1")
    given = {"usuario": login, "clave": f"{login}-clave"}
    assert client.post("/entrar", given).status_code == 302
    return client
