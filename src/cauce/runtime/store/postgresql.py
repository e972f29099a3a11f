"""PostgreSQL: a round trip costs more than a statement, so statements travel together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

from cauce.runtime.backends.postgresql.base import DatabaseWrapper

Statement = tuple[str, Sequence[Any]]

_LOCK = "SELECT pg_advisory_xact_lock(number) FROM unnest(?::bigint[]) number"


class PostgreSQL:
    """Rows are locked where they are read for an update."""

    for_update = " FOR NO KEY UPDATE OF i"

    def __init__(self, database: DatabaseWrapper) -> None:
        self._database = database

    def rows(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Run a query; give its rows. The first of a transaction begins it on the same trip."""
        return self._database.ask((sql, parameters))[0].rows

    def answers(self, statements: Sequence[Statement]) -> list[list[tuple[Any, ...]]]:
        """Run statements in order, in one round trip; give their rows."""
        return [given.rows for given in self._database.ask(*statements)]

    def run(self, statements: Sequence[Statement]) -> list[int]:
        """Run statements in order, in one round trip; give row counts."""
        return [given.rowcount for given in self._database.ask(*statements)]

    def write(self, statements: Sequence[Statement]) -> None:
        """Write rows, on the next trip or that of the COMMIT."""
        self._database.hold(statements)

    def value(self, value: Any) -> Any:
        """Give the value: psycopg knows moments and UUIDs."""
        return value

    def lock(self, *names: str) -> list[Statement]:
        """Take an advisory lock for each name, always in the same order."""
        numbers = sorted({crc32(name.encode()) for name in names})
        return [(_LOCK, (numbers,))] if numbers else []

    def follow(self) -> bool:
        """Look the task up on the next trip, where it was only looked for."""
        return self._database.follow()
