"""Whose rows these are: looked up across organisations, to be worked on within each."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from cauce.runtime.scope import across


def whose(rows: QuerySet[Any]) -> list[int]:
    """Give the organisations that rows are of, by internal id, in order; one query."""
    found = rows.order_by("organisation_id").values_list("organisation_id", flat=True)
    with across():
        return list(found.distinct())
