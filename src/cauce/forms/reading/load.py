"""The whole of a form: its components in order, groups dissolved into what they hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cauce.forms.errors import FormError, FormProblem
from cauce.forms.form import Form
from cauce.forms.kinds import INPUTS, REFUSED, SHOWN
from cauce.forms.reading.attributes import Attributes
from cauce.forms.reading.components import (
    Around,
    hidden_when,
    read_expression,
    read_field,
    read_input,
)
from cauce.forms.reading.defaults import check_default
from cauce.forms.reading.places import Lines
from cauce.forms.reading.source import MAX_COMPONENTS, MAX_DEPTH, read_json
from cauce.forms.reading.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cauce.forms.fields import Field
    from cauce.forms.reading.places import Place

    Placed = tuple[Field, Place]
    """A field, and where its component stands."""

_OLDEST_SCHEMA: Final = 4
_MAX_ROWS: Final = 100


def load_form(source: bytes) -> Form:
    """Read a form of bpmn.io's form-js (JSON, `schemaVersion` 4 or later).

    Raises FormError with every problem found: components of a type that is not supported, keys
    that are missing or stand twice, expressions and patterns that do not parse, defaults that
    the field itself would not take.
    """
    document = read_json(source)
    problems: list[FormProblem] = []
    given = Attributes(document, "", problems)
    _check_version(given)
    reader = _Reader(problems)
    placed = reader.components(given, Around(), "components", 1)
    _refuse_clashes(placed, problems)
    form = Form(id=given.string("id"), fields=_fields(placed))
    if problems:
        lines = Lines(source)
        raise FormError(*(replace(each, line=lines.of(each.place)) for each in problems))
    return form


class _Reader:
    def __init__(self, problems: list[FormProblem]) -> None:
        self.problems = problems
        self.count = 0

    def components(
        self, parent: Attributes, around: Around, place: str, depth: int
    ) -> list[Placed]:
        entries = parent.values.get("components", [])
        if not isinstance(entries, list):
            parent.expected("components", "a list", entries)
            return []
        if depth > MAX_DEPTH:
            parent.note("FORM_TOO_DEEP", f"expected at most {MAX_DEPTH} levels of components")
            return []
        fields: list[Placed] = []
        for index, entry in enumerate(entries):
            self.count += 1
            if self.count > MAX_COMPONENTS:
                raise FormError(
                    FormProblem(
                        code="FORM_TOO_LARGE",
                        component="",
                        message=f"expected at most {MAX_COMPONENTS} components",
                        line=1,
                    )
                )
            at = (*parent.place, "components", index)
            fields.extend(self.component(entry, around, f"{place}[{index}]", at, depth))
        return fields

    def component(
        self, entry: object, around: Around, place: str, at: Place, depth: int
    ) -> list[Placed]:
        if not isinstance(entry, dict):
            Attributes({}, place, self.problems, at).expected("component", "an object", entry)
            return []
        given = Attributes(entry, _name(entry, place), self.problems, at)
        kind = given.string("type")
        if kind == "group":
            return self.components(given, _inside(given, around), place, depth + 1)
        if kind in REFUSED or kind not in _READ:
            known = ", ".join(sorted(_READ | {"group"}))
            reason = REFUSED.get(kind, f"the types are {known}")
            told = f'the type "{kind}" is not supported: {reason}'
            given.note("COMPONENT_UNKNOWN", told, "type")
            return []
        return [(self.field(kind, given, around, place, depth), at)]

    def field(self, kind: str, given: Attributes, around: Around, place: str, depth: int) -> Field:
        field = read_field(kind, given, around)
        if kind == "dynamiclist":
            return self.rows(field, given, around, place, depth)
        if kind == "expression":
            return read_expression(field, given, around)
        if kind == "table":
            return read_table(field, given)
        if kind in INPUTS:
            return check_default(read_input(field, given, around), given)
        return field

    def rows(
        self, field: Field, given: Attributes, around: Around, place: str, depth: int
    ) -> Field:
        path = given.path("path")
        if not path:
            given.note("COMPONENT_KEY_MISSING", "expected a path that names its variable")
        children = self.components(given, Around(), place, depth + 1)
        _refuse_clashes(children, self.problems)
        return replace(
            field,
            key=given.string("path"),
            path=around.path + path,
            children=_fields(children),
            repetitions=given.integer("defaultRepetitions", 1, 0, _MAX_ROWS) or 0,
        )


_READ: Final = INPUTS.keys() | SHOWN | {"dynamiclist", "expression"}


def _inside(given: Attributes, around: Around) -> Around:
    return Around(
        path=around.path + given.path("path"),
        label=given.text("label") or around.label,
        hidden_when=around.hidden_when + hidden_when(given),
    )


def _name(entry: Mapping[str, object], place: str) -> str:
    for attribute in ("key", "path", "id"):
        name = entry.get(attribute)
        if isinstance(name, str) and name:
            return name
    return place


def _check_version(given: Attributes) -> None:
    version = given.values.get("schemaVersion")
    if not isinstance(version, int) or isinstance(version, bool) or version < _OLDEST_SCHEMA:
        given.note(
            "FORM_SCHEMA_VERSION",
            f"expected a schemaVersion of {_OLDEST_SCHEMA} or later, but got {version!r}",
            "schemaVersion",
        )
    if "components" not in given.values:
        given.note("FORM_NOT_JSON", "expected a list of components, but there is none")


def _fields(placed: list[Placed]) -> tuple[Field, ...]:
    return tuple(field for field, _ in placed)


def _refuse_clashes(placed: list[Placed], problems: list[FormProblem]) -> None:
    """Two inputs must not write one variable, nor one into the middle of the other's."""
    seen: dict[tuple[str, ...], None] = {}
    for field, place in placed:
        if not field.is_input:
            continue
        for earlier in seen:
            shorter = min(len(earlier), len(field.path))
            if earlier[:shorter] == field.path[:shorter]:
                message = f"it writes the same variable as {'.'.join(earlier)}"
                problems.append(
                    FormProblem(
                        code="COMPONENT_KEY_DUPLICATE",
                        component=".".join(field.path),
                        message=message,
                        place=place,
                    )
                )
        seen[field.path] = None
