"""Defaults, hidden fields, what may not be changed, and what the form does not have."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.forms.support import form_of

UNKNOWN = "El formulario no tiene este campo; quítelo de la respuesta."
READ_ONLY = "Este campo no se puede cambiar; quítelo de la respuesta."
YES_NO = [{"label": "Sí", "value": True}, {"label": "No", "value": False}]
APPROVED = {
    "type": "radio",
    "key": "aprobado",
    "values": YES_NO,
    "defaultValue": True,
    "validate": {"required": True},
}
REASON = {
    "type": "textarea",
    "key": "observaciones",
    "validate": {"required": True},
    "conditional": {"hide": "=aprobado != false"},
}


def test_an_empty_answer_takes_the_defaults() -> None:
    result = form_of(APPROVED, REASON).validate({}, {"aprobado": False})

    assert result.errors == {}
    assert result.values == {"aprobado": True}


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_required_field_is_the_default(empty: object) -> None:
    assert form_of(APPROVED).validate({"aprobado": empty}, {}).values == {"aprobado": True}


def test_a_default_may_be_computed_from_the_variables() -> None:
    form = form_of(
        {"type": "number", "key": "monto", "defaultValue": "=precio * 2", "validate": {"min": 1}}
    )

    assert form.validate({}, {"precio": Decimal(4)}).values == {"monto": Decimal(8)}
    assert form.validate({}, {}).values == {}
    assert form.validate({}, {"precio": Decimal(-1)}).errors == {
        "monto": "Escriba un número desde 1."
    }


def test_a_required_field_without_default_is_satisfied_by_what_the_variable_holds() -> None:
    form = form_of({"type": "textfield", "key": "n", "validate": {"required": True}})

    assert form.validate({}, {"n": "Ana"}).is_valid
    assert form.validate({}, {"n": "Ana"}).values == {}
    assert form.validate({"n": ""}, {"n": "Ana"}).errors == {"n": "Escriba un texto."}
    assert form.validate({}, {}).errors == {"n": "Escriba un texto."}


def test_a_hidden_field_is_neither_required_nor_kept() -> None:
    form = form_of(APPROVED, REASON)

    shown = form.validate({"aprobado": False}, {})
    hidden = form.validate({"aprobado": True, "observaciones": "sobra"}, {})

    assert shown.errors == {"observaciones": "Escriba un texto."}
    assert hidden.errors == {}
    assert hidden.values == {"aprobado": True}


def test_the_value_of_a_hidden_field_hides_nothing_further() -> None:
    form = form_of(
        {"type": "checkbox", "key": "a"},
        {"type": "checkbox", "key": "b", "conditional": {"hide": "=a"}},
        {"type": "textfield", "key": "c", "conditional": {"hide": "=b"}},
    )

    assert form.validate({"a": False, "b": True, "c": "x"}, {}).values == {"a": False, "b": True}
    assert form.validate({"a": True, "b": True, "c": "x"}, {}).values == {"a": True, "c": "x"}


def test_fields_that_hide_one_another_come_to_an_end() -> None:
    form = form_of(
        {"type": "textfield", "key": "a", "conditional": {"hide": '=b = "x"'}},
        {"type": "textfield", "key": "b", "conditional": {"hide": '=a = "x"'}},
    )

    assert form.validate({"a": "x", "b": "x"}, {}).errors == {}


def test_a_hidden_group_hides_what_it_holds() -> None:
    group = {
        "type": "group",
        "path": "contacto",
        "conditional": {"hide": "=sin_contacto"},
        "components": [{"type": "textfield", "key": "correo", "validate": {"required": True}}],
    }
    form = form_of({"type": "checkbox", "key": "sin_contacto"}, group)

    assert form.validate({"sin_contacto": True}, {}).values == {"sin_contacto": True}
    assert form.validate({}, {}).errors == {"contacto.correo": "Escriba un texto."}


def test_every_unknown_field_is_named() -> None:
    form = form_of({"type": "textfield", "key": "cliente.nombre"}, {"type": "text", "text": "x"})

    assert form.validate({"otro": 1, "cliente": {"nombre": "Ana", "edad": 5}}, {}).errors == {
        "otro": UNKNOWN,
        "cliente.edad": UNKNOWN,
    }
    assert form.validate({"cliente": "Ana"}, {}).errors == {
        "cliente": "Escriba los campos de este grupo."
    }


def test_a_nested_value_joins_what_its_variable_holds() -> None:
    form = form_of({"type": "textfield", "key": "cliente.nombre"})
    cliente = {"nombre": "Ana", "pais": "CL"}

    result = form.validate({"cliente": {"nombre": "Eva"}}, {"cliente": cliente})

    assert result.values == {"cliente": {"nombre": "Eva", "pais": "CL"}}
    assert cliente == {"nombre": "Ana", "pais": "CL"}
    assert form.validate({}, {"cliente": cliente}).values == {}


@pytest.mark.parametrize("lock", [{"readonly": True}, {"disabled": True}, {"readonly": "=cerrado"}])
def test_what_a_person_may_not_change_may_only_be_sent_back(lock: dict[str, object]) -> None:
    form = form_of({"type": "number", "key": "m", "validate": {"required": True}, **lock})
    context = {"m": Decimal(5), "cerrado": True}

    assert form.validate({"m": 5}, context).errors == {}
    assert form.validate({"m": 5}, context).values == {}
    assert form.validate({"m": 6}, context).errors == {"m": READ_ONLY}
    assert form.validate({"m": "x"}, context).errors == {"m": READ_ONLY}
    assert form.validate({}, {"cerrado": True}).errors == {}


def test_a_read_only_default_is_kept_and_a_disabled_one_is_not() -> None:
    fixed = {"type": "textfield", "key": "t", "defaultValue": "CLP"}

    assert form_of({**fixed, "readonly": True}).validate({}, {}).values == {"t": "CLP"}
    assert form_of({**fixed, "readonly": True}).validate({"t": "USD"}, {}).errors == {
        "t": READ_ONLY
    }
    assert form_of({**fixed, "disabled": True}).validate({}, {}).values == {}


def test_an_expression_computes_and_takes_no_answer() -> None:
    form = form_of(
        {"type": "number", "key": "neto"},
        {"type": "expression", "key": "total", "expression": "=neto * 1.19"},
        {"type": "textfield", "key": "nota", "conditional": {"hide": "=total < 100"}},
    )

    assert form.validate({"neto": 10, "nota": "x"}, {}).values == {
        "neto": Decimal(10),
        "total": Decimal("11.90"),
    }
    assert form.validate({"neto": 100, "nota": "x"}, {}).values["nota"] == "x"
    assert form.validate({"neto": 10, "total": 1}, {}).errors == {"total": READ_ONLY}


def test_nothing_sent_is_changed() -> None:
    data = {"cliente": {"nombre": "Ana"}, "otro": [1]}

    form_of({"type": "textfield", "key": "cliente.nombre"}).validate(data, {})

    assert data == {"cliente": {"nombre": "Ana"}, "otro": [1]}
