from __future__ import annotations

import json

import pytest
from tests.forms.support import form_of

from cauce.forms import FormError, load_form


def problems(*components: object, **top: object) -> list[tuple[str, str]]:
    document = {"id": "f", "schemaVersion": 18, "components": components, **top}
    with pytest.raises(FormError) as caught:
        load_form(json.dumps(document).encode())
    return [(problem.code, problem.component) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("component", "code"),
    [
        ({"type": "signature", "key": "a"}, "COMPONENT_UNKNOWN"),
        ({"type": "iframe", "key": "a", "url": "https://example.com"}, "COMPONENT_UNKNOWN"),
        ({"key": "a"}, "COMPONENT_UNKNOWN"),
        ({"type": "textfield", "id": "a"}, "COMPONENT_KEY_MISSING"),
        ({"type": "dynamiclist", "id": "a"}, "COMPONENT_KEY_MISSING"),
        ({"type": "expression", "id": "a", "expression": "=1"}, "COMPONENT_KEY_MISSING"),
        ({"type": "expression", "key": "a"}, "EXPRESSION_INVALID"),
        ({"type": "textfield", "key": "a", "conditional": {"hide": "=1 +"}}, "EXPRESSION_INVALID"),
        ({"type": "textfield", "key": "a", "label": "{{ 1 + }}"}, "EXPRESSION_INVALID"),
        ({"type": "text", "id": "a", "text": "{{#loop x}}"}, "EXPRESSION_INVALID"),
        ({"type": "textfield", "key": "a", "validate": {"pattern": "("}}, "PATTERN_INVALID"),
        ({"type": "textfield", "key": "a", "validate": {"pattern": "(a+)+$"}}, "PATTERN_INVALID"),
        ({"type": "textfield", "key": "a", "validate": {"required": "sí"}}, "ATTRIBUTE_INVALID"),
        (
            {"type": "textfield", "key": "a", "validate": {"validationType": "rut"}},
            "ATTRIBUTE_INVALID",
        ),
        ({"type": "number", "key": "a", "validate": {"min": "cero"}}, "ATTRIBUTE_INVALID"),
        ({"type": "number", "key": "a", "decimalDigits": -1}, "ATTRIBUTE_INVALID"),
        ({"type": "datetime", "key": "a", "subtype": "año"}, "ATTRIBUTE_INVALID"),
        ({"type": "radio", "key": "a"}, "OPTIONS_INVALID"),
        ({"type": "radio", "key": "a", "values": [], "valuesKey": "b"}, "OPTIONS_INVALID"),
        ({"type": "radio", "key": "a", "values": [{"value": 1}, {"value": 1}]}, "OPTIONS_INVALID"),
        ({"type": "radio", "key": "a", "values": []}, "ATTRIBUTE_INVALID"),
        ({"type": "number", "key": "a", "defaultValue": "x"}, "DEFAULT_INVALID"),
        (
            {"type": "number", "key": "a", "defaultValue": 5, "validate": {"max": 4}},
            "DEFAULT_INVALID",
        ),
        (
            {"type": "radio", "key": "a", "values": [{"value": "x"}], "defaultValue": "y"},
            "DEFAULT_INVALID",
        ),
    ],
)
def test_a_component_that_cannot_be_used_is_named(component: object, code: str) -> None:
    assert problems(component) == [(code, "a")]


def test_all_problems_are_told_at_once_also_those_inside_others() -> None:
    inside = {"type": "group", "components": [{"type": "pdf", "key": "x"}, {"type": "textfield"}]}

    assert problems(inside, {"type": "dynamiclist", "path": "p", "components": [{"type": 7}]}) == [
        ("COMPONENT_UNKNOWN", "x"),
        ("COMPONENT_KEY_MISSING", "components[0][1]"),
        ("ATTRIBUTE_INVALID", "components[1][0]"),
        ("COMPONENT_UNKNOWN", "components[1][0]"),
    ]


def test_an_unknown_type_is_told_with_those_that_exist() -> None:
    with pytest.raises(FormError, match='the type "firma" is not supported: the types are button'):
        load_form(b'{"schemaVersion": 4, "components": [{"type": "firma", "key": "a"}]}')


@pytest.mark.parametrize(
    ("first", "second"), [("a", "a"), ("a", "a.b"), ("a.b", "a"), ("a.b.c", "a.b")]
)
def test_two_fields_never_write_one_variable(first: str, second: str) -> None:
    components = [{"type": "textfield", "key": first}, {"type": "number", "key": second}]

    assert problems(*components) == [("COMPONENT_KEY_DUPLICATE", second)]


def test_rows_have_keys_of_their_own() -> None:
    rows = {"type": "dynamiclist", "path": "p", "components": [{"type": "number", "key": "a"}]}

    form = form_of({"type": "textfield", "key": "a"}, rows)

    assert [field.key for field in form.fields] == ["a", "p"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "FORM_NOT_JSON"),
        (b"[]", "FORM_NOT_JSON"),
        (b"\xff\xfe{}", "FORM_NOT_JSON"),
        (b'{"schemaVersion": 4}', "FORM_NOT_JSON"),
        (b'{"schemaVersion": 4, "components": [], "components": []}', "FORM_NOT_JSON"),
        (b'{"schemaVersion": 4, "components": [NaN]}', "FORM_NOT_JSON"),
        (b'{"schemaVersion": 4, "components": [1e999]}', "FORM_NOT_JSON"),
        (b'{"schemaVersion": 4, "components": [1e99999999999999999999]}', "FORM_NOT_JSON"),
        (b"[" * 100_000, "FORM_NOT_JSON"),
        (b'{"components": []}', "FORM_SCHEMA_VERSION"),
        (b'{"schemaVersion": 3, "components": []}', "FORM_SCHEMA_VERSION"),
        (b'{"schemaVersion": true, "components": []}', "FORM_SCHEMA_VERSION"),
        (b" " * (512 * 1024 + 1), "FORM_TOO_LARGE"),
        (b'{"schemaVersion": 4, "components": {}}', "ATTRIBUTE_INVALID"),
        (b'{"schemaVersion": 4, "components": [5]}', "ATTRIBUTE_INVALID"),
    ],
)
def test_a_source_that_is_no_form(source: bytes, code: str) -> None:
    with pytest.raises(FormError) as caught:
        load_form(source)

    assert [problem.code for problem in caught.value.problems] == [code]


def test_components_go_only_so_deep_and_are_only_so_many() -> None:
    deep: dict[str, object] = {"type": "group", "components": []}
    for _ in range(12):
        deep = {"type": "group", "components": [deep]}

    assert problems(deep) == [("FORM_TOO_DEEP", "components[0]" + "[0]" * 11)]
    assert problems(*[{"type": "separator"}] * 1001) == [("FORM_TOO_LARGE", "")]


def test_what_a_form_says_of_a_field_is_kept() -> None:
    form = form_of(
        {
            "type": "textfield",
            "id": "Field_1",
            "key": "cliente.correo",
            "label": "Correo",
            "description": "El del contacto",
            "properties": {"personal": "cliente"},
            "layout": {"row": "R1", "columns": 8},
        },
        id="contacto",
    )

    (field,) = form.fields
    assert form.id == "contacto"
    assert (field.id, field.path, field.personal) == ("Field_1", ("cliente", "correo"), "cliente")
    assert (field.label.source, field.help.source) == ("Correo", "El del contacto")
    assert field.extras == {"layout": {"row": "R1", "columns": 8}}
