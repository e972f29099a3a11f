"""`textfield` and `textarea`: a text, with limits on its length and form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cauce.forms.kinds.base import Invalid, Kind, Surroundings

if TYPE_CHECKING:
    from cauce.forms.fields import Field

MATCHED_CHARACTERS: Final = 200
"""A pattern is tried on no longer text, so that its steps stay few."""

_FORMATS: Final = {
    "email": (re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+"), "needs_email"),
    "phone": (re.compile(r"(?:\+|00)[0-9][0-9 ()./-]{5,24}", re.ASCII), "needs_phone"),
}


def _convert(field: Field, value: object) -> object:
    del field
    if not isinstance(value, str):
        raise Invalid("needs_text")
    return value


def _check(field: Field, value: object, around: Surroundings) -> object:
    text = str(value)
    limits = field.limits
    length = len(text.strip())
    shortest, longest = around.amount(limits.min_length), around.amount(limits.max_length)
    if shortest is not None and length < shortest:
        raise Invalid("too_short", limit=shortest, length=length)
    if longest is not None and length > longest:
        raise Invalid("too_long", limit=longest, length=length)
    if limits.pattern is not None:
        if len(text) > MATCHED_CHARACTERS:
            raise Invalid("too_long", limit=MATCHED_CHARACTERS, length=len(text))
        if limits.pattern.search(text) is None:
            raise Invalid("off_pattern", pattern=limits.pattern.pattern)
    if limits.format:
        pattern, complaint = _FORMATS[limits.format]
        if len(text) > MATCHED_CHARACTERS or pattern.fullmatch(text.strip()) is None:
            raise Invalid(complaint)
    return text


TEXT: Final = Kind(missing=lambda _: "needs_text", convert=_convert, check=_check)
