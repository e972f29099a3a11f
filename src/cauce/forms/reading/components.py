"""One component of form-js as a field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cauce.feel import normalize
from cauce.forms.fields import Field, Limits, Option, Options
from cauce.forms.reading.attributes import Attributes
from cauce.forms.reading.patterns import compile_pattern
from cauce.forms.texts import NO_TEXT, Text

if TYPE_CHECKING:
    import re

    from cauce.feel import Expression

_CHOICES: Final = frozenset({"radio", "select", "checklist", "taglist"})
_SUBTYPES: Final = ("date", "time", "datetime")
_FORMATS: Final = ("", "custom", "email", "phone")
_CONTENT: Final = {"text": "text", "html": "content", "datetime": "timeLabel"}
_EXTRAS: Final = (
    "layout", "appearance", "use24h", "timeInterval", "searchable",
    "source", "alt", "rowCount", "height", "action",
    "accept", "title", "maxHeight", "showOutline", "verticalAlignment", "allowAddRemove",
    "disableCollapse", "nonCollapsedItems",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What the groups around a component add to it."""

    path: tuple[str, ...] = ()
    label: Text = NO_TEXT
    hidden_when: tuple[Expression, ...] = ()


def read_field(kind: str, given: Attributes, around: Around) -> Field:
    """A field with what all kinds have in common, and what its own kind adds."""
    field = Field(
        kind=kind,
        id=given.string("id"),
        key=given.string("key"),
        label=given.text("label") or given.text("dateLabel") or given.text("timeLabel"),
        help=given.text("description"),
        content=given.text(_CONTENT.get(kind, "")),
        group=around.label,
        hidden_when=around.hidden_when + hidden_when(given),
        properties=given.strings("properties"),
        extras=MappingProxyType({key: given.values[key] for key in _EXTRAS if key in given.values}),
    )
    return replace(field, personal=field.properties.get("personal", ""))


def read_input(field: Field, given: Attributes, around: Around) -> Field:
    """A field that a person answers: its path, limits, default and what its kind adds."""
    key = given.path("key")
    if not key:
        given.note("COMPONENT_KEY_MISSING", "expected a key that names its variable")
    field = replace(
        field,
        path=around.path + key,
        readonly=given.flag("readonly"),
        disabled=given.flag("disabled"),
        default=_default(given),
        limits=_limits(given.inner("validate")),
        options=_options(given) if field.kind in _CHOICES else None,
    )
    if field.kind == "datetime":
        subtype = given.string("subtype") or "date"
        if subtype not in _SUBTYPES:
            given.expected("subtype", f"one of {', '.join(_SUBTYPES)}", subtype)
            subtype = "date"
        return replace(field, subtype=subtype, not_past=given.boolean("disallowPassedDates"))
    if field.kind == "number":
        return replace(
            field,
            decimal_digits=given.integer("decimalDigits", None, 0, 30),
            increment=given.amount("increment"),
            as_text=given.boolean("serializeToString"),
        )
    return replace(field, multiple=field.kind == "filepicker" and given.boolean("multiple"))


def read_expression(field: Field, given: Attributes, around: Around) -> Field:
    """A field whose value is computed."""
    key = given.path("key")
    if not key:
        given.note("COMPONENT_KEY_MISSING", "expected a key that names its variable")
    expression = given.expression("expression")
    if expression is None and not given.string("expression").strip():
        given.note("EXPRESSION_INVALID", "expression: expected a FEEL expression, but got none")
    return replace(field, path=around.path + key, expression=expression, readonly=True)


def hidden_when(given: Attributes) -> tuple[Expression, ...]:
    """The component's own condition, if it has one."""
    expression = given.inner("conditional").expression("hide")
    return () if expression is None else (expression,)


def _default(given: Attributes) -> object:
    value = given.values.get("defaultValue")
    if isinstance(value, str) and value.startswith("="):
        return given.expression("defaultValue")
    return None if value == "" else normalize(value)


def _limits(given: Attributes) -> Limits:
    named = given.string("validationType")
    if named not in _FORMATS:
        given.expected("validationType", '"email", "phone" or "custom"', named)
        named = ""
    return Limits(
        required=given.boolean("required"),
        minimum=given.amount("min"),
        maximum=given.amount("max"),
        min_length=given.amount("minLength"),
        max_length=given.amount("maxLength"),
        pattern=_pattern(given),
        format=named if named in {"email", "phone"} else "",
    )


def _pattern(given: Attributes) -> re.Pattern[str] | None:
    source = given.string("pattern")
    if not source:
        return None
    try:
        return compile_pattern(source)
    except ValueError as error:
        given.note("PATTERN_INVALID", f"validate.pattern: {error}", "pattern")
        return None


def _options(given: Attributes) -> Options:
    sources = [name for name in ("values", "valuesKey", "valuesExpression") if name in given.values]
    if len(sources) != 1:
        given.note(
            "OPTIONS_INVALID",
            f"expected exactly one of values, valuesKey and valuesExpression, but got "
            f"{', '.join(sources) or 'none'}",
            *sources[1:2],
        )
        return Options()
    if sources == ["valuesKey"]:
        return Options(key=given.path("valuesKey"))
    if sources == ["valuesExpression"]:
        return Options(expression=given.expression("valuesExpression"))
    return Options(static=_static_options(given))


def _static_options(given: Attributes) -> tuple[Option, ...]:
    values = given.values["values"]
    if not isinstance(values, list) or not values:
        given.expected("values", "a list of options", values)
        return ()
    options: list[Option] = []
    for index, entry in enumerate(values):
        if not isinstance(entry, dict) or "value" not in entry:
            given.expected("values", "options with value and label", entry)
            continue
        place = (*given.place, "values", index)
        inner = Attributes(entry, given.component, given.problems, place)
        option = Option(value=normalize(entry["value"]), label=inner.text("label"))
        if any(repr(option.value) == repr(earlier.value) for earlier in options):
            inner.note("OPTIONS_INVALID", f"the option {entry['value']!r} stands twice")
        options.append(option)
    return tuple(options)
