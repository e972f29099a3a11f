"""Policies do not keep PostgreSQL from its indexes: what is asked often is found by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from tests.runtime.two_companies import found

from cauce.runtime import rows, setbacks
from cauce.runtime.effects import carry, drain
from cauce.runtime.execute import utcnow
from cauce.runtime.models import Instance, Task
from cauce.runtime.scope import across, within
from cauce.runtime.selectors import inbox
from cauce.runtime.worker.deliveries import waiting

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's plans")


@pytest.fixture
def ours() -> Iterator[int]:
    """An organisation beside another, in a database where reading a whole table is the last way."""
    found("theirs")
    ours = found("ours")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        yield ours


def plan(sql: str, *parameters: Any) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (COSTS OFF) {sql.replace('?', '%s')}", parameters)
        return "\n".join(line for (line,) in cursor.fetchall())


def plan_of(asked: QuerySet[Any, Any]) -> str:
    return str(asked.explain(costs=False))


BY_HAND: dict[str, tuple[str, Callable[[int], tuple[Any, ...]], str]] = {
    "the lock of a task": (
        f"{rows._BY_TASK} FOR UPDATE OF i",
        lambda _ours: (UUID(int=1),),
        "cauce_task_uid",
    ),
    "the lock of an instance": (
        f"{rows._BY_ID} FOR UPDATE OF i",
        lambda _ours: (1,),
        "cauce_instance_pkey",
    ),
    "who listens": (
        carry._WAITING.replace("{key}", "correlation = ?"),
        lambda ours: (ours, "m", "k"),
        "cauce_subscription_name",
    ),
    "the first delivery": (drain._TAKE, lambda ours: (ours, "C-1"), "cauce_delivery_lane"),
}


@pytest.mark.parametrize("what", BY_HAND)
def test_the_hot_path_finds_its_rows_by_their_index(ours: int, what: str) -> None:
    sql, parameters, index = BY_HAND[what]
    with within(ours):
        told = plan(sql, *parameters(ours))
    # What the policies ask is in the plan, and has not taken the index away.
    assert "cauce.organisation" in told
    assert f"using {index}" in told


def test_the_inbox_finds_open_tasks_by_role_and_by_person(ours: int) -> None:
    tasks = Task.objects.filter(organisation=ours, closed_at__isnull=True)
    with within(ours):
        by_role = plan_of(tasks.filter(role_set__in=[1, 2]).order_by("pk"))
        mine = plan_of(tasks.filter(assignee="ana").order_by("pk"))
        both = plan_of(inbox._for_person(tasks, ours, "ana", frozenset({"Mesa"})))
    assert "cauce_task_open_role" in by_role
    assert "cauce_task_open_person" in mine
    assert "cauce_task_open" in both


def test_a_worker_finds_what_is_due_by_index(ours: int) -> None:
    assert ours
    now = utcnow()
    due = Instance.objects.filter(wake_at__lte=now).exclude(setbacks.held("timer", now))
    with across():
        timers = plan_of(due.order_by("wake_at", "pk"))
        lanes = plan_of(waiting(now).filter(created_at__lt=now - timedelta(seconds=5)))
    assert "cauce_instance_wake" in timers
    assert "cauce_delivery_lane" in lanes
