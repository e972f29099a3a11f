"""kill -9 of whoever works, at random moments: nothing acknowledged is lost, nothing is doubled.

A kill of a process loses nothing that it handed to the operating system. What a crash of the
machine would lose is another test's: `test_durable.py`.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.crash import company
from tests.crash.victims import Say, Victim, hasty_web, web, worker

from cauce.runtime.models import Task
from cauce.runtime.store import Statement
from cauce.runtime.store.postgresql import PostgreSQL
from cauce.runtime.store.sqlite import SQLite

ROOT = Path(__file__).parent.parent.parent
KILLS = 20
"""Kills of each kind that must hit a process at work."""
LONGEST = 90.0
"""Seconds after which a machine is too slow for this."""
WINDOW = 0.006
"""Seconds after the beginning of a piece of work within which the kill comes."""
ENDS = {"web": "ack", "worker": "done"}
"""What each says at the end of a piece of work."""

Work = Callable[[Say], None]


class Found(AssertionError):
    """A kill has left something lost or torn."""


def slaughter(works: dict[str, Work], kills: int) -> dict[str, int]:
    """Kill each until so many kills have hit it at work, and look after every kill.

    Raises Found.
    """
    hits = dict.fromkeys(works, 0)
    company.open_cases(10)
    victims = {name: Victim(work) for name, work in works.items()}
    until = time.monotonic() + LONGEST
    try:
        while min(hits.values()) < kills and time.monotonic() < until:
            name = random.choice([name for name, count in hits.items() if count < kills])
            victim = victims[name]
            # In the midst of a piece of work, or at the very moment when its end is known.
            what, window = random.choice((("begin", WINDOW), ("begin", WINDOW), (ENDS[name], 0.0)))
            if not victim.says(what, random.randint(1, 6)):
                company.open_cases(5)
                continue
            pass_time(random.uniform(0, window))
            hits[name] += victim.kill()
            look(victim)
            if Task.objects.filter(closed_at=None).count() < 5:
                company.open_cases(5)
            victims[name] = Victim(works[name])
    finally:
        for victim in victims.values():
            victim.end()
    return hits


def look(victim: Victim) -> None:
    """Look for what the kill may have lost or torn. Raises Found."""
    lost, torn = company.lost(victim.acknowledged), company.torn()
    if lost or torn:
        raise Found(f"acknowledged and lost: {lost}; torn: {torn}")


def pass_time(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def test_kills_at_random_moments_lose_and_double_nothing() -> None:
    hits = slaughter({"web": web, "worker": worker}, KILLS)
    assert min(hits.values()) >= KILLS, f"too few kills hit a process at work: {hits}"
    connection.close()
    fresh = "import cauce; cauce.setup(); from tests.crash.company import finish; finish()"
    done = subprocess.run(
        [sys.executable, "-c", fresh], cwd=ROOT, env=dict(os.environ), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert company.wrong_at_the_end() == []


def commit_after(own: Callable[[str], bool]) -> Work:
    """Plant the fault: statements that `own` names are written in a transaction of their own."""

    def torn_web(say: Say) -> None:
        kind: Any = SQLite if connection.vendor == "sqlite" else PostgreSQL

        def in_two(store: Any, statements: Sequence[Statement]) -> None:
            later = [statement for statement in statements if own(statement[0])]
            store.run([s for s in statements if s not in later])
            raw = connection.connection
            raw.execute("COMMIT")
            raw.execute("BEGIN")
            store.run(later)

        kind.write = in_two
        web(say)

    return torn_web


FAULTS: dict[str, Work] = {
    "acknowledged before the commit": hasty_web,
    "task and journal in two transactions": commit_after(
        lambda sql: sql.startswith("UPDATE cauce_task")
    ),
    "the next task in a transaction of its own": commit_after(
        lambda sql: sql.startswith("INSERT INTO cauce_task")
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str) -> None:
    with pytest.raises(Found):
        slaughter({"web": FAULTS[fault], "worker": worker}, 1_000)
