"""The company that works: the package of nine phases, and one person for each role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import msgspec

from cauce.people.services import set_roles
from cauce.runtime import selectors, services
from cauce.runtime.deployed import definition, deployed
from cauce.runtime.models import Instance, JournalEntry, KeptMessage, Organisation

ORGANISATION = "banco"
PACKAGE = "servicios_nuevos_clientes"
PROCESS, START_EVENT = "servicios_ejecucion", "inicio_operacion"
DATA: Mapping[str, Any] = {
    "b2b": False,
    "cliente": {"nombre": "Andes", "pais": "CL", "internacional": False},
    "ambientes": {"pruebas": True, "produccion": True},
}
ANSWERS: Mapping[str, Any] = {"validado": True, "aprobado": True}
"""What forms are answered that ask for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One completion on the way of a case: of its oldest open task."""

    element_id: str
    by: str
    data: Mapping[str, Any]
    plain: bool
    """Whether it throws no message: it appends one entry to the journal, and nothing else."""


def found_company() -> None:
    """Load the package and let one person hold each of its roles."""
    services.load_package(organisation=ORGANISATION, package=PACKAGE)
    organisation = Organisation.objects.get(key=ORGANISATION)
    process = deployed(organisation.pk, organisation.epoch).process(PROCESS)
    assert process is not None
    assert process.package is not None
    for role in process.package.roles:
        set_roles(organisation=ORGANISATION, login=login_of(role), roles=[role])


def login_of(role: str) -> str:
    """Give who holds a role."""
    return role.lower().replace(" ", ".")


def open_case() -> str:
    """Start a case; give its key."""
    by = login_of("Operador Operación")
    return services.start(
        organisation=ORGANISATION, process=PROCESS, data=DATA, start_event=START_EVENT, by=by
    ).case_key


def advance(case_key: str) -> Move | None:
    """Complete a case's oldest open task; give how, or None where it has none."""
    tasks = selectors.open_tasks(organisation=ORGANISATION, case_key=case_key)
    if not tasks:
        return None
    task, by = tasks[0], login_of(tasks[0].roles[0])
    data = _answer(case_key, task.form)
    entries, kept = JournalEntry.objects.count(), KeptMessage.objects.count()
    services.complete(task=task.id, data=data, by=by)
    appended = JournalEntry.objects.count() - entries
    plain = appended == 1 and KeptMessage.objects.count() == kept
    return Move(element_id=task.element_id, by=by, data=data, plain=plain)


def _answer(case_key: str, form: str | None) -> Mapping[str, Any]:
    organisation = Organisation.objects.get(key=ORGANISATION)
    process = definition(Instance.objects.filter(case__key=case_key)[0].definition_id)
    found = deployed(organisation.pk, organisation.epoch).form(form or "", process)
    asked = {field.key for field in found.fields} if found is not None else set()
    return {name: value for name, value in ANSWERS.items() if name in asked}


def write_moves(moves: list[Move]) -> bytes:
    """Write a case's way, for the processes that follow it."""
    return msgspec.json.encode([asdict(move) for move in moves])


def read_moves(data: bytes) -> list[Move]:
    """Read a case's way."""
    return msgspec.json.decode(data, type=list[Move])
