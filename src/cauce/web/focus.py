"""Which field somebody goes on with when they added a row to a list, or took one away."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from cauce.web.answers import ADD, REMOVE
from cauce.web.widgets import Widget


def after_rows(sent: QueryDict, widgets: Sequence[Widget]) -> str:
    """Give the id of the new row's first field, or of the row that took the removed one's place.

    Where no row is left it is the button that adds one; empty where no row came or went.
    """
    added, removed = str(sent.get(ADD, "")), str(sent.get(REMOVE, ""))
    key, _, place = (added, "", "") if added else removed.rpartition("[")
    of_list = next((w for w in widgets if w.kind == "rows" and w.key == key), None)
    if of_list is None:
        return ""
    last = len(of_list.rows) - 1
    at = min(last, int(place.rstrip("]"))) if place.rstrip("]").isdecimal() else last
    cells = of_list.rows[at].cells if of_list.rows else ()
    return cells[0].id if cells else f"{of_list.id}-mas"
