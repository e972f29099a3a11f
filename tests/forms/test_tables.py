"""Tables: what the variables hold, row by row, under the headings of the form."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from tests.forms.support import form_of

from cauce.forms import ColumnDescription, FormError, describe, load_form, translate

TABLE: dict[str, Any] = {
    "type": "table",
    "id": "lista",
    "label": "Personas propuestas",
    "dataSource": "=propuestos",
    "columns": [{"key": "persona", "label": "Persona"}, {"key": "ajuste", "label": "Ajuste %"}],
}


def test_a_table_gives_the_rows_of_its_source_and_its_headings() -> None:
    people = [{"persona": "PER-1", "ajuste": Decimal(92), "razones": "Parte en la fecha"}]

    (table,) = describe(form_of(TABLE), {"propuestos": people})

    assert table.value == people
    assert table.columns == (
        ColumnDescription(key="persona", label="Persona"),
        ColumnDescription(key="ajuste", label="Ajuste %"),
    )
    assert (table.key, table.editable) == ("", False)


def test_a_table_without_rows_has_no_value() -> None:
    (table,) = describe(form_of(TABLE))

    assert table.value is None


def test_headings_are_translated() -> None:
    (table,) = describe(translate(form_of(TABLE), {"Ajuste %": "Match %"}))

    assert [column.label for column in table.columns] == ["Persona", "Match %"]


def test_a_table_asks_nothing() -> None:
    result = form_of(TABLE).validate({}, {"propuestos": [{"persona": "PER-1"}]})

    assert (dict(result.values), dict(result.errors)) == ({}, {})


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"dataSource": ""}, "EXPRESSION_INVALID"),
        ({"dataSource": "=1 +"}, "EXPRESSION_INVALID"),
        ({"columns": []}, "ATTRIBUTE_INVALID"),
        ({"columns": [{"label": "Sin clave"}]}, "ATTRIBUTE_INVALID"),
    ],
)
def test_a_table_that_could_show_nothing_is_refused(given: dict[str, object], code: str) -> None:
    document = {"type": "default", "schemaVersion": 18, "components": [{**TABLE, **given}]}

    with pytest.raises(FormError) as refused:
        load_form(json.dumps(document).encode())

    assert [(problem.code, problem.component) for problem in refused.value.problems] == [
        (code, "lista")
    ]
