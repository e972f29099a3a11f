from __future__ import annotations

from decimal import Decimal

from tests.forms.support import form_of

from cauce.forms import describe, translate

SCORE = {
    "type": "number",
    "key": "nota",
    "label": "Nota de {{cliente.nombre}}",
    "description": '="De 1 a " + string(tope)',
    "validate": {"required": True, "min": 1, "max": "=tope"},
    "decimalDigits": 1,
    "defaultValue": 5,
    "properties": {"personal": "cliente"},
}


def test_a_field_is_described_in_plain_values() -> None:
    form = form_of({"type": "group", "label": "Encuesta", "components": [SCORE]})

    (field,) = describe(
        form, {"cliente": {"nombre": "Acme"}, "tope": Decimal(7), "nota": Decimal(3)}
    )

    assert (field.type, field.key, field.group) == ("number", "nota", "Encuesta")
    assert (field.label, field.help) == ("Nota de Acme", "De 1 a 7")
    assert (field.value, field.default) == (Decimal(3), Decimal(5))
    assert (field.minimum, field.maximum, field.decimal_digits) == (Decimal(1), Decimal(7), 1)
    assert (field.required, field.editable, field.visible) == (True, True, True)
    assert (field.personal, dict(field.properties)) == ("cliente", {"personal": "cliente"})


def test_what_cannot_be_computed_reads_as_nothing() -> None:
    (field,) = describe(form_of(SCORE))

    assert (field.label, field.help, field.maximum) == ("Nota de ", "", None)


def test_options_visibility_and_locks_follow_the_variables() -> None:
    form = form_of(
        {
            "type": "select",
            "key": "desk",
            "valuesKey": "desks",
            "readonly": "=cerrado",
            "conditional": {"hide": "=count(desks) = 1"},
        }
    )

    (shown,) = describe(form, {"desks": ["A", {"value": "B", "label": "Be"}], "cerrado": False})
    (hidden,) = describe(form, {"desks": ["A"], "cerrado": True})

    assert [(option.value, option.label) for option in shown.options] == [("A", "A"), ("B", "Be")]
    assert (shown.visible, shown.editable) == (True, True)
    assert (hidden.visible, hidden.editable) == (False, False)


def test_rows_and_shown_components_are_described_too() -> None:
    form = form_of(
        {"type": "text", "text": "Hola {{nombre}}"},
        {"type": "html", "content": "<b>x</b>"},
        {"type": "dynamiclist", "path": "p", "components": [{"type": "number", "key": "n"}]},
        {"type": "datetime", "key": "m", "subtype": "date", "dateLabel": "Inicio"},
    )

    text, html, rows, moment = describe(form, {"nombre": "Ana"})

    assert (text.content, text.key, text.editable) == ("Hola Ana", "", False)
    assert html.content == "<b>x</b>"
    assert (rows.key, rows.repetitions) == ("p", 1)
    assert [row.key for row in rows.rows] == ["n"]
    assert (moment.label, moment.subtype) == ("Inicio", "date")


def test_each_row_is_described_with_what_follows_from_its_own_values() -> None:
    differs = {"type": "expression", "key": "difiere", "expression": "=a != b and i[1] < tope"}
    why = {"type": "textfield", "key": "por_que", "conditional": {"hide": "=a = b"}}
    inputs = [{"type": "number", "key": key} for key in ("a", "b")]
    form = form_of({"type": "dynamiclist", "path": "p", "components": [*inputs, differs, why]})
    rows = [{"a": Decimal(1), "b": Decimal(3)}, {"a": Decimal(2), "b": Decimal(2)}, "no row"]

    (found,) = describe(form, {"p": rows, "tope": Decimal(3)})
    (blank,) = describe(form, {"tope": Decimal(3)})

    first, second, third = found.entries
    assert [field.value for field in first] == [Decimal(1), Decimal(3), True, None]
    assert [field.value for field in second] == [Decimal(2), Decimal(2), False, None]
    assert [field.value for field in third] == [None, None, False, None]
    assert [row[3].visible for row in found.entries] == [True, False, False]
    assert (blank.entries, [field.key for field in blank.rows]) == (
        (),
        ["a", "b", "difiere", "por_que"],
    )


def test_a_form_reads_in_english_where_the_catalogue_does() -> None:
    form = form_of(
        {
            "type": "group",
            "label": "Decisión",
            "components": [
                {
                    "type": "radio",
                    "key": "r",
                    "label": "¿Está bien, {{nombre}}?",
                    "description": "Sin traducción",
                    "values": [{"label": "Sí", "value": True}],
                }
            ],
        },
        {
            "type": "dynamiclist",
            "path": "p",
            "components": [{"type": "number", "key": "n", "label": "Sí"}],
        },
    )
    catalogue = {"Decisión": "Decision", "Sí": "Yes", "¿Está bien, {{nombre}}?": "OK, {{nombre}}?"}

    choice, rows = describe(translate(form, catalogue), {"nombre": "Ana"})

    assert (choice.label, choice.help, choice.group) == ("OK, Ana?", "Sin traducción", "Decision")
    assert [(option.value, option.label) for option in choice.options] == [(True, "Yes")]
    assert rows.rows[0].label == "Yes"
    assert describe(form, {"nombre": "Ana"})[0].label == "¿Está bien, Ana?"


def test_what_a_button_says_is_translated_and_other_properties_are_not() -> None:
    form = form_of(
        {"type": "checkbox", "key": "p", "properties": {"button": "Cerrar", "rows": "Cerrar"}}
    )

    (lost,) = describe(translate(form, {"Cerrar": "Close"}))

    assert dict(lost.properties) == {"button": "Close", "rows": "Cerrar"}


def test_a_translation_that_does_not_parse_leaves_the_original() -> None:
    form = form_of({"type": "textfield", "key": "a", "label": "Nombre"})

    assert describe(translate(form, {"Nombre": "{{ 1 + }}"}))[0].label == "Nombre"
