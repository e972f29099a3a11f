"""A form in another language."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cauce.feel import FeelError
from cauce.forms.texts import Text, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cauce.forms.fields import Field, Options, Table
    from cauce.forms.form import Form

BUTTON: Final = "button"
"""The property of a checkbox that says what a page's button says while it is ticked."""


def translate(form: Form, catalog: Mapping[str, str]) -> Form:
    """The form with each text that the catalogue knows replaced; the others stay as they are.

    Labels, descriptions, shown texts, the labels of options, the headings of tables and what
    buttons say are looked up as they are written in the form. Keys and values never change, so one
    answer fits every language.
    """
    return replace(form, fields=tuple(_field(field, catalog) for field in form.fields))


def _field(field: Field, catalog: Mapping[str, str]) -> Field:
    return replace(
        field,
        label=_text(field.label, catalog),
        help=_text(field.help, catalog),
        content=_text(field.content, catalog),
        group=_text(field.group, catalog),
        options=None if field.options is None else _options(field.options, catalog),
        table=None if field.table is None else _table(field.table, catalog),
        children=tuple(_field(child, catalog) for child in field.children),
        properties=_properties(field.properties, catalog),
    )


def _properties(properties: Mapping[str, str], catalog: Mapping[str, str]) -> Mapping[str, str]:
    button = properties.get(BUTTON)
    if button is None or button not in catalog:
        return properties
    return MappingProxyType({**properties, BUTTON: catalog[button]})


def _options(options: Options, catalog: Mapping[str, str]) -> Options:
    return replace(
        options,
        static=tuple(
            replace(option, label=_text(option.label, catalog)) for option in options.static
        ),
    )


def _table(table: Table, catalog: Mapping[str, str]) -> Table:
    columns = tuple(replace(column, label=_text(column.label, catalog)) for column in table.columns)
    return replace(table, columns=columns)


def _text(text: Text, catalog: Mapping[str, str]) -> Text:
    translated = catalog.get(text.source)
    if translated is None:
        return text
    try:
        return text_of(translated)
    except FeelError:
        # A translation that does not parse must not take the form away from its readers.
        return text
