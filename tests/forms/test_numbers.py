from __future__ import annotations

from decimal import Decimal

import pytest
from tests.forms.support import form_of


def field(**attributes: object) -> dict[str, object]:
    return {"type": "number", "key": "monto", **attributes}


@pytest.mark.parametrize("value", [12.5, "12.5", " 12.50 ", Decimal("12.5")])
def test_a_number_comes_back_as_a_decimal(value: object) -> None:
    result = form_of(field()).validate({"monto": value}, {})

    assert result.errors == {}
    assert result.values == {"monto": Decimal("12.5")}
    assert type(result.values["monto"]) is Decimal


@pytest.mark.parametrize("value", [True, "doce", "1e400", "1,5", [], {}, float("inf"), "NaN"])
def test_what_is_no_number_is_refused(value: object) -> None:
    result = form_of(field(validate={"required": True})).validate({"monto": value}, {})

    assert result.errors == {"monto": "Escriba un número."}


@pytest.mark.parametrize(
    ("attributes", "value", "error"),
    [
        ({"validate": {"min": 0}}, -1, "Escriba un número desde 0."),
        ({"validate": {"max": 100}}, "100.01", "Escriba un número hasta 100."),
        ({"decimalDigits": 2}, "1.234", "Escriba un número con 2 decimales como máximo."),
        ({"decimalDigits": 0}, 1.5, "Escriba un número entero."),
        ({"increment": 5}, 12, "Escriba un múltiplo de 5."),
        ({"increment": "0.25"}, "0.3", "Escriba un múltiplo de 0.25."),
        ({"validate": {"max": "=tope"}}, 51, "Escriba un número hasta 50."),
        (
            {"validate": {"max": "=texto"}},
            1,
            "El límite de este campo no se puede calcular con los datos actuales.",
        ),
    ],
)
def test_a_number_keeps_to_its_limits(
    attributes: dict[str, object], value: object, error: str
) -> None:
    context = {"tope": Decimal(50), "texto": "x"}

    result = form_of(field(**attributes)).validate({"monto": value}, context)

    assert result.errors == {"monto": error}


@pytest.mark.parametrize(
    ("attributes", "value", "expected"),
    [
        ({"validate": {"min": 0, "max": 0}}, 0, Decimal(0)),
        ({"decimalDigits": 2}, "1.2300", Decimal("1.23")),
        ({"increment": "0.1"}, 0.3, Decimal("0.3")),
        ({"validate": {"max": "=falta"}}, 7, Decimal(7)),
        ({"serializeToString": True}, 10, "10"),
        ({"serializeToString": True}, "0.00000001", "0.00000001"),
    ],
)
def test_a_number_within_its_limits(
    attributes: dict[str, object], value: object, expected: object
) -> None:
    result = form_of(field(**attributes)).validate({"monto": value}, {})

    assert result.errors == {}
    assert result.values == {"monto": expected}


def test_a_limit_may_depend_on_another_answer() -> None:
    form = form_of({"type": "number", "key": "desde"}, field(validate={"min": "=desde"}))

    assert form.validate({"desde": 5, "monto": 5}, {}).is_valid
    assert form.validate({"desde": 5, "monto": 4}, {}).errors == {
        "monto": "Escriba un número desde 5."
    }
