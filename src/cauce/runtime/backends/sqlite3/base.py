"""SQLite, whose transactions and savepoints need no cursor of their own."""

from __future__ import annotations

from django.db.backends.sqlite3 import base

from cauce.runtime.backends.outermost import Outermost


class DatabaseWrapper(Outermost, base.DatabaseWrapper):
    """Django's, but for what a transaction costs before and after its statements."""

    def _begin(self) -> None:
        mode = self.transaction_mode  # type: ignore[attr-defined]  # django-stubs leaves it out
        self._do(f"BEGIN {mode}")

    _start_transaction_under_autocommit = _begin

    def _commit(self) -> None:
        if self.connection is not None:
            with self.wrap_database_errors:
                self.connection.commit()
        self.commits += 1

    def _savepoint(self, sid: str) -> None:
        self._do(self.ops.savepoint_create_sql(sid))

    def _savepoint_commit(self, sid: str) -> None:
        self._do(self.ops.savepoint_commit_sql(sid))

    def _savepoint_rollback(self, sid: str) -> None:
        self._do(self.ops.savepoint_rollback_sql(sid))

    def _do(self, sql: str) -> None:
        with self.wrap_database_errors:
            self.connection.execute(sql)
