"""A whole answer, section by section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cauce.feel import Expression, normalize
from cauce.forms.checking.readings import Reading, read
from cauce.forms.checking.section import Section
from cauce.forms.checking.unknown import strangers, unknown_fields
from cauce.forms.checking.visibility import settle
from cauce.forms.kinds import INPUTS, Invalid, Surroundings, is_blank
from cauce.forms.messages import message
from cauce.forms.options import same
from cauce.forms.result import FormResult
from cauce.forms.scopes import MISSING, is_true

if TYPE_CHECKING:
    from datetime import datetime

    from cauce.feel import Scope
    from cauce.forms.fields import Field

MAX_ROWS: Final = 1000

OPEN: Final = "open"
"""The property `rows` of a dynamic list whose rows may be more than its fields, or plain values."""


def validate_answer(
    fields: tuple[Field, ...],
    data: Mapping[str, object],
    context: Mapping[str, object],
    *,
    language: str,
    now: datetime | None,
) -> FormResult:
    """Check the data of a whole form; see `Form.validate`."""
    answer = _Answer(language=language, now=now, errors={})
    section = Section(fields=fields, data=data, current=context, outer=context)
    return FormResult(values=answer.check(section), errors=answer.errors)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Answer:
    """One check: what holds for all of it, and the errors so far."""

    language: str
    now: datetime | None
    errors: dict[str, str]

    def check(self, section: Section) -> dict[str, object]:
        """The values of a section; what is wrong with them goes to the errors."""
        for place, key in unknown_fields(section):
            self.errors[place] = message(key, self.language, {})
        readings = {
            field.path: read(field, section, self.now)
            for field in section.fields
            if field.is_input and field.expression is None
        }
        visible, names = settle(section, readings, self.now)
        scope = section.scope(names)
        values: dict[str, object] = {}
        for field in visible:
            if not field.is_input:
                continue
            try:
                value = self._value(field, section, readings, names, scope)
            except Invalid as invalid:
                self.errors.setdefault(section.place(field.path), invalid.text(self.language))
            else:
                if value is not MISSING:
                    section.put(values, field, value)
        return values

    def _value(
        self,
        field: Field,
        section: Section,
        readings: Mapping[tuple[str, ...], Reading],
        names: dict[str, object],
        scope: Scope,
    ) -> object:
        if field.expression is not None:
            value = field.expression.evaluate(scope, now=self.now)
            self._refuse_change(field, section, value)
            return value
        reading = readings[field.path]
        if self._holds(field.disabled, scope):
            self._refuse_change(field, section, section.held(field))
            return MISSING
        if self._holds(field.readonly, scope):
            standing = reading.value if field.readonly is True else MISSING
            self._refuse_change(
                field, section, section.held(field) if standing is MISSING else standing
            )
            return standing
        if reading.complaint is not None:
            raise reading.complaint
        if field.kind == "dynamiclist":
            return self._rows(field, reading.value, section, names, scope)
        return self._checked(field, reading.value, section, scope)

    def _checked(self, field: Field, value: object, section: Section, scope: Scope) -> object:
        kind = INPUTS[field.kind]
        if value is MISSING or is_blank(value):
            held = section.held(field) if value is MISSING else value
            if field.limits.required and (held is MISSING or is_blank(held)):
                raise Invalid(kind.missing(field))
            return value
        return kind.check(field, value, Surroundings(scope=scope, now=self.now))

    def _rows(
        self, field: Field, rows: object, section: Section, names: dict[str, object], scope: Scope
    ) -> object:
        if not isinstance(rows, list):
            return rows
        if len(rows) > MAX_ROWS:
            raise Invalid("too_many_rows", limit=MAX_ROWS)
        place = section.place(field.path)
        above = section.row["i"] if section.row is not None else []
        indices = above if isinstance(above, list) else []
        values: list[object] = []
        is_open = field.properties.get("rows") == OPEN
        for index, row in enumerate(rows):
            if not isinstance(row, Mapping):
                if is_open:
                    values.append(row)
                else:
                    self.errors[f"{place}[{index}]"] = message("needs_row", self.language, {})
                continue
            more = strangers(row, field.children) if is_open else {}
            inner = Section(
                fields=field.children,
                data={name: value for name, value in row.items() if name not in more},
                current={},
                outer=scope,
                prefix=f"{place}[{index}].",
                row={"parent": names, "i": normalize([*indices, index + 1])},
            )
            values.append({**more, **self.check(inner)})
        return values

    def _holds(self, flag: bool | Expression, scope: Scope) -> bool:
        return is_true(flag, scope, self.now) if isinstance(flag, Expression) else flag

    def _refuse_change(self, field: Field, section: Section, standing: object) -> None:
        """What a person may not change may be sent back as it is, and no other way."""
        given = section.given(field)
        if given is MISSING:
            return
        kind = INPUTS.get(field.kind)
        try:
            read_back = kind.convert(field, given) if kind is not None else normalize(given)
        except (Invalid, TypeError):
            read_back = given
        if is_blank(read_back) and (standing is MISSING or is_blank(standing)):
            return
        if not same(read_back, standing):
            raise Invalid("read_only")
