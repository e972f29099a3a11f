"""What a session of PostgreSQL is set to, and what it costs to be set right."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from contextvars import Context
from typing import Any, cast
from uuid import UUID

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import IntegrityError, transaction
from django.db import connection as default
from tests.engine.conftest import definitions
from tests.runtime.support import refused

from cauce.runtime import deployed, scope, selectors, services
from cauce.runtime.backends.postgresql import session
from cauce.runtime.backends.postgresql.base import DatabaseWrapper
from cauce.runtime.backends.postgresql.trips import Given, Packed, Trips
from cauce.runtime.models import Organisation, Task
from cauce.runtime.scope import across, within
from cauce.runtime.store import store

pytestmark = pytest.mark.skipif(default.vendor != "postgresql", reason="PostgreSQL's settings")

connection = cast("DatabaseWrapper", default)

TWO_TASKS = '<startEvent id="s"/><userTask id="a"/><userTask id="b"/><endEvent id="e"/>'
FOUND = "INSERT INTO cauce_organisation (key, name, epoch) VALUES (?, '', 0)"
RENAME = "UPDATE cauce_organisation SET name = ?"
KEYS = "SELECT key FROM cauce_organisation ORDER BY id"


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The statements of each trip, as it is made."""
    made: list[list[str]] = []
    real = Trips.make

    def make(self: Trips, statements: Sequence[Packed], **options: Any) -> list[Given]:
        made.append([sql for sql, *_ in statements])
        return real(self, statements, **options)

    monkeypatch.setattr(Trips, "make", make)
    return made


@pytest.fixture(autouse=True)
def companies() -> None:
    for organisation in ("ours", "theirs"):
        services.deploy(organisation=organisation, sources=[definitions(TWO_TASKS, "s a b e")])
        # What is read once and kept is read by now.
        services.complete(task=begun(organisation))


def begun(organisation: str) -> str:
    """Start a case; give the id of its task."""
    case = services.start(organisation=organisation, process="p").case_key
    [task] = selectors.open_tasks(organisation=organisation, case_key=case)
    return task.id


def seen() -> list[str]:
    return [key for (key,) in store().rows(KEYS, ())]


def settings_in(trips: list[list[str]]) -> list[int]:
    """Count the statements of each trip that say whose rows are in sight."""
    return [sum("set_config" in sql for sql in trip) for trip in trips]


def test_a_completion_where_the_session_is_already_costs_no_statement(
    trips: list[list[str]],
) -> None:
    first, second = begun("ours"), begun("ours")
    services.complete(task=first)
    trips.clear()
    services.complete(task=second)
    assert settings_in(trips) == [0, 0]


def test_a_completion_of_another_organisation_is_found_on_one_trip_more(
    trips: list[list[str]],
) -> None:
    theirs, ours = begun("theirs"), begun("ours")
    trips.clear()
    services.complete(task=theirs)
    assert settings_in(trips) == [0, 1, 0]
    assert "cauce_organisation_of_task" in trips[1][0]
    assert Task.objects.get(uid=theirs).completed
    assert not Task.objects.get(uid=ours).completed


def test_where_the_session_is_nowhere_the_setting_goes_in_front_on_the_same_trip(
    trips: list[list[str]],
) -> None:
    task = begun("ours")
    with across():
        seen()
    trips.clear()
    services.complete(task=task)
    assert settings_in(trips) == [1, 0]
    assert "set_config" in trips[0][0]


def test_a_task_of_another_organisation_is_unknown_within_one() -> None:
    task = begun("theirs")
    with within("ours"):
        refused("UNKNOWN_TASK", services.complete, task=task)
    refused("UNKNOWN_TASK", services.complete, task=str(UUID(int=0)))
    services.complete(task=task)


def test_what_a_rollback_undoes_is_said_again() -> None:
    with within("ours"):
        with transaction.atomic():
            assert seen() == ["ours"]
            transaction.set_rollback(True)
        assert seen() == ["ours"]
        assert Organisation.objects.get().key == "ours"


