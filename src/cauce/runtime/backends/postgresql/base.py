"""PostgreSQL, where statements that nobody waits for travel with the next one, or the COMMIT.

A round trip costs more than a statement. So writes may be held, and savepoints are: they are sent,
in order, before whatever is sent next on this connection. What a held statement breaks shows
there, within the same savepoint and the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Cursor

Statement = tuple[str, Sequence[Any]]


@cache
def _translated(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with statements on hold."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._held: list[Statement] = []

    def hold(self, statements: Sequence[Statement]) -> None:
        """Send statements with the next one, at the latest with the transaction's COMMIT."""
        self._held += statements
        if not self.in_atomic_block:
            self.ask()

    def ask(self, *statements: Statement) -> list[Cursor[tuple[Any, ...]]]:
        """Send what is held and then these on one trip; give the cursors of these.

        Statements have `?` where parameters go. They are prepared: Django's own cursors write
        parameters into the text, so that there is nothing to prepare.
        """
        self.ensure_connection()
        held, self._held = self._held, []
        with self.wrap_database_errors, self.connection.pipeline():
            return self._sent([*held, *statements])[len(held) :]

    def _sent(self, statements: Sequence[Statement]) -> list[Cursor[tuple[Any, ...]]]:
        cursors = []
        for sql, parameters in statements:
            cursor = Cursor(self.connection)
            cursor.execute(_translated(sql), parameters, prepare=True)
            cursors.append(cursor)
        return cursors

    def create_cursor(self, name: str | None = None) -> Any:
        """Give a cursor, with nothing held before it."""
        if self._held:
            self.ask()
        return super().create_cursor(name)

    def _commit(self) -> None:
        if not self._held:
            super()._commit()  # type: ignore[misc]  # django-stubs leaves it out
            return
        held, self._held = self._held, []
        with self.wrap_database_errors, self.connection.pipeline():
            self._sent(held)
            self.connection.commit()

    def _rollback(self) -> None:
        self._held.clear()
        super()._rollback()  # type: ignore[misc]  # django-stubs leaves it out

    def _close(self) -> None:
        self._held.clear()
        super()._close()  # type: ignore[misc]  # django-stubs leaves it out

    def _savepoint(self, sid: str) -> None:
        self._held.append((self.ops.savepoint_create_sql(sid), ()))

    def _savepoint_commit(self, sid: str) -> None:
        # What was held inside has to fail inside.
        self.ask((self.ops.savepoint_commit_sql(sid), ()))

    def _savepoint_rollback(self, sid: str) -> None:
        create = (self.ops.savepoint_create_sql(sid), ())
        if create in self._held:
            del self._held[self._held.index(create) :]
            return
        # All that is held was held after the savepoint went out.
        self._held.clear()
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # django-stubs leaves it out
