"""One call, one transaction; and a clear answer where the database gives none."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from django.db import IntegrityError, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import Atomic, TransactionManagementError

from cauce.runtime.errors import DatabaseAway, Refused

if TYPE_CHECKING:
    from cauce.runtime.backends.sqlite3.base import DatabaseWrapper

P = ParamSpec("P")
T = TypeVar("T")

_DEADLOCK = "40P01"
_TWICE = "23505"


class _Whole(Atomic):
    """Django's, but for what it passes over in silence, and what the outermost block costs."""

    def __init__(self, database: DatabaseWrapper) -> None:
        super().__init__(using=database.alias, savepoint=True, durable=False)
        self._database = database
        self._begun = False
        """Whether it began the transaction itself, and so ends it itself."""

    def __enter__(self) -> None:
        database = self._database
        if database.connection is None and not database.in_atomic_block:
            # Before it connects, Django's counts as one that does not commit by itself.
            database.ensure_connection()
        if database.in_atomic_block or not database.autocommit:
            super().__enter__()
            return
        database.begin()
        database.atomic_blocks.append(self)
        self._begun = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        database = self._database
        if kind is not None or database.closed_in_transaction:
            super().__exit__(kind, error, trace)
        elif database.needs_rollback:
            broken = TransactionManagementError(
                "Expected a transaction without errors, came one whose error was passed over: "
                "nothing of it is kept. Let the error through, or put what may fail into a "
                "savepoint."
            )
            super().__exit__(type(broken), broken, None)
            raise broken
        elif self._begun:
            database.atomic_blocks.pop()
            database.finish()
        else:
            super().__exit__(None, None, None)


def whole() -> Atomic:
    """Open a transaction, or a savepoint, that is kept whole or ends with an error.

    Django undoes, and says nothing, where an error went through a block without a savepoint and
    was then passed over.
    """
    return _Whole(_database())


def _database() -> DatabaseWrapper:
    found: Any = connections["default"]
    database: DatabaseWrapper = found
    return database


def in_transaction(call: Callable[P, T]) -> Callable[P, T]:
    """Run a call in the transaction that is open, or in one of its own.

    One that fails may have written: the block around it cannot be kept, also where somebody
    passes the error over.
    """

    @wraps(call)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        database = _database()
        if not database.in_atomic_block:
            with _Whole(database):
                return call(*args, **kwargs)
        try:
            return call(*args, **kwargs)
        except BaseException:
            database.needs_rollback = True
            raise

    return run


def one_transaction(call: Callable[P, T]) -> Callable[P, T]:
    """Run a call in one transaction; inside a caller's it joins that one.

    A connection that turns out to be broken before the commit is opened anew and the call made
    once more: nothing of it has happened. Raises DatabaseAway where that fails too, or where the
    connection breaks while committing: then what happened shows when the database is back. Raises
    Refused (STALE_WRITE) where an instance had changed since it was read; nothing is kept.
    """

    @wraps(call)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return attempt(*args, **kwargs)
        except IntegrityError as error:
            if not _is_second_entry(error):
                raise
            raise Refused(
                "STALE_WRITE",
                "Expected the instance as it was read, came one that somebody has changed since, "
                "without its lock. Nothing of this call is kept; try again.",
            ) from error

    def attempt(*args: P.args, **kwargs: P.kwargs) -> T:
        connection = _database()
        if connection.in_atomic_block:
            with _Whole(connection):
                return call(*args, **kwargs)
        commits = connection.commits
        for last in (False, True):
            committing, used = False, connection.connection
            try:
                with _Whole(connection):
                    used = connection.connection
                    result = call(*args, **kwargs)
                    committing = True
                return result
            except (OperationalError, InterfaceError) as error:
                # Of a deadlock nothing is left, unless it is of what follows the commit.
                deadlock = getattr(error.__cause__, "sqlstate", None) == _DEADLOCK
                before = deadlock or (not committing and _is_lost(connection, used))
                again = before and connection.commits == commits
                connection.close()
                if last or not again:
                    raise DatabaseAway(str(error).strip()) from error
        raise AssertionError("unreachable")

    return run


def _is_second_entry(error: IntegrityError) -> bool:
    """Tell whether the journal had an entry of that number: PostgreSQL names it, SQLite says so."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is not None:
        return (diagnosis.table_name, diagnosis.sqlstate) == ("cauce_journal", _TWICE)
    return "cauce_journal.instance_id, cauce_journal.seq" in str(error)


def _is_lost(connection: BaseDatabaseWrapper, used: object) -> bool:
    # Where the rollback fails, Django has closed the connection, and may have opened another.
    at_hand = connection.connection
    if at_hand is None or (used is not None and used is not at_hand):
        return True
    return not connection.is_usable()
