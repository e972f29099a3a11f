from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from tests.forms.support import form_of

DATE = "Escriba una fecha, por ejemplo 2026-03-31."
FECHA = {"type": "datetime", "subtype": "date", "key": "fecha", "validate": {"required": True}}


def rows(*components: Mapping[str, object], **attributes: object) -> dict[str, object]:
    return {"type": "dynamiclist", "path": "items", "components": components, **attributes}


def test_rows_come_back_as_contexts() -> None:
    result = form_of(rows(FECHA)).validate({"items": [{"fecha": "2026-03-31"}]}, {})

    assert result.errors == {}
    assert result.values == {"items": [{"fecha": date(2026, 3, 31)}]}


def test_errors_name_row_and_field() -> None:
    data = {"items": [{"fecha": "2026-03-31"}, {}, {"fecha": "x", "otro": 1}, 5]}

    assert form_of(rows(FECHA)).validate(data, {}).errors == {
        "items[1].fecha": DATE,
        "items[2].otro": "El formulario no tiene este campo; quítelo de la respuesta.",
        "items[2].fecha": DATE,
        "items[3]": "Escriba los campos de la fila.",
    }


def test_rows_inside_rows() -> None:
    form = form_of(rows({"type": "dynamiclist", "path": "dias", "components": [FECHA]}))

    result = form.validate({"items": [{}, {"dias": [{"fecha": "2026-03-31"}, {}]}]}, {})

    assert result.errors == {"items[1].dias[1].fecha": DATE}


@pytest.mark.parametrize("sent", ["x", {"fecha": "2026-03-31"}, 5])
def test_what_is_no_list_is_refused(sent: object) -> None:
    assert form_of(rows(FECHA)).validate({"items": sent}, {}).errors == {
        "items": "Escriba una lista de filas."
    }


def test_too_many_rows_are_refused() -> None:
    assert form_of(rows()).validate({"items": [{}] * 1001}, {}).errors == {
        "items": "Escriba como máximo 1000 filas."
    }


def test_rows_left_out_are_those_that_a_default_fills() -> None:
    quantity = {"type": "number", "key": "n", "defaultValue": 1}

    assert form_of(rows(quantity, defaultRepetitions=2)).validate({}, {}).values == {
        "items": [{"n": Decimal(1)}, {"n": Decimal(1)}]
    }
    assert form_of(rows(quantity, defaultRepetitions=0)).validate({}, {}).values == {}
    assert form_of(rows(FECHA, defaultRepetitions=2)).validate({}, {}).values == {}
    assert form_of(rows(FECHA)).validate({"items": None}, {}).values == {"items": []}


def test_a_row_sees_itself_its_place_and_what_surrounds_it() -> None:
    form = form_of(
        {"type": "number", "key": "tasa"},
        rows(
            {"type": "number", "key": "n"},
            {"type": "expression", "key": "fila", "expression": "=i[1]"},
            {"type": "expression", "key": "total", "expression": "=this.n * parent.tasa * factor"},
            {"type": "textfield", "key": "nota", "conditional": {"hide": "=n > 1"}},
        ),
    )

    result = form.validate(
        {"tasa": 2, "items": [{"n": 1, "nota": "a"}, {"n": 3, "nota": "b"}]},
        {"factor": Decimal(10)},
    )

    assert result.errors == {}
    assert result.values["items"] == [
        {"n": 1, "fila": 1, "total": 20, "nota": "a"},
        {"n": 3, "fila": 2, "total": 60},
    ]


def test_a_condition_may_look_at_the_rows() -> None:
    form = form_of(
        rows({"type": "number", "key": "n"}),
        {"type": "textfield", "key": "por_que", "conditional": {"hide": "=count(items) < 2"}},
    )

    assert "por_que" not in form.validate({"items": [{}], "por_que": "x"}, {}).values
    assert form.validate({"items": [{}, {}], "por_que": "x"}, {}).values["por_que"] == "x"


def test_open_rows_keep_what_the_form_does_not_ask() -> None:
    # given
    form = form_of(rows(FECHA, properties={"rows": "open"}))
    sent = [{"fecha": "2026-03-31", "nota": "urge"}, "más turnos", {"otro": 1}]

    # when
    result = form.validate({"items": sent}, {})

    # then
    assert result.errors == {"items[2].fecha": DATE}
    assert result.values == {
        "items": [{"nota": "urge", "fecha": date(2026, 3, 31)}, "más turnos", {"otro": Decimal(1)}]
    }