def test_what_a_savepoint_undoes_is_said_again() -> None:
    with within("ours"), transaction.atomic():
        seen()
        with within("theirs"):
            with transaction.atomic():
                assert seen() == ["theirs"]
                transaction.set_rollback(True)
            assert seen() == ["theirs"]
            with transaction.atomic():
                store().write([(RENAME, ("not sent",))])
                transaction.set_rollback(True)
            assert seen() == ["theirs"]
        with pytest.raises(IntegrityError), transaction.atomic(), within("theirs"):
            store().run([(FOUND, ("ours",))])
        assert seen() == ["ours"]


def test_what_is_held_is_written_where_it_was_held() -> None:
    with transaction.atomic():
        with within("ours"):
            store().write([(RENAME, ("one",))])
        with within("theirs"):
            store().write([(RENAME, ("two",))])
    names = Organisation.objects.order_by("pk").values_list("key", "name")
    assert list(names) == [("ours", "one"), ("theirs", "two")]


def test_a_new_session_is_set_anew() -> None:
    with within("ours"):
        assert seen() == ["ours"]
        connection.close()
        assert seen() == ["ours"]


def test_a_session_begins_whatever_is_in_scope() -> None:
    connection.close()
    refused("UNKNOWN_INCIDENT", services.resolve, incident="none")
    with within("ours"):
        connection.close()
        with scope.nowhere():
            assert seen() == []
        assert seen() == ["ours"]


def test_an_organisation_that_is_undone_is_forgotten() -> None:
    for _ in range(2):
        with transaction.atomic():
            services.deploy(organisation="new", sources=[definitions(TWO_TASKS, "s a b e")])
            with within("new"):
                assert seen() == ["new"]
            transaction.set_rollback(True)
        with within("new"):
            assert seen() == []


def test_an_organisation_that_another_session_founds_is_found() -> None:
    with within("later"):
        assert seen() == []
        with psycopg.connect(os.environ["DATABASE_URL"]) as another:
            another.execute(FOUND.replace("?", "%s"), ("later",))
        assert seen() == ["later"]


def test_an_id_is_followed_however_it_is_spelt() -> None:
    for spelt in ("urn:uuid:{}", "{{{}}}", "-{}-"):
        task = begun("theirs").replace("-", "")
        with across():
            seen()
        services.complete(task=spelt.format(task))
        assert Task.objects.get(uid=task).completed


def test_what_is_kept_for_all_does_not_depend_on_who_asked_first() -> None:
    with within("ours"):
        ours = Organisation.objects.get()
    deployed.forget()
    with scope.nowhere():
        first = deployed.deployed(ours.pk, ours.epoch)
    assert ("process", "p") in first.latest


def test_migrations_run_across_organisations(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[scope.Scope] = []
    monkeypatch.setattr(migrate.Command, "handle", lambda *_, **__: told.append(scope.current()))
    Context().run(call_command, "migrate", verbosity=0)
    assert told == [scope.Scope("change")]


class Session:
    """A session as it is looked at: its process, and what the server says of it."""

    def __init__(self, *, process: int = 7, bypasses: bool = False) -> None:
        self.info = self
        self.backend_pid = process
        self._told = (7, "somebody", bypasses)

    def execute(self, _sql: str) -> Session:
        return self

    def fetchone(self) -> tuple[int, str, bool]:
        return self._told


def test_a_pooler_is_refused_unless_it_keeps_sessions_apart() -> None:
    pooled: Any = Session(process=8)
    with pytest.raises(ImproperlyConfigured, match="pool_mode = session"):
        session.look_at(pooled, None)
    with pytest.raises(ImproperlyConfigured):
        session.look_at(pooled, "transaction")
    session.look_at(pooled, "session")


def test_a_role_that_passes_over_policies_is_warned_of_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_warned", set())
    ordinary: Any = Session()
    passing: Any = Session(bypasses=True)
    with caplog.at_level(logging.WARNING, "cauce.database"):
        session.look_at(ordinary, None)
        assert caplog.messages == []
        session.look_at(passing, None)
        session.look_at(passing, None)
    [message] = caplog.messages
    assert "«somebody» passes over row-level security" in message


def test_the_server_tells_what_is_looked_at() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"]) as found:
        session.look_at(found, None)
        process, role, bypasses = found.execute(session._LOOK).fetchone() or (0, "", True)
        assert (process, role, bypasses) == (found.info.backend_pid, found.info.user, False)
