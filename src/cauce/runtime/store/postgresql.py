"""PostgreSQL: a round trip costs more than a statement, so statements go as a pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from zlib import crc32

from django.db import connection

_LOCK = "SELECT pg_advisory_xact_lock(number) FROM unnest(?::bigint[]) number"


@cache
def _translated(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


class PostgreSQL:
    """Rows are locked where they are read for an update."""

    for_update = " FOR UPDATE OF i"
    for_update_with_task = " FOR UPDATE OF i, t"
    # After a wait only locked tables are read anew: a task's row would be as it was before.

    def rows(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run a query; give its rows."""
        with connection.cursor() as cursor, connection.wrap_database_errors:
            raw = cursor.cursor
            raw.execute(_translated(sql), parameters, prepare=True)
            found: list[tuple[Any, ...]] = raw.fetchall()
            return found

    def run(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> list[int]:
        """Run statements in order, in one round trip; give row counts."""
        connection.ensure_connection()
        raw = connection.connection
        with connection.wrap_database_errors, raw.pipeline():
            cursors = []
            for sql, parameters in statements:
                cursor = raw.cursor()
                cursor.execute(_translated(sql), parameters, prepare=True)
                cursors.append(cursor)
        return [cursor.rowcount for cursor in cursors]

    def value(self, value: Any) -> Any:
        """Give the value: psycopg knows moments and UUIDs."""
        return value

    def lock(self, *names: str) -> None:
        """Take an advisory lock for each name, always in the same order."""
        if names:
            numbers = sorted({crc32(name.encode()) for name in names})
            self.rows(_LOCK, (numbers,))
