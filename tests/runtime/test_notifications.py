"""On PostgreSQL: what one process tells the workers of others, and how these listen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import connection
from tests.runtime.sleepers import ENDS, JOB, LONG, Post, working
from tests.runtime.support import complete, deploy, instances, start

from cauce.runtime import execute, waking
from cauce.runtime.waking import Bell
from cauce.runtime.worker import loop, sleep

TASK = '<userTask id="a"/>'
DEADLINE = (
    '<boundaryEvent id="b" attachedToRef="a"><timerEventDefinition>'
    '<timeDuration>P2D</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="x"/>'
)

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no notifications"
)


@pytest.fixture(autouse=True)
def _deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bell of this process is out of the way."""
    monkeypatch.setattr(waking, "_bells", set())


def test_a_job_is_told_after_its_commit_and_a_plain_completion_never() -> None:
    deploy(ENDS + TASK + DEADLINE, "s a e", "b x")
    start()
    deploy(ENDS + JOB, "s w e")
    with listener() as told:
        complete("a")
        assert told() == []
        start()
        assert told() == [waking.CHANNEL]


def test_a_notification_wakes(monkeypatch: pytest.MonkeyPatch, post: Post) -> None:
    with working(monkeypatch):
        start()
        assert post.came()


def test_whose_listening_was_cut_off_listens_again(
    monkeypatch: pytest.MonkeyPatch, post: Post
) -> None:
    with working(monkeypatch) as running:
        for _ in range(2):
            listening = running.worker._sleep._ear._connection
            assert listening is not None
            cut_off("pid = %s", listening.info.backend_pid)
            running.sleeps()
            start()
            assert post.came()


def test_whose_every_connection_was_cut_off_comes_back(
    monkeypatch: pytest.MonkeyPatch, post: Post
) -> None:
    monkeypatch.setattr(loop, "PAUSE", 0.01)
    with working(monkeypatch) as running:
        cut_off("datname = current_database() AND pid <> %s", own_pid())
        running.sleeps()
        begun = start()
        assert post.came()
        running.worker.stop()
        running.thread.join(LONG)
        assert instances(begun.case_key)[0].status == "completed"


def test_who_cannot_listen_looks_often(
    monkeypatch: pytest.MonkeyPatch, slept: list[float], bell: Bell
) -> None:
    sleeping = sleep.Sleep(bell)
    with monkeypatch.context() as patched:
        patched.setattr(psycopg, "connect", refuse)
        sleeping.listen()
        sleeping.until_due(execute.utcnow())
    sleeping.listen()
    sleeping.until_due(execute.utcnow())
    sleeping.close()
    assert slept == [sleep.LOOK.total_seconds(), waking.INTERVAL.total_seconds()]


def refuse(*_: Any, **__: Any) -> None:
    raise psycopg.OperationalError("too many connections")


def own_pid() -> int:
    connection.ensure_connection()
    return int(connection.connection.info.backend_pid)


def cut_off(where: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        sql = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE " + where
        cursor.execute(sql, parameters)


@contextmanager
def listener() -> Iterator[Callable[[], list[str]]]:
    """Listen beside the worker; give what tells the channels notified since it was asked last."""
    parameters = connection.get_connection_params()
    for own in ("cursor_factory", "context"):
        parameters.pop(own, None)
    with psycopg.connect(**parameters, autocommit=True) as listening:
        listening.execute(f"LISTEN {waking.CHANNEL}")
        listening.execute("LISTEN until_here")

        def told() -> list[str]:
            found = []
            with connection.cursor() as cursor:
                cursor.execute("NOTIFY until_here")
            for said in listening.notifies(timeout=LONG):
                if said.channel == "until_here":
                    break
                found.append(said.channel)
            return found

        yield told
