"""The hot path's SQL, by hand: the same statements for both databases, sent each its own way.

Everything runs on Django's own connection, so that a caller's transaction holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.db import connections

from cauce.runtime.store.postgresql import PostgreSQL
from cauce.runtime.store.sqlite import SQLite

Statement = tuple[str, Sequence[Any]]
Rows = list[tuple[Any, ...]]


class Store(Protocol):
    """How one database is spoken to. Statements have `?` where parameters go."""

    def rows(self, sql: str, parameters: Sequence[Any]) -> Rows:
        """Run a query; give its rows."""

    def answers(self, statements: Sequence[Statement]) -> list[Rows]:
        """Run statements in order, in one round trip where that is possible; give their rows."""

    def run(self, statements: Sequence[Statement]) -> list[int]:
        """Run statements in order, in one round trip where that is possible; give row counts."""

    def write(self, statements: Sequence[Statement]) -> None:
        """Write rows, in order, at the latest when the transaction commits."""

    def value(self, value: Any) -> Any:
        """Give a value as a parameter: moments and UUIDs differ between databases."""

    def lock(self, *names: str) -> list[Statement]:
        """Give the statement that holds locks of those names until the transaction ends.

        Who needs several takes them in one statement; it is run before what it guards is read.
        """

    def follow(self) -> bool:
        """Have the id of a task that leads here (`scope.of_task`) looked up on the next trip.

        Tells whether it has not been: what was looked for by it may be there all the same, of an
        organisation that the connection was not in.
        """

    for_update: str
    """What makes a SELECT hold its rows of table `i` until the transaction ends."""


_STORES: dict[str, type[SQLite] | type[PostgreSQL]] = {
    "sqlite": SQLite,
    "postgresql": PostgreSQL,
}


def with_key(sql: str, text: str | None, *parameters: Any) -> tuple[str, tuple[Any, ...]]:
    """Put a correlation key into a query where it says `{key}`: its text, or its absence."""
    if text is None:
        return sql.replace("{key}", "correlation IS NULL"), parameters
    before = sql[: sql.index("{key}")].count("?")
    values = (*parameters[:before], text, *parameters[before:])
    return sql.replace("{key}", "correlation = ?"), values


def store() -> Store:
    """Give the store of the default database, on this thread's connection."""
    database: Any = connections["default"]
    found: Store = _STORES[database.vendor](database)
    return found
