"""SQLite, whose transactions begin and commit without a cursor of their own."""

from __future__ import annotations

from django.db.backends.sqlite3 import base

from cauce.runtime.backends.outermost import Outermost


class DatabaseWrapper(Outermost, base.DatabaseWrapper):
    """Django's, but for what a transaction costs before and after its statements."""

    def _begin(self) -> None:
        with self.wrap_database_errors:
            mode = self.transaction_mode  # type: ignore[attr-defined]  # django-stubs leaves it out
            self.connection.execute(f"BEGIN {mode}")

    _start_transaction_under_autocommit = _begin

    def _commit(self) -> None:
        if self.connection is not None:
            with self.wrap_database_errors:
                self.connection.commit()
        self.commits += 1
