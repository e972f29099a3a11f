"""Every test here has an empty database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from tests.runtime.sleepers import ENDS, JOB, Post
from tests.runtime.support import Clock, deploy

from cauce.runtime import ports, waking
from cauce.runtime.waking import Bell
from cauce.runtime.worker import sleep


@pytest.fixture(autouse=True)
def _fresh(database: None) -> None:
    """Begin with an empty database."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The runtime's clock, moved by hand."""
    return Clock(monkeypatch)


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[Any], Any]]:
    """What does jobs here, by type: empty, to be filled."""
    known: dict[str, Callable[[Any], Any]] = {}
    monkeypatch.setattr(ports, "jobs", lambda: known)
    return known


@pytest.fixture
def bell() -> Iterator[Bell]:
    """A bell that is rung when a worker of this process would wake."""
    bell = Bell()
    yield bell
    bell.close()


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long a worker would have slept."""
    found: list[float] = []
    monkeypatch.setattr(
        sleep.Sleep, "at_most", lambda _self, longest: found.append(longest.total_seconds())
    )
    return found


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    """What does the jobs of process `p`, where whoever is not woken sleeps through the test."""
    post = Post()
    monkeypatch.setattr(ports, "jobs", lambda: {"mail": post})
    for module, name in ((waking, "INTERVAL"), (sleep, "INTERVAL"), (sleep, "LOOK")):
        monkeypatch.setattr(module, name, timedelta(hours=1))
    deploy(ENDS + JOB, "s w e")
    return post
