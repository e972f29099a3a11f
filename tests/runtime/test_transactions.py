"""A call is one transaction: made again where nothing of it is left, and never where it is."""

from __future__ import annotations

from contextvars import copy_context
from threading import Thread

import pytest
from django.db import OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError
from psycopg.errors import DeadlockDetected

from cauce.runtime.errors import DatabaseAway, Refused
from cauce.runtime.models import Organisation
from cauce.runtime.transactions import one_transaction


def deadlock() -> None:
    raise OperationalError("deadlock detected") from DeadlockDetected()


@one_transaction
def write(keys: list[str], hook: object = None) -> None:
    Organisation.objects.create(key=f"o-{len(keys)}", name="o")
    keys.append("made")
    if callable(hook):
        transaction.on_commit(hook)


def test_a_deadlock_is_resolved_by_making_the_call_again() -> None:
    tries: list[int] = []

    @one_transaction
    def call() -> None:
        Organisation.objects.create(key="o", name="o")
        tries.append(1)
        if len(tries) == 1:
            deadlock()

    call()
    assert (len(tries), Organisation.objects.count()) == (2, 1)


def test_a_call_that_has_committed_is_not_made_again_for_what_follows_it() -> None:
    made: list[str] = []
    with pytest.raises(DatabaseAway):
        write(made, deadlock)
    assert (len(made), Organisation.objects.count()) == (1, 1)


def test_an_error_that_is_passed_over_undoes_the_call_and_says_so() -> None:
    @transaction.atomic(savepoint=False)
    def refuse() -> None:
        raise Refused("NO", "no")

    @one_transaction
    def call() -> None:
        write([])
        with pytest.raises(Refused):
            refuse()

    with pytest.raises(TransactionManagementError, match="passed over"):
        call()
    assert Organisation.objects.count() == 0


def test_the_first_call_over_a_connection_leaves_it_committing_by_itself() -> None:
    def first() -> None:
        write([])
        Organisation.objects.create(key="by itself", name="o")
        connection.close()

    other = Thread(target=copy_context().run, args=(first,))
    other.start()
    other.join()

    assert set(Organisation.objects.values_list("key", flat=True)) == {"o-0", "by itself"}
