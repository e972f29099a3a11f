"""What holds for every answer."""

from __future__ import annotations

import json
import string
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.forms.support import form_of

from cauce.feel import normalize
from cauce.forms import Form, FormError, FormProblem, describe, load_form
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


@given(
    value=st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30),
    digits=st.integers(min_value=0, max_value=6),
    step=st.sampled_from(["0.05", "0.3", "7", "1000000"]),
)
def test_decimals_and_increments_are_exact_for_numbers_of_any_length(
    value: Decimal, digits: int, step: str
) -> None:
    number = {"type": "number", "key": "n"}
    kept = Fraction(from_feel(value))

    by_digits = form_of({**number, "decimalDigits": digits}).validate({"n": value}, {})
    by_step = form_of({**number, "increment": step}).validate({"n": value}, {})

    assert by_digits.is_valid == ((kept * 10**digits).denominator == 1)
    assert by_step.is_valid == (kept % Fraction(step) == 0)


def from_feel(value: Decimal) -> Decimal:
    """The number as FEEL holds it, of 34 digits."""
    normal = normalize(value)
    assert isinstance(normal, Decimal)
    return normal


attributes = st.dictionaries(
    st.sampled_from(
        [
            "type", "key", "id", "path", "label", "components", "values", "valuesKey",
            "valuesExpression", "defaultValue", "validate", "conditional", "properties",
            "decimalDigits", "increment", "subtype", "expression", "readonly",
        ]
    ),
    st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(
            ["", "a", "a.b", "=a", "=1 +", "{{a}}", "number", "group", "radio", "datetime"]
        ),
        lambda inner: st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["value", "label", "required", "min", "pattern", "hide", "type"]),
            inner,
            max_size=3,
        ),
        max_leaves=4,
    ),
    max_size=8,
)  # fmt: skip


@given(components=st.lists(attributes, max_size=4))
def test_any_json_is_a_form_or_refused_with_its_problems(
    components: list[dict[str, object]],
) -> None:
    source = json.dumps({"id": "f", "schemaVersion": 18, "components": components}).encode()
    form: Form | None = None
    problems: tuple[FormProblem, ...] = ()
    try:
        form = load_form(source)
    except FormError as error:
        problems = error.problems

    assert (form is None) == bool(problems)
    if form is not None:
        assert len(describe(form, {})) == len(form.fields)
        assert form.validate({}, {}).values.keys() <= {
            field.path[0] for field in form.fields if field.is_input
        }


def test_every_message_has_both_languages_and_the_same_holes() -> None:
    for key, texts in MESSAGES.items():
        holes = {
            language: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for language, text in texts.items()
        }
        assert holes.keys() == {"es", "en"}, key
        assert holes["es"] == holes["en"], key
