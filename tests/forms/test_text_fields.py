from __future__ import annotations

import pytest
from tests.forms.support import form_of


def field(**attributes: object) -> dict[str, object]:
    return {"type": "textfield", "key": "nombre", **attributes}


@pytest.mark.parametrize(
    ("validate", "value", "error"),
    [
        ({"required": True}, "", "Escriba un texto."),
        ({"required": True}, "   ", "Escriba un texto."),
        ({"required": True}, None, "Escriba un texto."),
        ({}, 5, "Escriba un texto."),
        ({"minLength": 3}, "ab", "Escriba al menos 3 caracteres; hay 2."),
        ({"maxLength": 3}, "abcd", "Escriba como máximo 3 caracteres; hay 4."),
        ({"pattern": "^[0-9]+$"}, "12a", "Escríbalo con la forma ^[0-9]+$."),
        (
            {"validationType": "email"},
            "ana@",
            "Escriba un correo, por ejemplo nombre@empresa.cl.",
        ),
        (
            {"validationType": "phone"},
            "12",
            "Escriba un teléfono con su código de país, por ejemplo +56 9 1234 5678.",
        ),
        ({"pattern": "^a*$"}, "a" * 201, "Escriba como máximo 200 caracteres; hay 201."),
    ],
)
def test_a_text_that_is_not_taken(validate: dict[str, object], value: object, error: str) -> None:
    result = form_of(field(validate=validate)).validate({"nombre": value}, {})

    assert result.errors == {"nombre": error}
    assert not result.is_valid


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        ({"required": True}, " Ana "),
        ({"minLength": "3", "maxLength": 3}, " abc "),
        ({"pattern": "[0-9]"}, "año 2026"),
        ({"validationType": "email"}, "ana@empresa.cl"),
        ({"validationType": "phone"}, "+56 9 1234 5678"),
        ({"validationType": "custom", "pattern": ""}, "x"),
    ],
)
def test_a_text_that_is_taken_as_it_was_written(validate: dict[str, object], value: str) -> None:
    result = form_of(field(validate=validate)).validate({"nombre": value}, {})

    assert result.errors == {}
    assert result.values == {"nombre": value}


@pytest.mark.parametrize("value", ["", "  ", None])
def test_an_emptied_optional_text_is_null(value: object) -> None:
    result = form_of(field(validate={"minLength": 3})).validate({"nombre": value}, {"nombre": "a"})

    assert result.errors == {}
    assert result.values == {"nombre": None}


def test_messages_come_in_english_too() -> None:
    form = form_of(field(validate={"minLength": 3}))

    assert form.validate({"nombre": "ab"}, {}, language="en").errors == {
        "nombre": "Write at least 3 characters; there are 2."
    }
    assert form.validate({"nombre": "ab"}, {}, language="fr").errors == {
        "nombre": "Escriba al menos 3 caracteres; hay 2."
    }
