"""The document beside a task: the one before while there is none, and what changed in a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cauce.runtime import selectors, services

if TYPE_CHECKING:
    from tests.web.conftest import Company


def _do(company: Company, *answers: dict[str, object]) -> None:
    """Complete whatever is open, oldest first, with these answers."""
    for data in answers:
        task = selectors.open_tasks(organisation="casa", case_key=company.case_key)[0]
        services.complete(task=task.id, data=data, by=None)


def _page(company: Company, login: str, name: str) -> str:
    found = selectors.open_tasks(organisation="casa", case_key=company.case_key)
    task = next(task for task in found if task.name == name)
    return company.enter(login).get(f"/tareas/{task.id}").content.decode()


def test_should_show_what_was_issued_before_while_a_document_is_drafted(company: Company) -> None:
    _do(company, {}, {}, {"cro_resumen": "Piden avisos"}, {}, {})

    html = _page(company, "ana", "Generar Propuesta Comercial")

    assert "Antes: CRO v1" in html
    assert "<td>Piden avisos</td>" in html


def test_should_mark_what_changed_while_a_new_version_is_reviewed(company: Company) -> None:
    _do(company, {}, {}, {}, {}, {}, {"sla": "99,5 % al mes", "monto": 100}, {})
    first = _page(company, "caro", "Revisar Propuesta Comercial")
    _do(company, *[{"aprobado": False, "observaciones": "Suba el SLA"}] * 4)
    correcting = _page(company, "ana", "Corregir Propuesta Comercial")
    _do(company, {"sla": "99,9 % al mes"}, {})

    again = _page(company, "caro", "Volver a Revisar Propuesta Comercial")

    assert "<td>99,5 % al mes</td>" in first
    assert "<td>99,5 % al mes</td>" in correcting
    assert "lo que cambió desde v1." in again
    assert "<td><del>99,5</del><ins>99,9</ins> % al mes</td>" in again
    assert "<td>100</td>" in again
    for html in (first, correcting):
        assert "lo que cambió desde" not in html
        assert "<ins>" not in html
