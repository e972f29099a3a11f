"""PostgreSQL, where statements that nobody waits for travel with the next one, or the COMMIT.

A round trip costs more than a statement. So writes may be held, and savepoints are: they are sent,
in order, before whatever is sent next on this connection. What a held statement breaks shows
there, within the same savepoint and the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection, errors, pq

from cauce.runtime.backends.postgresql.trips import Given, Statement, Trips


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with statements on hold."""

    commits = 0
    """How many transactions it has committed."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._held: list[Statement] = []
        self._trips: Trips | None = None

    def hold(self, statements: Sequence[Statement]) -> None:
        """Send statements with the next one, at the latest with the transaction's COMMIT."""
        self.validate_no_broken_transaction()
        self._held += statements
        if not self.in_atomic_block:
            self.ask()

    def ask(self, *statements: Statement, commit: bool = False) -> list[Given]:
        """Send what is held and then these on one trip; give what these gave."""
        self.validate_no_broken_transaction()
        self.ensure_connection()
        if self._trips is None or self._trips.connection is not self.connection:
            self._trips = Trips(self.connection)
        try:
            with self.wrap_database_errors:
                # What cannot be packed stays held: it keeps the transaction from its COMMIT.
                packed = self._trips.pack([*self._held, *statements])
                before = len(self._held)
                self._held = []
                return self._trips.make(packed, commit=commit)[before:]
        except BaseException:
            # Inside a block Django does so, when it cannot undo what is lost.
            if self.connection.closed and not self.in_atomic_block:
                self.close()
            raise

    def create_cursor(self, name: str | None = None) -> Any:
        """Give a cursor, with nothing held before it."""
        if self._held:
            self.ask()
        return super().create_cursor(name)

    def _commit(self) -> None:
        if self._held:
            self.ask(commit=True)
        else:
            if self.connection is not None:
                with self.wrap_database_errors:
                    _hold_to_be_whole(self.connection)
            super()._commit()  # type: ignore[misc]  # django-stubs leaves it out
        self.commits += 1

    def _rollback(self) -> None:
        self._held.clear()
        super()._rollback()  # type: ignore[misc]  # django-stubs leaves it out

    def _close(self) -> None:
        self._held.clear()
        super()._close()  # type: ignore[misc]  # django-stubs leaves it out

    def _savepoint(self, sid: str) -> None:
        # What was held outside has to fail outside. Behind a held savepoint there are only others.
        if self._held and self._held[-1][1] is not None:
            self.ask()
        self._held.append(self._creates(sid))

    def _savepoint_commit(self, sid: str) -> None:
        if self._held and self._held[-1] == self._creates(sid):
            self._held.pop()
            return
        # What was held inside has to fail inside.
        self.ask((self.ops.savepoint_commit_sql(sid), None))

    def _savepoint_rollback(self, sid: str) -> None:
        if self._creates(sid) in self._held:
            # It is there, as one that went out would be: it can be undone again, or released.
            del self._held[self._held.index(self._creates(sid)) + 1 :]
            return
        # All that is held was held after the savepoint went out.
        self._held.clear()
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # django-stubs leaves it out

    def _creates(self, sid: str) -> Statement:
        return self.ops.savepoint_create_sql(sid), None


def _hold_to_be_whole(connection: Connection[Any]) -> None:
    # PostgreSQL answers the COMMIT of what has failed by undoing it, and calls that no error.
    if connection.info.transaction_status == pq.TransactionStatus.INERROR:
        raise errors.InFailedSqlTransaction(
            "Expected a transaction without errors, came one whose error was passed over: nothing "
            "of it is kept. Let the error through, or put what may fail into a savepoint."
        )
