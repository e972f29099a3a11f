"""The kinds of inputs, one file for each family, and the table that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cauce.forms.kinds.base import Invalid, Kind, Surroundings, is_blank
from cauce.forms.kinds.checkbox import CHECKBOX
from cauce.forms.kinds.choice import MANY, ONE
from cauce.forms.kinds.files import FILES
from cauce.forms.kinds.moment import MOMENT
from cauce.forms.kinds.number import NUMBER
from cauce.forms.kinds.text import TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

INPUTS: Final[Mapping[str, Kind]] = {
    "textfield": TEXT,
    "textarea": TEXT,
    "number": NUMBER,
    "checkbox": CHECKBOX,
    "radio": ONE,
    "select": ONE,
    "checklist": MANY,
    "taglist": MANY,
    "datetime": MOMENT,
    "filepicker": FILES,
}
"""form-js's inputs that a person answers."""

SHOWN: Final = frozenset(
    {"text", "html", "image", "table", "documentPreview", "button", "separator", "spacer"}
)
"""Components that are only shown."""

STRUCTURE: Final = frozenset({"group", "dynamiclist", "expression"})
"""Components that hold others, or compute."""

REFUSED: Final[Mapping[str, str]] = {
    "iframe": "pages of other sites are not shown inside a form; link to them in a text",
    "multipage": "forms of several pages are not supported; use groups",
    "page": "forms of several pages are not supported; use groups",
}

__all__ = [
    "INPUTS", "REFUSED", "SHOWN", "STRUCTURE", "Invalid", "Kind", "Surroundings", "is_blank",
]  # fmt: skip
