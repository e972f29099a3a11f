"""Waking workers: at once where something is left for them, else they look by themselves.

A bell wakes the workers of this process; on PostgreSQL a notification rings those of others. It is
sent after the commit, in a transaction of its own that writes nothing: a notification holds a lock
from before its commit to the end of it, and inside a step's transaction would let one step commit
at a time. Whatever is lost on the way costs `INTERVAL`: a worker never sleeps longer.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from socket import socketpair
from typing import TYPE_CHECKING

from django.db import Error, connection, transaction

from cauce.engine import events as e

if TYPE_CHECKING:
    from cauce.runtime.stepping import Step

log = logging.getLogger("cauce.worker")

CHANNEL = "cauce_work"
INTERVAL = timedelta(seconds=10)
"""How long a worker that is told of work sleeps at most."""


class Bell:
    """Wakes whoever waits for `fileno` to be readable; may be rung anywhere, in signals too."""

    def __init__(self) -> None:
        self._heard, self._rung = socketpair()
        self._heard.setblocking(False)
        self._rung.setblocking(False)
        _bells.add(self)

    def fileno(self) -> int:
        """Give what to wait for."""
        return self._heard.fileno()

    def ring(self) -> None:
        """Ring. A bell that still rings, or is closed, is as it was."""
        with suppress(OSError):
            self._rung.send(b"!")

    def still(self) -> None:
        """Let it be still until it is rung again."""
        with suppress(BlockingIOError):
            while self._heard.recv(4096):
                pass

    def close(self) -> None:
        """Be a bell no more."""
        _bells.discard(self)
        self._rung.close()
        self._heard.close()


_bells: set[Bell] = set()


def announce(step: Step, wake_at: datetime | None) -> None:
    """Wake the workers after the commit, if a step leaves something for them to do soon.

    That is a job, or a timer due before they look again by themselves. Deliveries are not: their
    sender delivers them.
    """
    if step.of(e.JobCreated) or (wake_at is not None and wake_at < step.now + INTERVAL):
        transaction.on_commit(wake)


def wake() -> None:
    """Wake the workers, of this process and of others; outside of any transaction."""
    for bell in list(_bells):
        bell.ring()
    if connection.vendor == "postgresql":
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
        except Error:
            log.warning("the workers could not be told; they look by themselves", exc_info=True)
