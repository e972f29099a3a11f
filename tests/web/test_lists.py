"""Lists and tables of a form on a page: what a person leaves blank, and what is shown."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from cauce.forms import Form, describe, load_form
from cauce.web.answers import answers_of
from cauce.web.focus import after_rows
from cauce.web.widgets import Table, widgets_of

LIST: dict[str, Any] = {
    "type": "dynamiclist",
    "path": "candidatos",
    "label": "Shortlist",
    "defaultRepetitions": 0,
    "components": [{"type": "textfield", "key": "persona", "label": "Persona"}],
}
TABLE: dict[str, Any] = {
    "type": "table",
    "id": "propuestos",
    "label": "Personas propuestas",
    "dataSource": "=propuestos",
    "columns": [{"key": "razones", "label": "Razones"}, {"key": "persona", "label": "Persona"}],
}


def _form(*components: dict[str, Any]) -> Form:
    document = {"type": "default", "schemaVersion": 18, "components": components}
    return load_form(json.dumps(document).encode())


def _answers(component: dict[str, Any], sent: str, **seen: object) -> dict[str, Any]:
    return answers_of(describe(_form(component), seen), QueryDict(sent), "es")


def test_should_leave_out_a_list_that_nobody_touched() -> None:
    assert _answers(LIST, "f.candidatos%23=0") == {}


def test_should_read_the_rows_of_a_list() -> None:
    sent = "f.candidatos%23=2&f.candidatos[0].persona=Ana&f.candidatos[1].persona=Eva"

    assert _answers(LIST, sent) == {"candidatos": [{"persona": "Ana"}, {"persona": "Eva"}]}


def test_should_take_a_list_for_empty_when_its_rows_were_taken_away() -> None:
    began_with_one = {**LIST, "defaultRepetitions": 1}

    assert _answers(began_with_one, "f.candidatos%23=0") == {"candidatos": []}
    assert _answers(LIST, "f.candidatos%23=0", candidatos=[{"persona": "Ana"}]) == {
        "candidatos": []
    }


def test_should_show_a_table_under_its_headings_and_each_cell_beside_its_own() -> None:
    people = [
        {"persona": "PER-1", "ajuste": Decimal(92), "razones": "Parte el 2026-03-16"},
        {"persona": "PER-2"},
    ]
    seen = {"propuestos": people}

    (full,) = widgets_of(_form(TABLE), seen, {}, timezone.now(), seen, language="es")
    (bare,) = widgets_of(_form(TABLE), {}, {}, timezone.now(), {}, language="es")

    assert full.table == Table(
        headings=("Razones", "Persona"),
        rows=(
            (("Razones", "Parte el 16-03-2026"), ("Persona", "PER-1")),
            (("Razones", ""), ("Persona", "PER-2")),
        ),
    )
    assert (bare.kind, bare.table) == ("table", None)


def test_should_show_in_a_row_what_follows_from_its_answers() -> None:
    differs = {"type": "expression", "key": "difiere", "expression": "=a != b"}
    asked = [{"type": "number", "key": key, "label": key} for key in ("a", "b")]
    seen = {"m": [{"a": Decimal(1), "b": Decimal(3)}, {"a": Decimal(2), "b": Decimal(2)}]}
    matrix = {"type": "dynamiclist", "path": "m", "components": [*asked, differs]}

    (found,) = widgets_of(_form(matrix), seen, {}, timezone.now(), {}, language="es")

    assert [[cell.value for cell in row.cells] for row in found.rows] == [
        ["1", "3", "Sí"],
        ["2", "2", "No"],
    ]
    assert [row.cells[0].moves for row in found.rows] == ["#c-m-0--difiere", "#c-m-1--difiere"]


def test_should_renew_what_is_computed_when_a_number_changes_and_nothing_else() -> None:
    margin = {"type": "expression", "key": "perfil.margen", "expression": "=perfil.precio * 2"}
    asked = [
        {"type": "number", "key": "perfil.precio", "label": "Precio"},
        {"type": "textarea", "key": "perfil.alcance", "label": "Alcance"},
    ]

    price, text, computed = widgets_of(
        _form(*asked, margin), {}, {}, timezone.now(), {}, language="es"
    )

    assert (price.moves, text.moves) == (f"#{computed.id}", "")


def test_should_go_on_with_the_row_that_was_added_or_took_the_place_of_another() -> None:
    def goes_on(sent: str, rows: int) -> str:
        seen = {"candidatos": [{"persona": "Ana"}] * rows}
        widgets = widgets_of(_form(LIST), seen, {}, timezone.now(), {}, language="es")
        return after_rows(QueryDict(sent), widgets)

    assert goes_on("fila_mas=candidatos", 3) == "c-candidatos-2--persona"
    assert goes_on("fila_menos=candidatos[0]", 2) == "c-candidatos-0--persona"
    assert goes_on("fila_menos=candidatos[2]", 2) == "c-candidatos-1--persona"
    assert goes_on("fila_menos=candidatos[0]", 0) == "c-candidatos-mas"
    assert goes_on("fila_mas=otra", 2) == ""
    assert goes_on("fila_menos=[", 2) == ""
    assert goes_on("f.candidatos%23=2", 2) == ""


def test_should_say_what_a_number_counts_where_it_tells_of_a_row() -> None:
    match = {"type": "number", "key": "n", "appearance": {"suffixAdorner": "%"}}
    name = {"type": "textfield", "key": "nombre"}
    values = [{"value": True, "label": "Entrevistar"}, {"value": False, "label": "Dejar fuera"}]
    ask = {"type": "radio", "key": "si", "values": values}
    people = {"type": "dynamiclist", "path": "p", "components": [name, match, ask]}
    seen = {"p": [{"nombre": "Ana", "n": Decimal(92)}]}

    (found,) = widgets_of(_form(people), seen, {}, timezone.now(), seen, language="es")

    (row,) = found.rows
    assert row.heading == ("Ana", "92 %")
    assert [cell.kind for cell in row.cells] == ["segments"]


def test_should_keep_a_row_that_came_folded_once_it_was_sent_back() -> None:
    since = {"type": "datetime", "subtype": "date", "key": "desde", "dateLabel": "Desde"}
    name, why = ({"type": "textfield", "key": key} for key in ("nombre", "razones"))
    ask = {"type": "radio", "key": "si", "values": [{"value": True, "label": "Sí"}]}
    people = {"type": "dynamiclist", "path": "p", "components": [name, since, why, ask]}
    given = {"p": [{"nombre": "Ana", "desde": "2027-01-18", "razones": None}]}
    sent = {"p": [{"nombre": "Ana", "desde": date(2027, 1, 18), "razones": ""}, {}]}

    (found,) = widgets_of(_form(people), sent, {}, timezone.now(), given, language="es")

    assert [row.heading for row in found.rows] == [("Ana", "18-01-2027"), None]


def test_should_give_long_answers_a_card_each() -> None:
    values = [
        {"value": "B", "label": "B · Talento: onboarding y selección de personas"},
        {"value": "A", "label": "A · Servicio"},
    ]

    (line,) = widgets_of(
        _form({"type": "radio", "key": "linea", "values": values}),
        {},
        {},
        timezone.now(),
        {},
        language="es",
    )

    assert line.kind == "cards"
    assert [choice.parts for choice in line.choices] == [
        ("B · Talento", "Onboarding y selección de personas"),
        ("A · Servicio", ""),
    ]
