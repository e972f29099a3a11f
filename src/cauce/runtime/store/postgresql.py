"""PostgreSQL: a round trip costs more than a statement, so statements go as a pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from zlib import crc32

from django.db import connection


@cache
def _translated(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


class PostgreSQL:
    """Rows are locked where they are read for an update."""

    for_update = " FOR UPDATE OF i"

    def rows(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run a query; give its rows."""
        with connection.cursor() as cursor:
            raw = cursor.cursor
            raw.execute(_translated(sql), parameters, prepare=True)
            found: list[tuple[Any, ...]] = raw.fetchall()
            return found

    def run(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> list[int]:
        """Run statements in order, in one round trip; give row counts."""
        connection.ensure_connection()
        raw = connection.connection
        with raw.pipeline():
            cursors = []
            for sql, parameters in statements:
                cursor = raw.cursor()
                cursor.execute(_translated(sql), parameters, prepare=True)
                cursors.append(cursor)
        return [cursor.rowcount for cursor in cursors]

    def value(self, value: Any) -> Any:
        """Give the value: psycopg knows moments and UUIDs."""
        return value

    def lock(self, name: str) -> None:
        """Take an advisory lock."""
        self.rows("SELECT pg_advisory_xact_lock(?)", (crc32(name.encode()),))
