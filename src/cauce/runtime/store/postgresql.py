"""PostgreSQL: a round trip costs more than a statement, so statements go as a pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from zlib import crc32

from django.db import connection
from psycopg import Cursor

_LOCK = "SELECT pg_advisory_xact_lock(number) FROM unnest(?::bigint[]) number"

MOST_TOGETHER = 4
"""What a completion writes that throws nothing; of larger sets there are too many to prepare."""


@cache
def _translated(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


@cache
def _as_one(statements: tuple[str, ...]) -> str:
    *parts, main = map(_translated, statements)
    if not parts:
        return main
    named = ", ".join(f"part{number} AS ({sql})" for number, sql in enumerate(parts))
    return f"WITH {named} {main}"


def _cursor() -> Cursor[tuple[Any, ...]]:
    # Not Django's own, which writes parameters into the text: there would be nothing to prepare.
    connection.ensure_connection()
    return Cursor(connection.connection)


class PostgreSQL:
    """Rows are locked where they are read for an update."""

    for_update = " FOR UPDATE OF i"
    for_update_with_task = " FOR UPDATE OF i, t"
    # After a wait only locked tables are read anew: a task's row would be as it was before.

    def rows(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run a query; give its rows. The first of a transaction begins it on the same trip."""
        cursor = _cursor()
        with connection.wrap_database_errors, cursor.connection.pipeline():
            cursor.execute(_translated(sql), parameters, prepare=True)
            return cursor.fetchall()

    def run(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> list[int]:
        """Run statements in order, in one round trip; give row counts."""
        raw = _cursor().connection
        with connection.wrap_database_errors, raw.pipeline():
            cursors = []
            for sql, parameters in statements:
                cursor = Cursor(raw)
                cursor.execute(_translated(sql), parameters, prepare=True)
                cursors.append(cursor)
        return [cursor.rowcount for cursor in cursors]

    def run_together(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> int:
        """Run statements that touch different rows, in no order; give the first one's row count.

        A few go as one statement, whose parts see nothing of each other. Rows of one table keep
        the order of their ids only where each is inserted by a statement of its own.
        """
        kinds = {sql for sql, _ in statements}
        if len(kinds) < len(statements) or len(kinds) > MOST_TOGETHER:
            return self.run(statements)[0]
        cursor = _cursor()
        # The first comes last: a statement's row count is that of its main part.
        ordered = [*statements[1:], statements[0]]
        sql = _as_one(tuple(sql for sql, _ in ordered))
        values = [value for _, parameters in ordered for value in parameters]
        with connection.wrap_database_errors:
            cursor.execute(sql, values, prepare=True)
        return cursor.rowcount

    def value(self, value: Any) -> Any:
        """Give the value: psycopg knows moments and UUIDs."""
        return value

    def lock(self, *names: str) -> None:
        """Take an advisory lock for each name, always in the same order."""
        if names:
            numbers = sorted({crc32(name.encode()) for name in names})
            self.rows(_LOCK, (numbers,))
