"""Who works in the demo company, with the roles of the three packages."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.people.models import Person
from cauce.people.services import set_password, set_roles


@dataclass(frozen=True, kw_only=True, slots=True)
class Worker:
    """Somebody of the demo company; the password is the login."""

    login: str
    name: str
    roles: tuple[str, ...]


PEOPLE: tuple[Worker, ...] = (
    Worker(login="ana", name="Ana Rivas", roles=("Mesa de Ayuda",)),
    Worker(login="bruno", name="Bruno Soto", roles=("Operador Operación", "Operaciones")),
    Worker(login="carolina", name="Carolina Fuentes", roles=("Gerente Comercial",)),
    Worker(login="diego", name="Diego Muñoz", roles=("Gerente Alianzas",)),
    Worker(login="elena", name="Elena Paz", roles=("Responsable Implementación B2B", "IT")),
    Worker(login="felipe", name="Felipe Lagos", roles=("Proceso",)),
    Worker(
        login="gabriela",
        name="Gabriela Toro",
        roles=("Growth Marketing & Sales", "Ejecutivo de Cuenta"),
    ),
    Worker(login="hugo", name="Hugo Vera", roles=("IT Talent Services", "Workforce")),
    Worker(login="irene", name="Irene Díaz", roles=("Backoffice",)),
    Worker(login="julia", name="Julia Ríos", roles=("Mesa de Ayuda",)),
)
"""Desks have several people, and none of them reviews: who has issued a document may not review it,
and of most reviewing roles there is one person only."""


def hire(organisation: str) -> None:
    """Make the people, with roles and passwords; those who are there already stay as they are."""
    known = set(Person.objects.values_list("login", flat=True))
    for worker in PEOPLE:
        if worker.login in known:
            continue
        set_roles(
            organisation=organisation, login=worker.login, roles=worker.roles, name=worker.name
        )
        set_password(login=worker.login, password=worker.login)
