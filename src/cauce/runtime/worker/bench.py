"""Where jobs are done: each in a thread of its own, so that one that hangs keeps nobody else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from time import monotonic

from django.db import connections

from cauce.engine import commands as c
from cauce.runtime.execute import utcnow
from cauce.runtime.scope import across
from cauce.runtime.worker.jobs import Claimed, answer, claim, due_jobs, release_lost

MOST_AT_ONCE = 8
"""Jobs that one worker does at a time."""
BATCH = 100
"""Jobs that one round looks at."""


def _nobody() -> None:
    """Whoever waits looks at the answers itself."""


class Bench:
    """The jobs that a worker is at, and their answers as they come.

    Of one instance it does one job at a time, oldest first. `ring` is called, in a job's thread,
    when its answer is there.
    """

    def __init__(self, *, most: int = MOST_AT_ONCE, ring: Callable[[], None] = _nobody) -> None:
        self._most = most
        self._ring = ring
        self._at: dict[int, Claimed] = {}
        self._answers: SimpleQueue[tuple[Claimed, c.Command]] = SimpleQueue()

    def round(self) -> int:
        """Give the answers that are there, and begin what is due; tell how much was done."""
        return self._answer_all() + self._begin_due()

    def finish(self) -> int:
        """Do what is due now, one job after the other; tell how many were answered."""
        release_lost()
        done = 0
        for organisation, pk, _instance in self._due():
            if self._begin(organisation, pk):
                done += self.wait()
        return done

    def wait(self, seconds: float | None = None) -> int:
        """Wait for what is being done, at most so long; tell how many answers were given."""
        end = None if seconds is None else monotonic() + seconds
        given = 0
        while self._at:
            left = (min(claimed.until for claimed in self._at.values()) - utcnow()).total_seconds()
            patience = left if end is None else min(left, end - monotonic())
            try:
                given += self._give(*self._answers.get(timeout=max(0.0, patience)))
            except Empty:
                if end is not None:
                    return given
                self._leave_late()
        return given

    def _due(self) -> list[tuple[int, int, int]]:
        busy = {claimed.instance for claimed in self._at.values()}
        with across():
            due = due_jobs(utcnow()).exclude(instance__in=busy).order_by("pk")
            return list(due.values_list("organisation_id", "pk", "instance_id")[:BATCH])

    def _begin_due(self) -> int:
        release_lost()
        self._leave_late()
        begun = 0
        for organisation, pk, instance in self._due():
            if len(self._at) >= self._most:
                break
            if all(claimed.instance != instance for claimed in self._at.values()):
                begun += self._begin(organisation, pk)
        return begun

    def _begin(self, organisation: int, pk: int) -> bool:
        claimed = claim(organisation, pk)
        if claimed is None:
            return False
        self._at[pk] = claimed
        name = f"cauce-job-{pk}"
        threading.Thread(target=self._do, args=(claimed,), name=name, daemon=True).start()
        return True

    def _do(self, claimed: Claimed) -> None:
        try:
            self._answers.put((claimed, claimed.do()))
        finally:
            connections.close_all()
            self._ring()

    def _leave_late(self) -> None:
        """Let go of what has run out of time: it is somebody else's, its thread left to itself."""
        now = utcnow()
        self._at = {pk: claimed for pk, claimed in self._at.items() if claimed.until > now}

    def _answer_all(self) -> int:
        given = 0
        while True:
            try:
                given += self._give(*self._answers.get_nowait())
            except Empty:
                return given

    def _give(self, claimed: Claimed, command: c.Command) -> bool:
        try:
            # A late answer is one too, as long as nobody else has given one.
            given = answer(claimed, command)
        except BaseException:
            self._answers.put((claimed, command))
            raise
        if self._at.get(claimed.pk) is claimed:
            del self._at[claimed.pk]
        return given
