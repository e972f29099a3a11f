"""What was sent for one field, or what stands in for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cauce.feel import Expression, normalize
from cauce.forms.kinds import INPUTS, Invalid, is_blank
from cauce.forms.scopes import MISSING

if TYPE_CHECKING:
    from datetime import datetime

    from cauce.forms.checking.section import Section
    from cauce.forms.fields import Field


class Reading(NamedTuple):
    """A field's value before its limits: MISSING where there is nothing to set.

    `complaint` is why the answer is not even of the field's kind.
    """

    value: object
    complaint: Invalid | None = None


def read(field: Field, section: Section, now: datetime | None) -> Reading:
    """Read one input. An answer left out is the default; so is an empty one that is required."""
    given = section.given(field)
    if field.disabled is True:
        return Reading(MISSING)
    if field.readonly is True:
        given = MISSING
    if field.kind == "dynamiclist":
        return _read_rows(field, given)
    if given is MISSING or (field.limits.required and is_blank(given)):
        standing_in = _default(field, section, now)
        if standing_in is not None:
            return _converted(field, standing_in)
        if given is MISSING:
            return _left_out(field, section)
    if is_blank(given):
        return Reading([] if isinstance(given, list | tuple) else None)
    return _converted(field, given)


def _converted(field: Field, value: object) -> Reading:
    try:
        return Reading(INPUTS[field.kind].convert(field, value))
    except Invalid as invalid:
        return Reading(None, complaint=invalid)


def _default(field: Field, section: Section, now: datetime | None) -> object:
    if isinstance(field.default, Expression):
        return field.default.evaluate(section.scope({}), now=now)
    return field.default


def _left_out(field: Field, section: Section) -> Reading:
    # A box that nobody touched is not ticked, unless the variable says that it is.
    unticked = field.kind == "checkbox" and section.held(field) in (MISSING, None)
    return Reading(False if unticked else MISSING)


def _read_rows(field: Field, given: object) -> Reading:
    if given is MISSING:
        # The rows that a page would open with; those without a default are nothing yet.
        prefilled = any(child.default is not None for child in field.children)
        rows = field.repetitions if prefilled else 0
        return Reading([{} for _ in range(rows)] if rows else MISSING)
    if given is None:
        return Reading([])
    try:
        rows_given = normalize(given)
    except TypeError:
        rows_given = None
    if not isinstance(rows_given, list):
        return Reading(None, complaint=Invalid("needs_list"))
    return Reading(rows_given)
