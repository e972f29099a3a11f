"""`filepicker`: references to files that were stored before; the form never holds a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cauce.forms.kinds.base import Invalid, Kind, Surroundings

if TYPE_CHECKING:
    from cauce.forms.fields import Field


def _convert(field: Field, value: object) -> object:
    del field
    references = [value] if isinstance(value, str) else value
    if not isinstance(references, list | tuple):
        raise Invalid("needs_file")
    if not all(isinstance(entry, str) and entry.strip() for entry in references):
        raise Invalid("needs_file")
    return list(references)


def _check(field: Field, value: object, around: Surroundings) -> object:
    del around
    if not field.multiple and isinstance(value, list) and len(value) > 1:
        raise Invalid("one_file")
    return value


FILES: Final = Kind(missing=lambda _: "needs_file", convert=_convert, check=_check)
