"""SQLite: calls are cheap, so statements run one by one on the raw connection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

Statement = tuple[str, Sequence[Any]]


class SQLite:
    """Transactions begin IMMEDIATE: there is one writer, so nothing needs a lock of its own."""

    for_update = ""

    def __init__(self, database: BaseDatabaseWrapper) -> None:
        if database.connection is None:
            database.ensure_connection()
        self._errors = database.wrap_database_errors
        self._execute = database.connection.execute
        self._hold_to_be_whole = database.validate_no_broken_transaction

    def rows(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run a query; give its rows."""
        self._hold_to_be_whole()
        with self._errors:
            found: list[tuple[Any, ...]] = self._execute(sql, parameters).fetchall()
        return found

    def answers(self, statements: Sequence[Statement]) -> list[list[tuple[Any, ...]]]:
        """Run statements in order; give their rows."""
        return [self.rows(sql, parameters) for sql, parameters in statements]

    def run(self, statements: Sequence[Statement]) -> list[int]:
        """Run statements in order; give row counts."""
        self._hold_to_be_whole()
        execute = self._execute
        with self._errors:
            return [execute(sql, parameters).rowcount for sql, parameters in statements]

    def write(self, statements: Sequence[Statement]) -> None:
        """Write rows, now."""
        self.run(statements)

    def value(self, value: Any) -> Any:
        """Write moments and UUIDs as Django does."""
        if isinstance(value, datetime):
            there = value if value.tzinfo is UTC else value.astimezone(UTC)
            return there.isoformat(" ").removesuffix("+00:00")
        if isinstance(value, UUID):
            return value.hex
        return value

    def lock(self, *_names: str) -> list[Statement]:
        """Give nothing: there is one writer."""
        return []

    def follow(self) -> bool:
        """Nothing keeps organisations apart here."""
        return False
