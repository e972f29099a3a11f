"""PostgreSQL keeps organisations apart by itself, whatever a query forgets to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import Context
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import Model
from tests.runtime.two_companies import GUARDED, column, found

from cauce.runtime.models import Case, Organisation, Task
from cauce.runtime.scope import across, within

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's policies")

each_table = pytest.mark.parametrize("model", GUARDED, ids=lambda model: model._meta.db_table)


@pytest.fixture
def ours() -> int:
    return found("ours")


@pytest.fixture(autouse=True)
def theirs() -> int:
    return found("theirs")


def outside(call: Callable[..., Any], *arguments: Any) -> Any:
    """Call as a thread does that has entered no scope."""
    return Context().run(call, *arguments)


def owners(model: type[Model]) -> set[int]:
    """Give whose rows of a table are in sight."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column(model)} FROM {model._meta.db_table}")
        return {owner for (owner,) in cursor.fetchall()}


def count(sql: str, *parameters: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def row_of(model: type[Model], owner: int) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table} WHERE {column(model)} = %s", [owner])
        names = [name for name, *_ in cursor.description]
        [row] = cursor.fetchall()
        return dict(zip(names, row, strict=True))


def insert(model: type[Model], row: dict[str, Any]) -> int:
    marks = ", ".join(["%s"] * len(row))
    names = ", ".join(f'"{name}"' for name in row)
    return count(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})", *row.values())


def refused(write: Any, *arguments: Any) -> bool:
    """Tell whether the policies refuse a write."""
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        write(*arguments)
    return True


def test_the_tests_connect_as_a_role_that_policies_hold() -> None:
    bypasses = "SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
    assert count(bypasses) == 0
    assert len(GUARDED) == 21


@each_table
def test_one_sees_its_own_and_nobody_nothing(model: type[Model], ours: int, theirs: int) -> None:
    with within(ours):
        assert owners(model) == {ours}
    with within("theirs"):
        assert owners(model) == {theirs}
    assert outside(owners, model) == set()
    with within("nobody's"):
        assert owners(model) == set()
    with across():
        assert owners(model) == {ours, theirs}


@each_table
def test_nothing_is_written_for_another(model: type[Model], ours: int, theirs: int) -> None:
    table, whose = model._meta.db_table, column(model)
    row, before = row_of(model, theirs), row_of(model, ours)
    with within(ours):
        # Organisations are founded: a row of that table is of none that is there.
        assert model is Organisation or refused(insert, model, row)
        assert refused(count, f"UPDATE {table} SET {whose} = %s", theirs)
        assert count(f"UPDATE {table} SET {whose} = {whose} WHERE {whose} = %s", theirs) == 0
        assert count(f"DELETE FROM {table} WHERE {whose} = %s", theirs) == 0
    assert (row_of(model, theirs), row_of(model, ours)) == (row, before)


@each_table
def test_whoever_looks_across_changes_nothing(model: type[Model], ours: int, theirs: int) -> None:
    table, whose = model._meta.db_table, column(model)
    row = row_of(model, theirs)
    with across():
        assert model is Organisation or refused(insert, model, row)
        assert refused(count, f"UPDATE {table} SET {whose} = {whose}")
        assert count(f"DELETE FROM {table}") == 0
    assert model is Organisation or outside(refused, insert, model, row)
    assert outside(count, f"UPDATE {table} SET {whose} = {whose}") == 0
    assert outside(count, f"DELETE FROM {table}") == 0
    with across(change=True):
        assert count(f"UPDATE {table} SET {whose} = {whose}") == 2
    assert owners(model) == {ours, theirs}


def test_a_query_that_forgets_its_organisation_gives_the_rows_of_one(ours: int) -> None:
    with within(ours):
        assert [task.organisation_id for task in Task.objects.all()] == [ours]
        with transaction.atomic():
            locked = Case.objects.select_for_update(skip_locked=True)
            assert [case.organisation_id for case in locked] == [ours]
        assert Case.objects.update(origin="here") == 1
    assert sorted(Case.objects.values_list("origin", flat=True), key=str) == [None, "here"]


@pytest.mark.parametrize("lifted", ["DISABLE ROW LEVEL SECURITY", "NO FORCE ROW LEVEL SECURITY"])
def test_a_table_left_open_is_noticed(ours: int, theirs: int, lifted: str) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE cauce_task {lifted}")
        with within(ours):
            assert (owners(Task), owners(Case)) == ({ours, theirs}, {ours})
        transaction.set_rollback(True)
    with within(ours):
        assert owners(Task) == {ours}


def lookups(owner: int) -> Iterable[tuple[str, Any]]:
    with across():
        organisation = Organisation.objects.get(pk=owner)
        yield "key", organisation.key
        yield "task", organisation.task_set.get().uid
        yield "instance", organisation.instance_set.get().uid
        yield "incident", organisation.incident_set.get().pk


def test_what_the_outside_names_leads_to_its_organisation_and_to_nothing_else(
    ours: int, theirs: int
) -> None:
    for owner in (ours, theirs):
        for by, value in list(lookups(owner)):
            assert outside(led, by, value) == (owner, set())
    assert outside(led, "key", "nobody's") == (None, set())


def led(by: str, value: Any) -> tuple[int | None, set[int]]:
    """Give where a lookup leads, and whose tasks are in sight right after it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT cauce_organisation_of_{by}(%s)", [value])
        [(owner,)] = cursor.fetchall()
        return owner, owners(Task)


def test_a_scope_ends_where_it_was_entered(ours: int, theirs: int) -> None:
    with within(ours):
        with pytest.raises(ValueError), within(theirs):
            raise ValueError
        assert owners(Case) == {ours}
    assert owners(Case) == {ours, theirs}
