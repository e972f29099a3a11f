"""What the outermost block of a transaction does where all goes well.

It is what Django's `atomic` does there, without switching the driver's autocommit on and off and
without looking the connection up again: a completion is one such block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import Error

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
else:
    BaseDatabaseWrapper = object


class Outermost(BaseDatabaseWrapper):
    """A backend that begins and commits transactions by itself."""

    commits = 0
    """How many transactions it has committed."""

    def begin(self) -> None:
        """Begin a transaction; nothing else is open on the connection."""
        self.close_if_health_check_failed()
        if self.connection is None:
            self.ensure_connection()
        self._begin()
        self.autocommit = False
        self.commit_on_exit = True
        self.needs_rollback = False
        self.in_atomic_block = True

    def finish(self) -> None:
        """Commit the transaction that `begin` began; then do what waits for its commit.

        Of one that cannot be committed nothing is left but its error.
        """
        self.in_atomic_block = False
        try:
            self._commit()
        except BaseException:
            try:
                self.rollback()
            except Error:
                self.close()
            raise
        finally:
            self.autocommit = True
        self.errors_occurred = False
        if self.run_on_commit:
            self.run_and_clear_commit_hooks()

    def _begin(self) -> None:
        """Begin where the database is not told so with the first statement."""

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # django-stubs leaves it out
        self.commits += 1
