"""PostgreSQL, where statements that nobody waits for travel with the next one, or the COMMIT.

A round trip costs more than a statement. So writes may be held, and savepoints are: they are sent,
in order, before whatever is sent next on this connection. What a held statement breaks shows
there, within the same savepoint and the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql import base

from cauce.runtime.backends.postgresql.trips import Given, Statement, Trips


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with statements on hold."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._held: list[Statement] = []
        self._trips: Trips | None = None

    def hold(self, statements: Sequence[Statement]) -> None:
        """Send statements with the next one, at the latest with the transaction's COMMIT."""
        self._held += statements
        if not self.in_atomic_block:
            self.ask()

    def ask(self, *statements: Statement, commit: bool = False) -> list[Given]:
        """Send what is held and then these on one trip; give what these gave."""
        self.ensure_connection()
        if self._trips is None or self._trips.connection is not self.connection:
            self._trips = Trips(self.connection)
        held, self._held = self._held, []
        with self.wrap_database_errors:
            return self._trips.make([*held, *statements], commit=commit)[len(held) :]

    def create_cursor(self, name: str | None = None) -> Any:
        """Give a cursor, with nothing held before it."""
        if self._held:
            self.ask()
        return super().create_cursor(name)

    def _commit(self) -> None:
        if self._held:
            self.ask(commit=True)
        else:
            super()._commit()  # type: ignore[misc]  # django-stubs leaves it out

    def _rollback(self) -> None:
        self._held.clear()
        super()._rollback()  # type: ignore[misc]  # django-stubs leaves it out

    def _close(self) -> None:
        self._held.clear()
        super()._close()  # type: ignore[misc]  # django-stubs leaves it out

    def _savepoint(self, sid: str) -> None:
        self._held.append((self.ops.savepoint_create_sql(sid), None))

    def _savepoint_commit(self, sid: str) -> None:
        # What was held inside has to fail inside.
        self.ask((self.ops.savepoint_commit_sql(sid), None))

    def _savepoint_rollback(self, sid: str) -> None:
        create: Statement = (self.ops.savepoint_create_sql(sid), None)
        if create in self._held:
            del self._held[self._held.index(create) :]
            return
        # All that is held was held after the savepoint went out.
        self._held.clear()
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # django-stubs leaves it out
