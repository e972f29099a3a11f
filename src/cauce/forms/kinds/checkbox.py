"""`checkbox`: true or false; a required one has to be ticked, as in form-js."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cauce.forms.kinds.base import Invalid, Kind, Surroundings

if TYPE_CHECKING:
    from cauce.forms.fields import Field

_WORDS: Final = {"true": True, "false": False}


def _convert(field: Field, value: object) -> object:
    del field
    ticked = _WORDS.get(value) if isinstance(value, str) else value
    if not isinstance(ticked, bool):
        raise Invalid("needs_yes_or_no")
    return ticked


def _check(field: Field, value: object, around: Surroundings) -> object:
    del around
    if field.limits.required and value is False:
        raise Invalid("needs_tick")
    return value


CHECKBOX: Final = Kind(missing=lambda _: "needs_tick", convert=_convert, check=_check)
