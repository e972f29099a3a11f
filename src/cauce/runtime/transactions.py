"""One call, one transaction; and a clear answer where the database gives none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import TransactionManagementError

from cauce.runtime.errors import DatabaseAway

P = ParamSpec("P")
T = TypeVar("T")

_DEADLOCK = "40P01"


@contextmanager
def whole() -> Iterator[None]:
    """Open a transaction, or a savepoint, that is kept whole or ends with an error.

    Django undoes, and says nothing, where an error went through a block without a savepoint and
    was then passed over.
    """
    with transaction.atomic():
        yield
        if transaction.get_rollback():
            raise TransactionManagementError(
                "Expected a transaction without errors, came one whose error was passed over: "
                "nothing of it is kept. Let the error through, or put what may fail into a "
                "savepoint."
            )


def one_transaction(call: Callable[P, T]) -> Callable[P, T]:
    """Run a call in one transaction; inside a caller's it joins that one.

    A connection that turns out to be broken before the commit is opened anew and the call made
    once more: nothing of it has happened. Raises DatabaseAway where that fails too, or where the
    connection breaks while committing: then what happened shows when the database is back.
    """

    @wraps(call)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        connection = connections["default"]
        if connection.in_atomic_block:
            with whole():
                return call(*args, **kwargs)
        committed: list[bool] = []
        for last in (False, True):
            committing, used = False, None
            try:
                with whole():
                    used = connection.connection
                    transaction.on_commit(partial(committed.append, True))
                    result = call(*args, **kwargs)
                    committing = True
                return result
            except (OperationalError, InterfaceError) as error:
                # Of a deadlock nothing is left, unless it is of what follows the commit.
                deadlock = getattr(error.__cause__, "sqlstate", None) == _DEADLOCK
                before = deadlock or (not committing and _is_lost(connection, used))
                again = before and not committed
                connection.close()
                if last or not again:
                    raise DatabaseAway(str(error).strip()) from error
        raise AssertionError("unreachable")

    return run


def _is_lost(connection: BaseDatabaseWrapper, used: object) -> bool:
    # Where the rollback fails, Django has closed the connection, and may have opened another.
    return used is None or connection.connection is not used or not connection.is_usable()
