"""`migrate`: Django's, with every row of everybody in reach.

What a migration fills in, it fills in for all organisations. Under row-level security it would
otherwise find no row, fill in nothing, and say nothing.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from cauce.runtime.scope import across


class Command(migrate.Command):
    """Django's own, across organisations."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate."""
        with across(change=True):
            super().handle(*args, **options)
