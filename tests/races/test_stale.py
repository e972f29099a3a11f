"""What was read without a lock, and is no longer so, cannot be written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from tests.races.support import Meeting, race, without_row_locks
from tests.runtime.support import ORG, complete, deploy, instances, refused, start, task

from cauce.engine import commands as c
from cauce.engine import step
from cauce.runtime import services
from cauce.runtime.errors import DatabaseAway, Refused
from cauce.runtime.execute import execute, utcnow
from cauce.runtime.models import Case, Instance, JournalEntry, Organisation, Task
from cauce.runtime.rows import lock_instance
from cauce.runtime.scope import within
from cauce.runtime.store import store
from cauce.runtime.transactions import one_transaction

BODY = '<startEvent id="s"/><userTask id="a"/><userTask id="b"/><endEvent id="e"/>'
Quiet = Callable[[], None]


def test_a_step_from_a_stale_state_is_refused_by_the_journal(quiet: Quiet) -> None:
    deploy(BODY, "s a b e")
    begun = start()
    with within(ORG), transaction.atomic():
        stale = lock_instance(store(), Instance.objects.get().pk)
    assert stale is not None
    key = Task.objects.get().key
    complete("a", {"by": "the first"})
    before = Instance.objects.values().get()
    told: list[str] = []
    command = c.CompleteTask(key=key, data={"by": "the second"})

    @one_transaction
    def second() -> None:
        transaction.on_commit(lambda: told.append("committed"))
        with within(ORG):
            assert execute(store(), stale, command, utcnow()) is None

    refused("STALE_WRITE", second)
    assert (Instance.objects.values().get(), told) == (before, [])
    assert JournalEntry.objects.count() == 2
    [instance] = instances(begun.case_key)
    assert (instance.path, instance.variables) == (("s", "a"), {"by": "the first"})
    complete("b")
    quiet()


def test_of_two_who_read_without_a_lock_one_alone_is_kept(
    monkeypatch: pytest.MonkeyPatch, quiet: Quiet
) -> None:
    without_row_locks(monkeypatch)
    deploy(BODY, "s a b e")
    begun = start()
    wanted = task("a").id
    meeting = Meeting()
    monkeypatch.setattr("cauce.runtime.execute.step", meeting.before(step))
    results = race(
        lambda: services.complete(task=wanted, data={"by": "one"}),
        lambda: services.complete(task=wanted, data={"by": "other"}),
    )
    [error] = [result for result in results if result is not None]
    # SQLite sees that what was read has changed; PostgreSQL leaves that to the journal's key.
    code = "DATABASE_AWAY" if connection.vendor == "sqlite" else "STALE_WRITE"
    assert isinstance(error, DatabaseAway | Refused)
    assert error.code == code
    assert meeting.met
    [instance] = instances(begun.case_key)
    kept = "one" if results[0] is None else "other"
    assert (instance.path, instance.variables) == (("s", "a"), {"by": kept})
    assert JournalEntry.objects.count() == 2
    quiet()


def test_what_else_may_not_be_there_twice_is_no_stale_write() -> None:
    where = Organisation.objects.create(key=ORG)

    @one_transaction
    def second() -> None:
        for _ in range(2):
            Case.objects.create(organisation=where, key="C-1", opened_at=utcnow())

    with pytest.raises(IntegrityError):
        second()
    assert Case.objects.count() == 0
