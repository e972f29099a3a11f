"""Bare writes: what the runtime wrote for completions, again, with nothing else around it.

The statements and their values are those of real completions; only the keys are changed to an
instance chosen at random, so that every row written is one of many. One transaction for each; on
PostgreSQL it is one statement, the quickest way there is.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import cast

from django.db import connection, connections

from bench.durable.prepare import RAW
from cauce.runtime.backends.postgresql.base import DatabaseWrapper
from cauce.runtime.store import Statement, store
from cauce.runtime.uids import new_uid

SPARE = 6
"""Open tasks that each instance has before its turn."""

_KEYS = {
    "UPDATE cauce_instance": {"seq": 1, "instance": 6, "version": 7},
    "INSERT INTO cauce_journal": {"instance": 0, "seq": 1},
    "UPDATE cauce_task": {"instance": 3, "closes": 4},
    "INSERT INTO cauce_task": {"uid": 0, "instance": 2, "opens": 3},
    "UPDATE cauce_document ": {"document": 2},
}
"""Where the keys are among the parameters of each statement of a plain completion."""

_DOCUMENT = "UPDATE cauce_document SET state = ?, changed_at = ? WHERE id = ?"
"""A document's change, without what finds the document and holds it to its rules."""

_DOCUMENTS = (
    "SELECT d.id FROM cauce_document d JOIN cauce_case c ON c.id = d.case_id "
    "WHERE c.key LIKE %s AND c.id %% %s = %s"
)
_INSTANCES = (
    "SELECT i.id, i.version FROM cauce_instance i JOIN cauce_case c ON c.id = i.case_id "
    "WHERE c.key LIKE %s AND c.id %% %s = %s"
)
_TASKS = (
    "SELECT t.instance_id, t.key FROM cauce_task t JOIN cauce_instance i ON i.id = t.instance_id "
    "JOIN cauce_case c ON c.id = i.case_id "
    "WHERE t.closed_at IS NULL AND c.key LIKE %s AND c.id %% %s = %s"
)


@dataclass(kw_only=True, slots=True)
class Target:
    """An instance that is written to."""

    id: int
    version: int
    open: list[int]


class Raw:
    """The instances of one process among several."""

    def __init__(self, samples: Sequence[Sequence[Statement]], index: int, processes: int) -> None:
        bare = [[_bare(statement) for statement in sample] for sample in samples]
        self._samples = [sample for sample in bare if all(_place(s) is not None for s in sample)]
        self._mine = (f"{RAW}%", processes, index)
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(key) FROM cauce_task")
            # No case belongs to two processes: what the others count from is nothing to this one.
            self._keys = count(cursor.fetchone()[0] + 1)
            cursor.execute(_DOCUMENTS, self._mine)
            self._documents = [pk for (pk,) in cursor.fetchall()]
        self._insert = next(
            statement
            for sample in self._samples
            for statement in sample
            if "INSERT INTO cauce_task" in statement[0]
        )

    def work(self) -> Iterator[list[Statement]]:
        """Give write sets, in random order of instances."""
        targets = self._targets()
        while True:
            random.shuffle(targets)
            for target in targets:
                sample = random.choice(self._samples)
                if target.open:
                    yield self._aimed(sample, target)

    def act(self, what: Sequence[Statement]) -> None:
        """Write it, in a transaction of its own."""
        raw = connection.connection
        if connection.vendor == "postgresql":
            sql = _as_one(tuple(sql for sql, _ in what))
            cast("DatabaseWrapper", connections["default"]).ask(
                (sql, [value for _, parameters in what for value in parameters])
            )
            return
        raw.execute("BEGIN IMMEDIATE")
        for sql, parameters in what:
            raw.execute(sql, parameters)
        raw.execute("COMMIT")

    def _aimed(self, sample: Sequence[Statement], target: Target) -> list[Statement]:
        value = store().value
        keys = {
            "instance": target.id,
            "version": target.version,
            "seq": target.version + 1,
            "closes": target.open.pop(0),
            "opens": next(self._keys),
            "uid": value(new_uid()),
            "document": random.choice(self._documents),
        }
        target.version += 1
        aimed: list[Statement] = []
        for sql, parameters in sample:
            values = list(parameters)
            for name, position in (_place((sql, parameters)) or {}).items():
                values[position] = keys[name]
                if name == "opens":
                    target.open.append(keys["opens"])
            aimed.append((sql, values))
        return aimed

    def _targets(self) -> list[Target]:
        with connection.cursor() as cursor:
            cursor.execute(_TASKS, self._mine)
            tasks: dict[int, list[int]] = defaultdict(list)
            for instance, key in cursor.fetchall():
                tasks[instance].append(key)
            cursor.execute(_INSTANCES, self._mine)
            found = cursor.fetchall()
        targets = [
            Target(id=pk, version=version, open=tasks[pk]) for pk, version in found if pk in tasks
        ]
        self._refill(targets)
        return targets

    def _refill(self, targets: Sequence[Target]) -> None:
        sql, parameters = self._insert
        missing: list[Statement] = []
        for target in targets:
            while len(target.open) < SPARE:
                values = list(parameters)
                key = next(self._keys)
                values[0], values[2], values[3] = store().value(new_uid()), target.id, key
                target.open.append(key)
                missing.append((sql, values))
        if missing:
            connection.connection.execute("BEGIN")
            store().run(missing)
            connection.connection.execute("COMMIT")


def _bare(statement: Statement) -> Statement:
    sql, parameters = statement
    if not sql.startswith("UPDATE cauce_document "):
        return statement
    return _DOCUMENT, (*parameters[:2], None)


def _place(statement: Statement) -> dict[str, int] | None:
    return next((keys for begin, keys in _KEYS.items() if statement[0].startswith(begin)), None)


@cache
def _as_one(statements: tuple[str, ...]) -> str:
    *first, last = statements
    parts = ", ".join(f"w{number} AS ({sql})" for number, sql in enumerate(first))
    return f"WITH {parts} {last}"
