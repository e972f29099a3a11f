"""Workers that sleep, and what is to wake them."""

from __future__ import annotations

import select
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from cauce.runtime.waking import Bell
from cauce.runtime.worker import Worker, sleep

LONG = 60
"""Seconds after which what was waited for does not come."""
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
JOB = (
    '<serviceTask id="w"><extensionElements><zeebe:taskDefinition type="mail"/>'
    "</extensionElements></serviceTask>"
)


def rang(bell: Bell) -> bool:
    heard = bool(select.select([bell], [], [], 0)[0])
    bell.still()
    return heard


class Working:
    """A worker in a thread, and what tells that it goes to sleep."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asleep = threading.Semaphore(0)
        real = sleep.Sleep.until_due

        def until_due(sleeping: sleep.Sleep, since: Any) -> None:
            self.asleep.release()
            real(sleeping, since)

        monkeypatch.setattr(sleep.Sleep, "until_due", until_due)
        self.worker = Worker()
        self.thread = threading.Thread(target=self.worker.run, daemon=True)

    def sleeps(self) -> None:
        assert self.asleep.acquire(timeout=LONG)

    def end(self) -> None:
        self.worker.stop()
        self.thread.join(LONG)
        assert not self.thread.is_alive()


@contextmanager
def working(monkeypatch: pytest.MonkeyPatch) -> Iterator[Working]:
    running = Working(monkeypatch)
    running.thread.start()
    try:
        running.sleeps()
        yield running
    finally:
        running.end()


class Post:
    """Does the jobs, and tells when one has been done."""

    def __init__(self) -> None:
        self.sent = threading.Semaphore(0)

    def __call__(self, _call: Any) -> None:
        self.sent.release()

    def came(self) -> bool:
        return self.sent.acquire(timeout=LONG)
