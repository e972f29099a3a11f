"""Processes that work until they are killed, and say on a pipe what they are at."""

from __future__ import annotations

import os
import random
import select
import signal
import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.db import connection, transaction
from tests.crash.company import ORG, answer_jobs

from cauce.runtime import deployed, selectors, services
from cauce.runtime.effects import drain
from cauce.runtime.errors import Refused
from cauce.runtime.worker import bench, timers, work_once

Say = Callable[[str], None]


class Victim:
    """A process of its own that does `work` over and over; it is forked, so it begins at once.

    What it says: `begin` when it goes to work on a piece, `done` when that is over, and
    `ack <task>` after the service that completed a task has returned.
    """

    def __init__(self, work: Callable[[Say], None]) -> None:
        connection.close()
        self._pipe, into = os.pipe()
        self.said: list[str] = []
        self._rest = ""
        self._pid = os.fork()
        if not self._pid:
            try:
                os.close(self._pipe)
                random.seed(os.getpid())
                deployed.forget()
                work(lambda text: _write(into, text))
            finally:
                os._exit(1)
        os.close(into)

    def says(self, what: str, times: int, patience: float = 1.0) -> bool:
        """Wait until it has said something so many times more; tell whether it did."""
        wanted = self._count(what) + times
        until = time.monotonic() + patience
        while self._count(what) < wanted:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._pipe], [], [], left)[0] or not self._read():
                return False
        return True

    def _count(self, what: str) -> int:
        return sum(line.startswith(what) for line in self.said)

    def kill(self) -> bool:
        """Kill it and hear what it said until then; tell whether it was at work."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        while self._read():
            pass
        os.close(self._pipe)
        self._pid = 0
        return bool(self.said) and self.said[-1] == "begin"

    def end(self) -> None:
        """Kill it where it has not been killed."""
        if self._pid:
            self.kill()

    @property
    def acknowledged(self) -> list[str]:
        return [line.removeprefix("ack ") for line in self.said if line.startswith("ack ")]

    def _read(self) -> bool:
        data = os.read(self._pipe, 65536).decode()
        *lines, self._rest = (self._rest + data).split("\n")
        self.said += lines
        return bool(data)


def _write(into: int, text: str) -> None:
    os.write(into, f"{text}\n".encode())


def web(say: Say) -> None:
    """Complete tasks, each in a call of the service; acknowledge after it has returned."""
    _complete_tasks(say, acknowledge_within=False)


def hasty_web(say: Say) -> None:
    """Plant the fault: a completion is acknowledged before it is committed."""
    _complete_tasks(say, acknowledge_within=True)


def _complete_tasks(say: Say, *, acknowledge_within: bool) -> None:
    while True:
        tasks = selectors.open_tasks(organisation=ORG)
        for task in random.sample(tasks, min(len(tasks), 5)):
            say("begin")
            try:
                with transaction.atomic() if acknowledge_within else nullcontext():
                    services.complete(task=task.id)
                    if acknowledge_within:
                        say(f"ack {task.id}")
            except Refused:
                say("done")  # the other one was quicker
                continue
            if not acknowledge_within:
                say(f"ack {task.id}")


def worker(say: Say) -> None:
    """Do what is due, over and over."""
    answer_jobs()
    pieces = (
        (timers, "_fire_first"), (bench, "claim"), (bench, "answer"), (drain, "_deliver_first")
    )  # fmt: skip
    for module, name in pieces:
        setattr(module, name, _said(say, getattr(module, name)))
    while True:
        work_once()


def _said(say: Say, work: Callable[..., Any]) -> Callable[..., Any]:
    def working(*arguments: Any) -> Any:
        say("begin")
        done = work(*arguments)
        say("done")
        return done

    working.__name__ = work.__name__
    return working
