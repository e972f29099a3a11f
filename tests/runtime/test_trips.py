"""PostgreSQL's trips: what is held fails where it was written, and nothing undone is told done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

import pytest
from django.db import (
    DataError,
    IntegrityError,
    InternalError,
    NotSupportedError,
    ProgrammingError,
    transaction,
)
from django.db import connection as default
from django.db.transaction import TransactionManagementError
from tests.races.support import race

from cauce.runtime.backends.postgresql.base import DatabaseWrapper
from cauce.runtime.models import Organisation
from cauce.runtime.store import Statement, store

pytestmark = pytest.mark.skipif(default.vendor != "postgresql", reason="PostgreSQL's trips")

connection = cast("DatabaseWrapper", default)

ADD = "INSERT INTO cauce_organisation (key, name, epoch) VALUES (?, ?, 0)"
FIND = "SELECT key FROM cauce_organisation ORDER BY id"


def add(key: str) -> Statement:
    return ADD, (key, key)


def there() -> list[str]:
    return [key for (key,) in store().rows(FIND, ())]


@contextmanager
def undone(error: type[Exception], told: str | None = None) -> Iterator[None]:
    """Hold a transaction, or a savepoint, to end with an error."""
    with pytest.raises(error, match=told), transaction.atomic():
        yield


def hook() -> list[str]:
    """Give a list that says «committed» once this transaction is."""
    told: list[str] = []
    transaction.on_commit(lambda: told.append("committed"))
    return told


@pytest.mark.parametrize("writes", [[], [add("inside")]])
def test_a_savepoint_undone_before_it_went_out_undoes_what_is_inside_alone(
    writes: list[Statement],
) -> None:
    with transaction.atomic():
        told = hook()
        store().write([add("before")])
        with undone(ValueError):
            store().write(writes)
            raise ValueError
        store().write([add("after")])
    assert (there(), told) == (["before", "after"], ["committed"])


def test_a_savepoint_undone_after_it_went_out_undoes_what_is_held_inside_too() -> None:
    with transaction.atomic():
        store().write([add("before")])
        with undone(ValueError):
            store().write([add("sent")])
            assert there() == ["before", "sent"]
            store().write([add("held")])
            raise ValueError
        store().write([add("after")])
    assert there() == ["before", "after"]


@pytest.mark.parametrize("asks", [False, True])
def test_of_nested_savepoints_the_outer_takes_the_inner_with_it(asks: bool) -> None:
    with transaction.atomic():
        with undone(ValueError):
            store().write([add("outer")])
            with transaction.atomic():
                store().write([add("inner")])
                assert not asks or there() == ["outer", "inner"]
            raise ValueError
        with transaction.atomic():
            with undone(ValueError), transaction.atomic():
                store().write([add("inner")])
                raise ValueError
            store().write([add("kept")])
    assert there() == ["kept"]


def test_savepoints_by_hand_may_be_undone_twice() -> None:
    with transaction.atomic():
        name = transaction.savepoint()
        for key in ("one", "two"):
            store().write([add(key)])
            transaction.savepoint_rollback(name)
        store().write([add("three")])
        transaction.savepoint_commit(name)
    assert there() == ["three"]


def test_savepoints_with_nothing_in_them_make_no_trip(monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction.atomic():
        there()
        monkeypatch.setattr(connection, "ask", None)
        with transaction.atomic(), transaction.atomic():
            pass


def test_a_savepoint_is_released_on_the_trip_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction.atomic():
        with monkeypatch.context() as patched, transaction.atomic():
            store().run([add("inside")])
            patched.setattr(connection, "ask", None)
        assert there() == ["inside"]
    assert there() == ["inside"]


def test_a_savepoint_that_is_yet_to_be_released_is_undone_with_the_one_around_it() -> None:
    with transaction.atomic():
        store().run([add("before")])
        with undone(ValueError):
            with transaction.atomic():
                store().run([add("inside")])
            raise ValueError
        store().write([add("after")])
    assert there() == ["before", "after"]


def test_what_is_held_fails_with_the_commit_and_no_hook_runs() -> None:
    with undone(IntegrityError, "cauce_organisation_key"):
        told = hook()
        store().write([add("twice")])
        store().write([add("twice")])
    assert (there(), told) == ([], [])
    assert connection.connection.info.transaction_status.name == "IDLE"


def test_what_is_held_in_a_savepoint_fails_in_it() -> None:
    with transaction.atomic():
        store().write([add("kept")])
        with undone(IntegrityError):
            store().write([add("twice")])
            store().write([add("twice")])
        store().write([add("after")])
    assert there() == ["kept", "after"]


def test_what_is_held_before_a_savepoint_fails_before_it() -> None:
    reached = []
    with undone(IntegrityError):
        store().write([add("twice")])
        store().write([add("twice")])
        with transaction.atomic():
            reached.append("inside")
    assert (there(), reached) == ([], [])


def test_an_error_that_is_passed_over_keeps_its_transaction_from_its_commit() -> None:
    with undone(InternalError, "nothing of it is kept"):
        told = hook()
        store().run([add("twice")])
        with pytest.raises(IntegrityError):
            store().run([add("twice")])
    assert (there(), told) == ([], [])


def test_after_an_error_within_a_trip_the_next_trips_are_as_ever() -> None:
    with pytest.raises(ProgrammingError, match="nonsense"):
        store().answers([("SELECT 1", ()), ("SELECT nonsense", ()), ("SELECT ?::int", (2,))])
    assert store().answers([("SELECT 1", ()), ("SELECT ?::int", (2,))]) == [[(1,)], [(2,)]]
    assert store().answers([("SELECT ?::int", (3,)), ("SELECT 4", ())]) == [[(3,)], [(4,)]]


def test_rows_come_between_what_is_held_and_what_the_orm_does() -> None:
    with transaction.atomic(durable=True):
        store().write([add("one")])
        assert list(Organisation.objects.values_list("key", flat=True)) == ["one"]
        Organisation.objects.create(key="two", name="two")
        store().write([add("three")])
        read = []
        for row in Organisation.objects.order_by("pk").iterator(chunk_size=1):
            store().write([add(f"{row.key}-again")])
            read.append(row.key)
    assert read == ["one", "two", "three"]
    assert there() == ["one", "two", "three", "one-again", "two-again", "three-again"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", None), ("text", "ñandú 🦤 \\ ' \" ? $1 %s"), ("text", ""), ("bytea", b""),
        ("bytea", b"\0\xff\0'\\"), ("bytea", None), ("bigint", -(2**63)), ("int", 0),
        ("bool", False),
        ("int[]", [1, 2, 3]), ("int[]", []), ("text[]", ["a,b", 'c"d', "{}"]),
        ("uuid", UUID(int=7)), ("timestamptz", datetime(2026, 2, 28, 23, 59, 59, 999999, UTC)),
    ],
)  # fmt: skip
def test_values_come_back_as_they_went(kind: str, value: Any) -> None:
    assert store().rows(f"SELECT ?::{kind}", (value,)) == [(value,)]


@pytest.mark.parametrize(
    ("value", "error", "told"),
    [
        (object(), ProgrammingError, "cannot adapt type 'object'"),
        ("a\0b", DataError, "cannot contain NUL"),
    ],
)
def test_what_cannot_travel_is_said_and_nothing_else_happens(
    value: Any, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        store().rows("SELECT ?::text", (value,))
    assert store().rows("SELECT ?::text", ("well",)) == [("well",)]
    with undone(error, told):
        store().write([add("kept")])
        with undone(error, told):
            store().write([(ADD, (value, "name"))])
        with transaction.atomic():
            assert there() == ["kept"]
        store().write([(ADD, (value, "name"))])
    assert there() == []


def test_a_transaction_that_must_be_undone_takes_no_more_statements() -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        for call in (lambda: store().write([add("one")]), there):
            with pytest.raises(TransactionManagementError):
                call()
    assert there() == []


def test_ten_thousand_statements_and_fifty_megabytes_travel_at_once() -> None:
    large = b"\0\xff" * 25_000_000
    many: list[Statement] = [("SELECT ?::int", (number,)) for number in range(10_000)]
    found = store().answers([*many, ("SELECT ?::bytea", (large,)), *many])
    assert found[:10_000] == found[10_001:] == [[(number,)] for number in range(10_000)]
    assert found[10_000] == [(large,)]


def test_a_new_connection_prepares_anew() -> None:
    assert store().rows("SELECT ?::int", (1,)) == [(1,)]
    connection.close()
    assert store().rows("SELECT ?::int", (2,)) == [(2,)]


def test_connections_know_nothing_of_each_other() -> None:
    def count(first: int) -> list[list[tuple[int]]]:
        numbers = range(first, first + 300)
        return [store().answers([(f"SELECT ?::int + {n % 7}", (n,))])[0] for n in numbers]

    found = race(lambda: count(0), lambda: count(10_000))
    assert found == [[[(n + n % 7,)] for n in range(f, f + 300)] for f in (0, 10_000)]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ("ALTER TABLE trips_probe ALTER n TYPE text", NotSupportedError),
        ("DEALLOCATE ALL", ProgrammingError),
    ],
)
def test_what_was_prepared_before_its_table_changed_fails_once_and_is_prepared_again(
    change: str, error: type[Exception]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE trips_probe (n int)")
        assert store().rows("SELECT n FROM trips_probe", ()) == []
        cursor.execute(change)
    with pytest.raises(error):
        store().rows("SELECT n FROM trips_probe", ())
    assert store().rows("SELECT n FROM trips_probe", ()) == []
    connection.close()
