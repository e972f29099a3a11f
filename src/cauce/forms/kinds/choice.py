"""`select` and `radio` (one answer), `checklist` and `taglist` (several), out of options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cauce.feel import to_string
from cauce.forms.kinds.base import Invalid, Kind, Surroundings, as_feel
from cauce.forms.options import options_of, same

if TYPE_CHECKING:
    from cauce.forms.fields import Field, Option

_SHOWN_OPTIONS: Final = 10


def _convert_one(field: Field, value: object) -> object:
    del field
    return as_feel(value, "needs_choice")


def _convert_many(field: Field, value: object) -> object:
    del field
    # One answer where several may be given is a list of one, as FEEL reads it.
    given = value if isinstance(value, list | tuple) else [value]
    return as_feel(given, "needs_choices")


def _check_one(field: Field, value: object, around: Surroundings) -> object:
    return _chosen(value, options_of(field, around.scope, around.now), around)


def _check_many(field: Field, value: object, around: Surroundings) -> object:
    assert isinstance(value, list)
    options = options_of(field, around.scope, around.now)
    chosen: list[object] = []
    for item in value:
        found = _chosen(item, options, around)
        if any(same(found, earlier) for earlier in chosen):
            raise Invalid("repeated_option")
        chosen.append(found)
    return chosen


def _chosen(value: object, options: tuple[Option, ...], around: Surroundings) -> object:
    for option in options:
        if same(option.value, value):
            return option.value
    # A page or a terminal can only send text: "true" stands for the option true.
    if isinstance(value, str):
        for option in options:
            if to_string(option.value) == value:
                return option.value
    if not options:
        raise Invalid("no_options")
    labels = [option.label.render(around.scope, around.now) for option in options]
    more = ["…"] if len(labels) > _SHOWN_OPTIONS else []
    raise Invalid("not_an_option", options=", ".join(labels[:_SHOWN_OPTIONS] + more))


ONE: Final = Kind(missing=lambda _: "needs_choice", convert=_convert_one, check=_check_one)
MANY: Final = Kind(missing=lambda _: "needs_choices", convert=_convert_many, check=_check_many)
