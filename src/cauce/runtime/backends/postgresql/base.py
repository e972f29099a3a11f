"""PostgreSQL, where statements that nobody waits for travel with the next one, or the COMMIT.

A round trip costs more than a statement. So writes may be held, and savepoints are: they are sent,
in order, before whatever is sent next on this connection. What a held statement breaks shows
there, within the same savepoint and the same transaction.

In front of what is sent goes whose rows it sees, where the session is not set to that already
(`cauce.runtime.scope`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Connection, errors, pq

from cauce.runtime.backends.outermost import Outermost
from cauce.runtime.backends.postgresql.session import look_at
from cauce.runtime.backends.postgresql.sight import Sight
from cauce.runtime.backends.postgresql.trips import Given, Statement, Trips
from cauce.runtime.scope import nowhere

_IDLE, _INERROR = pq.TransactionStatus.IDLE, pq.TransactionStatus.INERROR


class DatabaseWrapper(Outermost, base.DatabaseWrapper):
    """Django's, with statements on hold."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._held: list[Statement] = []
        self._trips: Trips | None = None
        self._sight = Sight()

    def get_connection_params(self) -> dict[str, Any]:
        """Give what to connect with: what is said to us about a pooler is not for libpq."""
        parameters = super().get_connection_params()
        parameters.pop("pooler", None)
        return parameters

    def init_connection_state(self) -> None:
        """Begin a session: it is set to nothing that this side knows of."""
        self._sight.forget()
        # What Django asks here is not for what is in scope, which may lead nowhere.
        with nowhere():
            super().init_connection_state()
        look_at(self.connection, self.settings_dict["OPTIONS"].get("pooler"))

    def hold(self, statements: Sequence[Statement]) -> None:
        """Send statements with the next one, at the latest with the transaction's COMMIT."""
        self.validate_no_broken_transaction()
        self._held += [*self._scope(), *statements]
        if not self.in_atomic_block:
            self.ask()

    def ask(self, *statements: Statement, commit: bool = False) -> list[Given]:
        """Send what is held and then these on one trip; give what these gave."""
        self.validate_no_broken_transaction()
        if self.connection is None:
            self.ensure_connection()
        if self._trips is None or self._trips.connection is not self.connection:
            self._trips = Trips(self.connection)
        scope = () if commit else self._scope()
        try:
            with self.wrap_database_errors:
                # What cannot be packed stays held: it keeps the transaction from its COMMIT.
                packed = self._trips.pack([*self._held, *scope, *statements])
                before = len(self._held)
                self._held = []
                begin = not self.autocommit
                given = self._trips.make(packed, begin=begin, commit=commit)[before:]
        except BaseException:
            self._sight.forget()
            # Inside a block Django does so, when it cannot undo what is lost.
            if self.connection.closed and not self.in_atomic_block:
                self.close()
            raise
        if scope:
            self._sight.arrived(given.pop(0).rows[0][0])
        return given

    def follow(self) -> bool:
        """Look the task that leads here up, where it was only looked for; tell whether so."""
        return self._sight.insist()

    def create_cursor(self, name: str | None = None) -> Any:
        """Give a cursor, with nothing held before it, in the transaction that is open.

        It sees what is in scope here. What has failed takes no statement but the one that undoes.
        """
        status = self.connection.pgconn.transaction_status
        due = self._sight.is_due() and status != _INERROR
        if due or self._held or (status == _IDLE and not self.autocommit):
            self.ask()
        return super().create_cursor(name)

    def _commit(self) -> None:
        if self._held:
            self.ask(commit=True)
            self.commits += 1
        else:
            if self.connection is not None:
                with self.wrap_database_errors:
                    _hold_to_be_whole(self.connection)
            super()._commit()

    def _rollback(self) -> None:
        self._held.clear()
        self._sight.forget()
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
        release = (self.ops.savepoint_commit_sql(sid), None)
        if all(parameters is None for _, parameters in self._held):
            self._held.append(release)
        else:
            # What was held inside has to fail inside.
            self.ask(release)

    def _savepoint_rollback(self, sid: str) -> None:
        if self._creates(sid) in self._held:
            # It is there, as one that went out would be: it can be undone again, or released.
            del self._held[self._held.index(self._creates(sid)) + 1 :]
            self._sight.forget()
            return
        # All that is held was held after the savepoint went out.
        self._held.clear()
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # django-stubs leaves it out
        self._sight.forget()

    def _scope(self) -> Sequence[Statement]:
        statement = self._sight.statement()
        return () if statement is None else (statement,)

    def _creates(self, sid: str) -> Statement:
        return self.ops.savepoint_create_sql(sid), None


def _hold_to_be_whole(connection: Connection[Any]) -> None:
    # PostgreSQL answers the COMMIT of what has failed by undoing it, and calls that no error.
    if connection.info.transaction_status == _INERROR:
        raise errors.InFailedSqlTransaction(
            "Expected a transaction without errors, came one whose error was passed over: nothing "
            "of it is kept. Let the error through, or put what may fail into a savepoint."
        )
