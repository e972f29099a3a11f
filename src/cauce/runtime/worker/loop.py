"""Going round: what is due, until told to stop."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import Error, connection

from cauce.runtime.errors import DatabaseAway
from cauce.runtime.worker.deliveries import deliver_left, drop_expired
from cauce.runtime.worker.jobs import do_job
from cauce.runtime.worker.starts import start_due
from cauce.runtime.worker.timers import fire_due

log = logging.getLogger("cauce.worker")

PAUSE = 1.0
"""Seconds between two rounds in which nothing was due."""
LONGEST_PAUSE = 30.0
"""Seconds between two tries while the database is away."""

ROUNDS: tuple[Callable[[], int], ...] = (fire_due, start_due, deliver_left, do_job, drop_expired)
"""Each does what is due of its kind and tells how much it did."""


def work_once() -> int:
    """Do one round; tell how many pieces of work were done."""
    return sum(work() for work in ROUNDS)


def run(stop: threading.Event) -> None:
    """Work until told to stop; a database that is away is waited for."""
    log.info("working")
    pause = PAUSE
    while not stop.is_set():
        try:
            done = work_once()
            pause = PAUSE
        except (Error, DatabaseAway):
            log.exception("the database is away; trying again in %.0f s", pause)
            connection.close()
            done, pause = 0, min(pause * 2, LONGEST_PAUSE)
        if not done:
            stop.wait(pause)
