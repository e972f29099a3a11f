"""One look at the database; and a clear answer where it gives none."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError, connections

from cauce.runtime.errors import DatabaseAway

P = ParamSpec("P")
T = TypeVar("T")


def one_look(call: Callable[P, T]) -> Callable[P, T]:
    """Read, and read once more over a new connection where the one at hand has broken.

    Inside a caller's transaction its connection stays the only one. Raises DatabaseAway.
    """

    @wraps(call)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        connection = connections["default"]
        if connection.in_atomic_block:
            return call(*args, **kwargs)
        try:
            return call(*args, **kwargs)
        except (OperationalError, InterfaceError):
            connection.close()
        try:
            return call(*args, **kwargs)
        except (OperationalError, InterfaceError) as error:
            connection.close()
            raise DatabaseAway(str(error).strip()) from error

    return run
