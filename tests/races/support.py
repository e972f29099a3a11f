"""Two at once: threads with connections of their own, and a point where they meet if they can."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from typing import Any

import pytest
from django.db import connection, connections

from cauce.runtime.store.postgresql import PostgreSQL

Call = Callable[[], Any]

ALONE = 0.3
"""Seconds after which whoever is alone at a meeting goes on: a lock keeps the other away."""
LONGEST = 60
"""Seconds after which a race has hung."""


class Meeting:
    """A point in the code where two threads wait for each other, if the other comes.

    Where a lock is held before it, only one can be there: it goes on alone. Without the lock both
    surely are there together, each with what it has read.
    """

    def __init__(self) -> None:
        self._barrier = threading.Barrier(2)
        self.met = False

    def wait(self) -> None:
        with suppress(threading.BrokenBarrierError):
            self._barrier.wait(ALONE)
            self.met = True

    def before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function that meets, and then is `call`."""

        def meeting(*args: Any, **kwargs: Any) -> Any:
            self.wait()
            return call(*args, **kwargs)

        return meeting

    def after(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function that is `call`, and then meets. An iterator is read to its end first."""

        def meeting(*args: Any, **kwargs: Any) -> Any:
            result = call(*args, **kwargs)
            result = iter(list(result)) if hasattr(result, "__next__") else result
            self.wait()
            return result

        return meeting


def race(*calls: Call) -> list[Any]:
    """Make calls at once, each in a thread; give what each gave, or raised.

    A thread sees what this one does.
    """
    results: list[Any] = [None] * len(calls)
    begin = threading.Barrier(len(calls))

    def run(number: int, call: Call) -> None:
        try:
            begin.wait(LONGEST)
            results[number] = call()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [
        threading.Thread(target=copy_context().run, args=(run, number, call))
        for number, call in enumerate(calls)
    ]
    connection.close()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
        assert not thread.is_alive(), "the race hangs"
    return results


def without_row_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant the fault: rows are read for an update without a lock."""
    monkeypatch.setattr(PostgreSQL, "for_update", "")
    monkeypatch.setattr("django.db.models.QuerySet.select_for_update", lambda self, **_: self)
    _deferred(monkeypatch)


def without_message_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant the fault: nothing stands between who listens and what is kept."""
    monkeypatch.setattr(PostgreSQL, "lock", lambda _self, *_names: [])
    _deferred(monkeypatch)


def _deferred(monkeypatch: pytest.MonkeyPatch) -> None:
    options = connections.databases["default"]["OPTIONS"]
    if connection.vendor == "sqlite":
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
        connection.close()
