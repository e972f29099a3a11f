"""A table: rows that are shown, under the headings that the form gives them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cauce.forms.fields import Column, Table
from cauce.forms.reading.attributes import Attributes

if TYPE_CHECKING:
    from cauce.forms.fields import Field


def read_table(field: Field, given: Attributes) -> Field:
    """A field that shows the rows of its data source."""
    source = given.expression("dataSource")
    if source is None and not given.string("dataSource").strip():
        given.note("EXPRESSION_INVALID", "dataSource: expected a FEEL expression, but got none")
    return replace(field, table=Table(source=source, columns=_columns(given)))


def _columns(given: Attributes) -> tuple[Column, ...]:
    columns = given.values.get("columns")
    if not isinstance(columns, list) or not columns:
        # form-js can also compute them; a table whose headings are known can be translated.
        given.expected("columns", "a list of columns with key and label", columns)
        return ()
    read = []
    for entry in columns:
        if not isinstance(entry, dict) or not entry.get("key"):
            given.expected("columns", "columns with key and label", entry)
            continue
        inner = Attributes(entry, given.component, given.problems)
        read.append(Column(key=inner.string("key"), label=inner.text("label")))
    return tuple(read)
