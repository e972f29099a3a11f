"""What a transaction has made and may still undo is kept apart from what every transaction keeps.

A key that is taken back with its transaction is given out again, on SQLite: what was kept under it
would then be somebody else's.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import connection, transaction

K = TypeVar("K")
V = TypeVar("V")


class _Unsettled:
    """Stands in the transaction's list of things to do after the commit; a rollback drops it."""

    def __init__(self) -> None:
        self.kept: dict[int, dict[Any, Any]] = {}

    def __call__(self) -> None:
        """Let go: from now on everybody may keep it."""


def unsettle() -> None:
    """Note that this transaction makes something that is kept by its key."""
    transaction.on_commit(_Unsettled())


def keeper(shared: dict[K, V]) -> dict[K, V]:
    """Give where to keep what this transaction reads: everybody's, unless it may be undone."""
    for entry in reversed(connection.run_on_commit):
        if isinstance(entry[1], _Unsettled):
            return entry[1].kept.setdefault(id(shared), {})
    return shared
