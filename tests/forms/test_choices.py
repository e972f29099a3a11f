from __future__ import annotations

from decimal import Decimal

import pytest
from tests.forms.support import form_of

YES_NO = [{"label": "Sí", "value": True}, {"label": "No", "value": False}]
LETTERS = [{"label": "La A", "value": "a"}, {"label": "La B", "value": "b"}]


def one(**attributes: object) -> dict[str, object]:
    return {"type": "radio", "key": "r", "values": LETTERS, **attributes}


def many(**attributes: object) -> dict[str, object]:
    return {"type": "checklist", "key": "r", "values": LETTERS, **attributes}


def test_an_answer_is_one_of_the_options() -> None:
    form = form_of(one())

    assert form.validate({"r": "b"}, {}).values == {"r": "b"}
    assert form.validate({"r": "c"}, {}).errors == {"r": "Elija una de las opciones: La A, La B."}
    assert form.validate({"r": ["a"]}, {}).errors == {"r": "Elija una de las opciones: La A, La B."}


def test_a_required_choice_has_to_be_made() -> None:
    assert form_of(one(validate={"required": True})).validate({}, {}).errors == {
        "r": "Elija una opción."
    }
    assert form_of(many(validate={"required": True})).validate({"r": []}, {}).errors == {
        "r": "Elija al menos una opción."
    }


@pytest.mark.parametrize(("sent", "kept"), [(False, False), ("false", False), ("true", True)])
def test_yes_and_no_may_be_sent_as_text(sent: object, kept: bool) -> None:
    result = form_of(one(values=YES_NO)).validate({"r": sent}, {})

    assert result.errors == {}
    assert result.values["r"] is kept


def test_true_is_not_the_number_one() -> None:
    form = form_of(one(values=[{"label": "Uno", "value": 1}]))

    assert form.validate({"r": True}, {}).errors == {"r": "Elija una de las opciones: Uno."}
    assert form.validate({"r": "1"}, {}).values == {"r": Decimal(1)}


@pytest.mark.parametrize(
    ("source", "context"),
    [
        ({"valuesKey": "opciones.lista"}, {"opciones": {"lista": ["x", "y"]}}),
        ({"valuesExpression": "=for o in todo return o.id"}, {"todo": [{"id": "x"}, {"id": "y"}]}),
        ({"valuesKey": "l"}, {"l": [{"label": "La X", "value": "x"}, {"value": "y"}]}),
    ],
)
def test_options_come_from_the_variables(
    source: dict[str, object], context: dict[str, object]
) -> None:
    form = form_of({"type": "select", "key": "r", **source})

    assert form.validate({"r": "y"}, context).values == {"r": "y"}
    assert "r" in form.validate({"r": "z"}, context).errors
    assert form.validate({"r": "y"}, {}).errors == {"r": "Todavía no hay opciones para elegir."}


def test_options_may_depend_on_another_answer() -> None:
    form = form_of(
        {"type": "textfield", "key": "pais"},
        {
            "type": "select",
            "key": "r",
            "valuesExpression": '=if pais = "CL" then ["RM", "VS"] else ["BA"]',
        },
    )

    assert form.validate({"pais": "CL", "r": "VS"}, {}).is_valid
    assert form.validate({"pais": "AR", "r": "VS"}, {}).errors == {
        "r": "Elija una de las opciones: BA."
    }


def test_several_answers_are_each_an_option_and_only_once() -> None:
    form = form_of(many())

    assert form.validate({"r": ["b", "a"]}, {}).values == {"r": ["b", "a"]}
    assert form.validate({"r": []}, {}).values == {"r": []}
    assert form.validate({"r": ["a", "a"]}, {}).errors == {"r": "Elija cada opción una sola vez."}
    assert form.validate({"r": ["a", "z"]}, {}).errors == {
        "r": "Elija una de las opciones: La A, La B."
    }
    assert form.validate({"r": "a"}, {}).values == {"r": ["a"]}


def test_long_lists_of_options_are_cut_in_the_message() -> None:
    form = form_of({"type": "select", "key": "r", "valuesKey": "l"})
    context = {"l": [str(number) for number in range(12)]}

    assert form.validate({"r": "x"}, context).errors == {
        "r": "Elija una de las opciones: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …."
    }


def test_a_checkbox_is_true_or_false() -> None:
    form = form_of({"type": "checkbox", "key": "c"})

    assert form.validate({"c": "true"}, {}).values == {"c": True}
    assert form.validate({"c": None}, {}).values == {"c": None}
    assert form.validate({"c": "quizás"}, {}).errors == {"c": "Responda sí o no."}


def test_a_box_left_alone_is_not_ticked_unless_it_was() -> None:
    form = form_of({"type": "checkbox", "key": "c"})

    assert form.validate({}, {}).values == {"c": False}
    assert form.validate({}, {"c": True}).values == {}


def test_a_required_box_has_to_be_ticked() -> None:
    form = form_of({"type": "checkbox", "key": "c", "validate": {"required": True}})

    assert form.validate({"c": False}, {}).errors == {"c": "Marque esta casilla para continuar."}
    assert form.validate({"c": True}, {}).values == {"c": True}
