"""What is wrong with a form stands on the line where its author will look for it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.bpmn import inspect
from cauce.forms import FormError, load_form
from cauce.forms.reading.places import Lines

FORM = """{
  "schemaVersion": 3,
  "components": [
    { "type": "textfield", "key": "a",
      "label": "dos\\nlíneas \\" }",
      "validate": {
        "pattern": "("
      } },
    {
      "type": "group",
      "components": [
        { "type": "firma", "key": "b" },
        { "key": "malo!",
          "type": "number",
          "defaultValue": "x" }
      ]
    },
    { "key": "a",
      "type": "radio",
      "values": [
        { "value": 1 },
        { "value": 1 }
      ] },
    7
  ]
}
"""
LINES = [
    ("FORM_SCHEMA_VERSION", "", 2),
    ("PATTERN_INVALID", "a", 7),
    ("COMPONENT_UNKNOWN", "b", 12),
    ("COMPONENT_KEY_INVALID", "malo!", 13),
    ("COMPONENT_KEY_MISSING", "malo!", 13),
    ("DEFAULT_INVALID", "malo!", 15),
    ("OPTIONS_INVALID", "a", 22),
    ("ATTRIBUTE_INVALID", "components[3]", 24),
    ("COMPONENT_KEY_DUPLICATE", "a", 18),
]


def problems(source: bytes) -> list[tuple[str, str, int | None]]:
    with pytest.raises(FormError) as caught:
        load_form(source)
    return [(each.code, each.component, each.line) for each in caught.value.problems]


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_each_problem_has_the_line_of_the_attribute_else_of_its_component(start: bytes) -> None:
    assert problems(start + FORM.encode()) == LINES


def test_findings_of_a_deployment_have_the_same_lines() -> None:
    found = inspect([("f.json", FORM.encode())]).problems

    assert [(each.code, each.line) for each in found] == [(code, line) for code, _, line in LINES]
    assert str(found[1]).startswith("f.json:7 PATTERN_INVALID a ")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b'{\n "a": 1,\n}', 3),
        (b'{\n "a": "\xff"}', 2),
        (b'{"b": {\n "a": 1,\n "c": "}",\n "a": 2}}', 4),
        (b'{"a": "1e999",\n "b": 21e999,\n "c": 1e999}', 2),
        (b'{"a": [1,\n NaN]}', 2),
        (b"\n[]", 1),
        (b"{}", 1),
    ],
)
def test_what_is_no_form_at_all_has_a_line(source: bytes, line: int) -> None:
    assert {found for _, _, found in problems(source)} == {line}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=12,
)


@given(VALUES)
def test_every_value_of_any_json_is_found(value: object) -> None:
    lines = Lines(json.dumps(value, indent=1, ensure_ascii=False).encode())
    count = iter(range(1, 1000))

    def walk(inner: Any, place: tuple[str | int, ...]) -> None:
        """With an indent, each member and item begins a line, and each closing bracket does."""
        assert lines.of(place) == next(count)
        if not isinstance(inner, dict | list) or not inner:
            return
        for name, item in inner.items() if isinstance(inner, dict) else enumerate(inner):
            walk(item, (*place, name))
        next(count)

    walk(value, ())
    assert lines.repeated is None


@given(st.text(alphabet='{}[]",:\\a1 \n', max_size=40))
def test_any_text_is_survived(text: str) -> None:
    assert Lines(text.encode()).of(("a", 0)) >= 1
