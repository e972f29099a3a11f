"""Going round: what is due, until told to stop."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

from django.db import Error, connection

from cauce.runtime.errors import DatabaseAway
from cauce.runtime.execute import utcnow
from cauce.runtime.setbacks import database_answers
from cauce.runtime.waking import Bell
from cauce.runtime.worker.bench import Bench
from cauce.runtime.worker.definitions import Definitions
from cauce.runtime.worker.deliveries import deliver_left, drop_expired
from cauce.runtime.worker.sleep import Sleep
from cauce.runtime.worker.starts import start_due
from cauce.runtime.worker.timers import fire_due

log = logging.getLogger("cauce.worker")

PAUSE = 1.0
"""Seconds until what failed as a whole, or a database that is away, is tried again."""
LONGEST_PAUSE = 30.0
"""Seconds that this grows to."""
HOUSEKEEPING = 60.0
"""Seconds between two rounds of what nobody waits for."""
GRACE = 5.0
"""Seconds that jobs in hand have to end when the worker does."""


def work_once() -> int:
    """Do one round of what is due, jobs one after the other; tell how many pieces were done."""
    return fire_due() + start_due() + deliver_left() + Bench(most=1).finish() + drop_expired()


class Turn:
    """One kind of work, in its turn: where it fails as a whole, the others go on."""

    def __init__(self, work: Callable[[], int], *, every: float = 0.0) -> None:
        self._work = work
        self._every = every
        self._failures = 0
        self._not_before = 0.0

    def take(self) -> int:
        """Work, if it is time to; tell how much was done. Raises where the database is away."""
        if monotonic() < self._not_before:
            return 0
        try:
            done = self._work()
        except Exception as error:
            if isinstance(error, Error | DatabaseAway) and not database_answers():
                raise
            pause = _pause(self._failures)
            log.exception("%s failed; again in %.0f s", self._work.__name__, pause)
            self._failures += 1
            self._not_before = monotonic() + pause
            return 0
        self._failures = 0
        self._not_before = monotonic() + self._every
        return done


class Worker:
    """Does what is due, until it is told to stop. `stop` may be called anywhere, in signals too."""

    def __init__(self) -> None:
        self._bell = Bell()
        self._bench = Bench(ring=self._bell.ring)
        self._sleep = Sleep(self._bell)
        self._stopping = False
        self._turns = (
            Turn(fire_due),
            Turn(start_due),
            Turn(deliver_left),
            Turn(self._bench.round),
            Turn(Definitions().check, every=HOUSEKEEPING),
            Turn(drop_expired, every=HOUSEKEEPING),
        )

    def stop(self) -> None:
        """Let it end, after what it has in hand."""
        self._stopping = True
        self._bell.ring()

    def run(self) -> None:
        """Work until told to stop; a database that is away is waited for."""
        log.info("working")
        failures = 0
        while not self._stopping:
            since = utcnow()
            try:
                self._sleep.listen()
                if not self._go_round() and not self._stopping:
                    self._sleep.until_due(since)
                failures = 0
            except Exception as error:
                pause = _pause(failures)
                away = isinstance(error, Error | DatabaseAway)
                what = "the database is away" if away else "the worker stumbled"
                log.exception("%s; trying again in %.0f s", what, pause)
                connection.close()
                self._sleep.close()
                failures += 1
                self._sleep.at_most(timedelta(seconds=pause))
        self._end()

    def _go_round(self) -> int:
        done = 0
        for turn in self._turns:
            if self._stopping:
                break
            done += turn.take()
        return done

    def _end(self) -> None:
        try:
            self._bench.wait(GRACE)
        except (Error, DatabaseAway):
            log.exception("the database is away; what is in hand will be done again")
        self._sleep.close()
        self._bell.close()
        connection.close()
        log.info("ended")


def _pause(failures: int) -> float:
    longer: float = PAUSE * 2 ** min(failures, 10)
    return min(longer, LONGEST_PAUSE)
