"""SQLite: calls are cheap, so statements run one by one on the raw connection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection


class SQLite:
    """Transactions begin IMMEDIATE: there is one writer, so nothing needs a lock of its own."""

    for_update = ""
    for_update_with_task = ""

    def __init__(self) -> None:
        connection.ensure_connection()
        self._execute = connection.connection.execute

    def rows(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run a query; give its rows."""
        with connection.wrap_database_errors:
            found: list[tuple[Any, ...]] = self._execute(sql, parameters).fetchall()
        return found

    def run(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> list[int]:
        """Run statements in order; give row counts."""
        execute = self._execute
        with connection.wrap_database_errors:
            return [execute(sql, parameters).rowcount for sql, parameters in statements]

    def run_together(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> int:
        """Run statements that touch different rows; give the first one's row count."""
        return self.run(statements)[0]

    def value(self, value: Any) -> Any:
        """Write moments and UUIDs as Django does."""
        if isinstance(value, datetime):
            return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
        if isinstance(value, UUID):
            return value.hex
        return value

    def lock(self, *names: str) -> None:
        """Do nothing: there is one writer."""
