"""Our runtime at work: a person completes a task, in one of many cases."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection

from bench.durable.company import Move
from bench.durable.prepare import OURS
from cauce.runtime import services
from cauce.runtime.store import Statement
from cauce.runtime.store.postgresql import PostgreSQL
from cauce.runtime.store.sqlite import SQLite

_OPEN = (
    "SELECT i.case_id, t.id, t.uid FROM cauce_task t JOIN cauce_instance i "
    "ON i.id = t.instance_id JOIN cauce_case c ON c.id = i.case_id "
    "WHERE t.closed_at IS NULL AND c.key LIKE %s AND c.id %% %s = %s ORDER BY t.id"
)
_DONE = (
    "SELECT i.case_id, count(*) FROM cauce_task t JOIN cauce_instance i ON i.id = t.instance_id "
    "JOIN cauce_case c ON c.id = i.case_id "
    "WHERE t.completed AND c.key LIKE %s AND c.id %% %s = %s GROUP BY i.case_id"
)


class Ours:
    """The cases of one process among several."""

    def __init__(self, moves: Sequence[Move], index: int, processes: int) -> None:
        self._moves = moves
        self._mine = (f"{OURS}%", processes, index)

    def work(self, *, plain: bool) -> Iterator[Mapping[str, Any]]:
        """Give what to complete, of a kind, in random order."""
        with connection.cursor() as cursor:
            cursor.execute(_DONE, self._mine)
            done: dict[int, int] = dict(cursor.fetchall())
            cursor.execute(_OPEN, self._mine)
            oldest: dict[int, Any] = {}
            for case, _, uid in cursor.fetchall():
                oldest.setdefault(case, uid)
        tasks = [(uid, self._moves[done.get(case, 0)]) for case, uid in oldest.items()]
        wanted = [(uid, move) for uid, move in tasks if move.plain is plain]
        random.shuffle(wanted)
        for uid, move in wanted:
            yield {
                "task": uid if isinstance(uid, UUID) else UUID(uid),
                "data": move.data,
                "by": move.by,
            }

    def act(self, what: Mapping[str, Any]) -> None:
        """Complete it."""
        services.complete(**what)


@contextmanager
def listening() -> Iterator[list[list[Statement]]]:
    """Note what the runtime writes meanwhile."""
    heard: list[list[Statement]] = []
    # On SQLite what is written is run.
    kind: Any = PostgreSQL if connection.vendor == "postgresql" else SQLite
    names = ("write", "run") if kind is PostgreSQL else ("run",)
    real = {name: getattr(kind, name) for name in names}

    def noting(name: str) -> Callable[[Any, Sequence[Statement]], Any]:
        def note(self: Any, statements: Sequence[Statement]) -> Any:
            heard.append(list(statements))
            return real[name](self, statements)

        return note

    try:
        for name in names:
            setattr(kind, name, noting(name))
        yield heard
    finally:
        for name in names:
            setattr(kind, name, real[name])
