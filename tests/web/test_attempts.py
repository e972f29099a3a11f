"""Counting failed logins: for all nodes, and not for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from cauce.web import attempts
from cauce.web.models import LoginFailures

ANA, HERE, THERE = "ana", "192.0.2.1", "192.0.2.2"


def test_should_stop_after_the_most_and_nobody_else(database: None) -> None:
    for _ in range(attempts.MOST - 1):
        attempts.failed(ANA, HERE)
    assert not attempts.too_many(ANA, HERE)

    attempts.failed(ANA, HERE)

    assert attempts.too_many(ANA, HERE)
    assert not attempts.too_many(ANA, THERE)
    assert not attempts.too_many("eva", HERE)


def test_should_start_anew_after_a_success(database: None) -> None:
    for _ in range(attempts.MOST):
        attempts.failed(ANA, HERE)

    attempts.forget(ANA, HERE)

    assert not attempts.too_many(ANA, HERE)
    assert LoginFailures.objects.count() == 0


def test_should_start_anew_after_the_pause_and_keep_nothing_of_it(database: None) -> None:
    for _ in range(attempts.MOST):
        attempts.failed(ANA, HERE)
    attempts.failed("eva", HERE)
    row = LoginFailures.objects.get(count=attempts.MOST)
    LoginFailures.objects.update(last_at=row.last_at - attempts.PAUSE)

    assert not attempts.too_many(ANA, HERE)
    attempts.failed(ANA, HERE)

    assert list(LoginFailures.objects.values_list("count", flat=True)) == [1]


def test_should_count_all_who_fail_at_once(database: None) -> None:
    def fail(_: int) -> None:
        try:
            attempts.failed(ANA, HERE)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as nodes:
        list(nodes.map(fail, range(attempts.MOST)))

    assert list(LoginFailures.objects.values_list("count", flat=True)) == [attempts.MOST]
    assert attempts.too_many(ANA, HERE)
