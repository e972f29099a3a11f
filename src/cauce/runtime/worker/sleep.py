"""How a worker sleeps: until something is due, or somebody rings.

On PostgreSQL a connection of its own listens for the notifications of other processes. Without one
(it broke, or on SQLite, where processes cannot tell each other) the worker looks often.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from selectors import EVENT_READ, DefaultSelector

import psycopg
from django.db import connection
from django.db.models import Min

from cauce.runtime import setbacks
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Instance, Job, StartTimer
from cauce.runtime.scope import across
from cauce.runtime.waking import CHANNEL, INTERVAL, Bell

log = logging.getLogger("cauce.worker")

LOOK = timedelta(seconds=1)
"""How long a worker sleeps at most that nobody tells of work: a look costs a few index probes."""


class Ear:
    """Listens on PostgreSQL for what other processes say. Opened, and opened again, by `listen`."""

    def __init__(self) -> None:
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None

    def listen(self) -> bool:
        """Begin to listen, where it does not yet and that is possible; tell whether it began."""
        if self.fileno() is not None:
            return False
        if connection.vendor != "postgresql":
            return False
        try:
            parameters = connection.get_connection_params()
            # Django's own way to read values, which a listener needs not.
            for own in ("cursor_factory", "context"):
                parameters.pop(own, None)
            self._connection = psycopg.connect(**parameters, autocommit=True)
            self._connection.execute(f"LISTEN {CHANNEL}")
        except psycopg.Error:
            log.warning("cannot listen for work; looking every %s", LOOK, exc_info=True)
            self.close()
            return False
        return True

    def fileno(self) -> int | None:
        """Give what to wait for; None where it does not listen."""
        if self._connection is None or self._connection.closed:
            return None
        return self._connection.fileno()

    def take(self) -> None:
        """Take what has been said; a connection that broke is closed."""
        if self._connection is None:
            return
        try:
            for _said in self._connection.notifies(timeout=0):
                pass
        except psycopg.Error:
            log.warning("what listens for work was cut off; it begins anew", exc_info=True)
            self.close()

    def close(self) -> None:
        """Listen no more."""
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None


class Sleep:
    """Sleeping between two rounds."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._ear = Ear()

    def listen(self) -> None:
        """Hear, from here on, what there is to do: before looking for it."""
        self._bell.still()
        self._ear.take()
        self._ear.listen()

    def until_due(self, since: datetime) -> None:
        """Sleep until somebody rings, or what was not due at `since` is."""
        longest = LOOK if self._ear.fileno() is None else INTERVAL
        due = next_due(since)
        self.at_most(longest if due is None else min(longest, due - utcnow()))

    def at_most(self, longest: timedelta) -> None:
        """Sleep so long, or until somebody rings."""
        with DefaultSelector() as selector:
            selector.register(self._bell, EVENT_READ)
            heard = self._ear.fileno()
            if heard is not None:
                selector.register(heard, EVENT_READ)
            selector.select(max(0.0, longest.total_seconds()))

    def close(self) -> None:
        """Listen no more."""
        self._ear.close()


def next_due(since: datetime) -> datetime | None:
    """Give the first moment after `since` at which something that is known by now is due.

    Deliveries are left out: whoever threw them is at it, and what it leaves has time.
    """
    jobs = Job.objects.filter(locked_until=None, retries__gt=0, due_at__gt=since)
    with across():
        first = (
            Instance.objects.filter(wake_at__gt=since).aggregate(due=Min("wake_at"))["due"],
            StartTimer.objects.filter(due_at__gt=since).aggregate(due=Min("due_at"))["due"],
            jobs.aggregate(due=Min("due_at"))["due"],
            setbacks.next_try(since),
        )
    return min((due for due in first if due is not None), default=None)
