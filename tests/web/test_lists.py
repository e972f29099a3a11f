"""Lists and tables of a form on a page: what a person leaves blank, and what is shown."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from cauce.forms import Form, describe, load_form
from cauce.web.answers import answers_of
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
