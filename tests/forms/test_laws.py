"""What holds for every answer."""

from __future__ import annotations

import json
import string

from hypothesis import given
from hypothesis import strategies as st

from cauce.forms import load_form
from cauce.forms.messages import MESSAGES

FORM = load_form(
    json.dumps(
        {
            "id": "f",
            "schemaVersion": 18,
            "components": [
                {"type": "textfield", "key": "a", "validate": {"required": True, "maxLength": 5}},
                {"type": "number", "key": "b.c", "defaultValue": 3},
                {"type": "checkbox", "key": "d", "conditional": {"hide": '=a = "no"'}},
                {
                    "type": "radio",
                    "key": "e",
                    "values": [{"value": True, "label": "Sí"}, {"value": "x", "label": "X"}],
                },
                {
                    "type": "dynamiclist",
                    "path": "g",
                    "components": [{"type": "datetime", "key": "h", "subtype": "date"}],
                },
            ],
        }
    ).encode()
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["c", "h", "z"]), inner, max_size=3)
    ),
    max_leaves=8,
)
answers = st.dictionaries(st.sampled_from(["a", "b", "d", "e", "g", "z"]), values, max_size=6)


@given(answer=answers)
def test_any_answer_is_taken_or_refused_with_a_message_for_each_place(
    answer: dict[str, object],
) -> None:
    result = FORM.validate(answer, {})

    assert result.is_valid == (result.errors == {})
    assert all(isinstance(text, str) and text for text in result.errors.values())
    assert result.values.keys() <= {"a", "b", "d", "e", "g"}


@given(answer=answers)
def test_what_was_taken_is_taken_again_and_comes_to_the_same(answer: dict[str, object]) -> None:
    first = FORM.validate(answer, {})
    if first.is_valid:
        second = FORM.validate(first.values, {})

        assert second.errors == {}
        assert second.values == first.values


def test_every_message_has_both_languages_and_the_same_holes() -> None:
    for key, texts in MESSAGES.items():
        holes = {
            language: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for language, text in texts.items()
        }
        assert holes.keys() == {"es", "en"}, key
        assert holes["es"] == holes["en"], key
