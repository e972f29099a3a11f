"""The inbox and a task: part or page, take and give back, complete, refuse, come too late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cauce.runtime import selectors, services

if TYPE_CHECKING:
    from tests.web.conftest import Company

PART = {"HX-Request": "true"}


def _open(company: Company) -> list[selectors.OpenTask]:
    return selectors.open_tasks(organisation="casa", case_key=company.case_key)


def test_should_give_a_page_or_its_part(company: Company) -> None:
    client = company.enter("ana")

    for path in ("/bandeja", f"/tareas/{company.task}"):
        page, part = client.get(path), client.get(path, headers=PART)
        assert page.content.lstrip().startswith(b"<!doctype html>")
        assert b"<html" not in part.content
        assert part.content.lstrip().startswith(b"<section")


def test_should_list_what_a_person_may_do_and_nothing_else(company: Company) -> None:
    address = f"/tareas/{company.task}"

    assert address in company.enter("ana").get("/bandeja").content.decode()
    assert address not in company.enter("caro").get("/bandeja").content.decode()


def test_should_find_by_words_without_accents(company: Company) -> None:
    client = company.enter("ana")

    assert company.task in client.get("/bandeja?q=ÁNDES+validar").content.decode()
    assert company.task not in client.get("/bandeja?q=pampa").content.decode()


def test_should_take_and_give_back(company: Company) -> None:
    client = company.enter("ana")

    client.post(f"/tareas/{company.task}/tomar", headers=PART)
    assert [task.assignee for task in _open(company)] == ["ana"]
    client.post(f"/tareas/{company.task}/devolver", headers=PART)
    assert [task.assignee for task in _open(company)] == [None]


def test_should_stop_the_clock_while_the_client_is_asked(company: Company) -> None:
    client = company.enter("ana")

    client.post(f"/tareas/{company.task}/esperar", {"pide": "El RUT"})
    (waiting,) = _open(company)
    assert waiting.asks == "El RUT"
    assert waiting.waiting_since is not None
    client.post(f"/tareas/{company.task}/reanudar")
    (running,) = _open(company)
    assert running.waiting_since is None


def test_should_keep_what_is_half_written_while_taking_and_waiting(company: Company) -> None:
    client = company.enter("ana")
    half = {"f.observaciones": "Falta el RUT", "f.validado": "false"}

    for verb in ("tomar", "esperar", "reanudar", "devolver"):
        html = client.post(f"/tareas/{company.task}/{verb}", half, headers=PART).content.decode()
        assert html.count('hx-include="#formulario"') == 2
        assert "Falta el RUT" in html
        assert 'value="false" checked' in html
    assert "Falta el RUT" not in client.get(f"/tareas/{company.task}").content.decode()


def test_should_tell_who_was_first(company: Company) -> None:
    ana, eva = company.enter("ana"), company.enter("eva")
    ana.post(f"/tareas/{company.task}/tomar")

    late = eva.post(f"/tareas/{company.task}/tomar", headers=PART)

    assert late.status_code == 409
    assert "Ana Rivas tomó esta tarea antes" in late.content.decode()
    assert [task.assignee for task in _open(company)] == ["ana"]


def test_should_tell_who_completed_it(company: Company) -> None:
    services.complete(task=company.task, data={}, by="ana")
    before = [task.id for task in _open(company)]

    late = company.enter("eva").post(f"/tareas/{company.task}/completar", headers=PART)

    assert late.status_code == 409
    assert "Ana Rivas completó esta tarea" in late.content.decode()
    assert [task.id for task in _open(company)] == before


def test_should_refuse_who_has_not_the_role(company: Company) -> None:
    response = company.enter("caro").post(f"/tareas/{company.task}/completar", headers=PART)

    assert response.status_code == 403
    assert [task.id for task in _open(company)] == [company.task]


def test_should_refuse_a_form_field_by_field_and_lose_nothing(company: Company) -> None:
    client = company.enter("ana")
    sent = {"f.validado": "quizás", "f.observaciones": "Que no se pierda"}

    refused = client.post(f"/tareas/{company.task}/completar", sent, headers=PART)

    html = refused.content.decode()
    assert refused.status_code == 422
    assert refused["HX-Retarget"] == "#formulario"
    assert html.lstrip().startswith("<form")
    assert "Que no se pierda" in html
    assert 'role="alert"' in html
    assert 'aria-invalid="true"' in html
    assert [task.id for task in _open(company)] == [company.task]


def test_should_go_on_with_what_the_case_asks_next(company: Company) -> None:
    client = company.enter("ana")
    others = [company.start() for _ in range(2)]

    done = client.post(f"/tareas/{company.task}/completar")

    (following,) = _open(company)
    assert following.id not in {company.task, *others}
    assert done.status_code == 302
    assert done["Location"] == f"/tareas/{following.id}"


def test_should_go_on_below_where_the_case_asks_another(company: Company) -> None:
    client = company.enter("ana")
    other = company.start()
    client.post(f"/tareas/{company.task}/completar")
    (deciding,) = _open(company)

    sent = {"f.validado": "false", "f.motivo": "Sin datos"}
    ended = client.post(f"/tareas/{deciding.id}/completar", sent)

    assert _open(company) == []
    assert ended["Location"] == f"/tareas/{other}"


def test_should_show_beside_a_document_what_its_author_wrote(company: Company) -> None:
    client = company.enter("ana")
    for _ in range(3):
        (task,) = _open(company)
        client.post(f"/tareas/{task.id}/completar")
    (sending,) = _open(company)
    client.post(f"/tareas/{sending.id}/completar", {"f.mensaje_envio": "Ojo con <la> fecha"})

    (validating,) = _open(company)
    html = client.get(f"/tareas/{validating.id}").content.decode()

    assert validating.name == "Validar CRO"
    assert '<p class="paper-note"><b>Ana Rivas:</b> Ojo con &lt;la&gt; fecha</p>' in html


def test_should_speak_english_when_asked(company: Company) -> None:
    client = company.enter("ana")

    client.post("/preferencias", {"idioma": "en", "volver": "/bandeja"})

    html = client.get("/bandeja").content.decode()
    assert '<html lang="en"' in html
    assert "Inbox" in html
    assert "Bandeja" not in html
