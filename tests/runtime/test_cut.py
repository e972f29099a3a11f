"""A connection to PostgreSQL that is cut, or let go, at each point of a transaction."""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator
from typing import Any, cast

import psycopg
import pytest
from django.db import connection as default
from django.db import transaction
from tests.races.support import Meeting, race

from cauce.runtime.backends.postgresql.base import DatabaseWrapper
from cauce.runtime.errors import DatabaseAway
from cauce.runtime.store import Statement, store
from cauce.runtime.transactions import one_transaction

pytestmark = pytest.mark.skipif(default.vendor != "postgresql", reason="PostgreSQL's connections")

connection = cast("DatabaseWrapper", default)

ADD = "INSERT INTO cauce_organisation (key, name, epoch) VALUES (?, ?, 0)"
FIND = "SELECT key FROM cauce_organisation ORDER BY id"
RENAME = "UPDATE cauce_organisation SET name = ? WHERE key = ?"


def add(key: str) -> Statement:
    return ADD, (key, key)


def there() -> list[str]:
    return [key for (key,) in store().rows(FIND, ())]


def cut() -> None:
    """End the server's side of this thread's connection."""
    connection.ensure_connection()
    mine = connection.connection.info.backend_pid
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as other:
        [(ended,)] = other.execute("SELECT pg_terminate_backend(%s, 10000)", [mine]).fetchall()
    assert ended


@pytest.fixture
def told() -> list[str]:
    """What the hooks of `call` said."""
    return []


@pytest.fixture
def cut_at(told: list[str]) -> Callable[[str], int]:
    """Write twice in a transaction that is cut somewhere the first time; give how often."""

    def cut_at(point: str) -> int:
        tries = 0

        @one_transaction
        def call() -> None:
            nonlocal tries
            tries += 1
            transaction.on_commit(lambda: told.append("committed"))
            if point == "before BEGIN" and tries == 1:
                cut()
            there()
            store().write([add("one")])
            if point == "between trips" and tries == 1:
                cut()
            there()
            store().write([add("two")])
            if point == "before COMMIT":
                cut()

        call()
        return tries

    return cut_at


@pytest.mark.parametrize("point", ["before BEGIN", "between trips"])
def test_what_is_cut_before_its_commit_is_done_once_all_the_same(
    point: str, cut_at: Callable[[str], int], told: list[str]
) -> None:
    assert cut_at(point) == 2
    assert (there(), told) == (["one", "two"], ["committed"])


def test_what_is_cut_before_its_commit_goes_out_is_said_to_be_away(
    cut_at: Callable[[str], int], told: list[str]
) -> None:
    with pytest.raises(DatabaseAway):
        cut_at("before COMMIT")
    assert (there(), told) == ([], [])
    assert cut_at("nowhere") == 1
    assert (there(), told) == (["one", "two"], ["committed"])


@pytest.fixture
def cut_by_commit() -> Iterator[None]:
    """Let the server end a connection that commits an organisation."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as other:
        other.execute(
            "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'"
        )
        other.execute(
            "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON cauce_organisation DEFERRABLE "
            "INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()"
        )
        yield
        other.execute("DROP FUNCTION cut CASCADE")


@pytest.mark.usefixtures("cut_by_commit")
def test_what_is_cut_while_it_commits_is_said_to_be_away_and_not_done_twice(
    cut_at: Callable[[str], int], told: list[str]
) -> None:
    with pytest.raises(DatabaseAway):
        cut_at("nowhere")
    assert (there(), told) == ([], [])


def test_a_savepoint_that_is_cut_takes_its_transaction_with_it(told: list[str]) -> None:
    tries = []

    @one_transaction
    def call() -> None:
        tries.append(1)
        store().write([add("outer")])
        with transaction.atomic():
            store().write([add("inner")])
            if len(tries) == 1:
                cut()

    call()
    assert (len(tries), there()) == (2, ["outer", "inner"])


class _Interrupted:
    """A poll that is interrupted where it would wait for answers."""

    def __init__(self, poll: Any) -> None:
        self._poll = poll

    def register(self, *arguments: Any) -> None:
        self._poll.register(*arguments)

    def modify(self, *arguments: Any) -> None:
        self._poll.modify(*arguments)

    def poll(self) -> Any:
        raise KeyboardInterrupt


def in_a_savepoint() -> None:
    with transaction.atomic(), transaction.atomic():
        store().write([add("one")])


def at_the_commit() -> None:
    with transaction.atomic():
        store().write([add("one")])


@pytest.mark.parametrize("call", [there, in_a_savepoint, at_the_commit])
def test_after_an_interruption_no_answer_is_taken_for_another(
    monkeypatch: pytest.MonkeyPatch, call: Callable[[], object]
) -> None:
    before, real = connection.connection, select.poll
    with monkeypatch.context() as patched:
        patched.setattr(select, "poll", lambda: _Interrupted(real()))
        with pytest.raises(KeyboardInterrupt):
            call()
    assert one_transaction(lambda: store().rows("SELECT 2", ()))() == [(2,)]
    assert connection.connection is not before
    with transaction.atomic():
        store().write([add("after")])
    # Whether the server has committed what was interrupted at its COMMIT, nobody can tell.
    assert there() == ["after"] or (call is at_the_commit and there() == ["one", "after"])


def test_an_answer_that_cannot_be_read_leaves_nothing_behind() -> None:
    with pytest.raises(Exception, match="too large"):
        store().answers([("SELECT timestamptz '20000-01-01 00:00Z'", ()), ("SELECT 1", ())])
    assert one_transaction(lambda: store().rows("SELECT 2", ()))() == [(2,)]


def test_a_deadlock_that_shows_with_the_commit_is_resolved_by_doing_one_again() -> None:
    store().run([add("a"), add("b")])
    meeting = Meeting()
    tries: list[str] = []

    @one_transaction
    def rename(name: str, first: str, second: str) -> str:
        tries.append(name)
        store().run([(RENAME, (name, first))])
        if tries.count(name) == 1:
            meeting.wait()
        store().write([(RENAME, (name, second))])
        return name

    done = race(lambda: rename("x", "a", "b"), lambda: rename("y", "b", "a"))
    assert (meeting.met, done, len(tries)) == (True, ["x", "y"], 3)
    assert store().rows("SELECT DISTINCT name FROM cauce_organisation", ()) == [(tries[-1],)]
