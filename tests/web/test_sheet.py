"""The document beside a task: the one before while there is none, and what changed in a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cauce.documents import selectors as documents
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
    second = _document(company, 2, "?cambios")
    assert "<td><del>99,5</del><ins>99,9</ins> % al mes</td>" in second
    assert "<td>99,9 % al mes</td>" in _document(company, 2)
    assert "cambios" not in _document(company, 1)
    for html in (first, correcting):
        assert "lo que cambió desde" not in html
        assert "<ins>" not in html


def _document(company: Company, number: int, query: str = "") -> str:
    found = documents.of_case(organisation="casa", case_key=company.case_key)
    (proposal,) = [document for document in found if document.type == "D2"]
    address = f"/casos/{company.case_key}/documentos/{proposal.id}/{number}{query}"
    return company.enter("caro").get(address).content.decode()
