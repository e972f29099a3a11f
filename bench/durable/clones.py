"""Many cases from few: rows copied with keys and public ids of their own, and chained anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.db import connection

from bench.durable.templates import OF_CASE, Rows, Template
from cauce.runtime.journal import EMPTY, Entry, state_digest
from cauce.runtime.uids import new_uid

BATCH = 2_000
_REFERENCES = {"case_id": "cauce_case", "instance_id": "cauce_instance",
               "document_id": "cauce_document", "parent_id": "cauce_instance"}  # fmt: skip


class Cloner:
    """Copies templates into the database in bulk."""

    def __init__(self) -> None:
        self._next = {table: count(_highest(table) + 1) for table, _ in OF_CASE if _has_id(table)}
        self._waiting: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def clone(self, templates: Sequence[Template], cases: int, prefix: str) -> None:
        """Make so many cases, of each template alike; their keys begin with `prefix`."""
        for number in range(cases):
            template = templates[number % len(templates)]
            key = f"{prefix}{number:0{len(template.key) - len(prefix)}}"
            for table, rows in self._copy(template, key).items():
                self._waiting[table] += rows
            if number % BATCH == BATCH - 1:
                self._write()
        self._write()
        _after(self._next)

    def _copy(self, template: Template, key: str) -> dict[str, Rows]:
        swaps: list[tuple[str, str]] = [(template.key, key)]
        for row in template.rows["cauce_instance"]:
            old = _uuid(row["uid"])
            new = new_uid()
            swaps += [(str(old), str(new)), (old.hex, new.hex)]
        ids: dict[tuple[str, int], int] = {}
        copied: dict[str, Rows] = {}
        for table, rows in template.rows.items():
            copied[table] = [self._row(table, row, ids, swaps) for row in rows]
        _chain(copied, template, ids, swaps)
        return copied

    def _row(
        self, table: str, row: dict[str, Any], ids: dict[tuple[str, int], int],
        swaps: list[tuple[str, str]],
    ) -> dict[str, Any]:  # fmt: skip
        copy = {name: swapped(value, swaps) for name, value in row.items()}
        if "id" in row:
            copy["id"] = ids[table, row["id"]] = next(self._next[table])
        for name, target in _REFERENCES.items():
            if row.get(name) is not None:
                copy[name] = ids[target, row[name]]
        if "uid" in row and table != "cauce_instance":
            uid = new_uid()
            copy["uid"] = uid if isinstance(row["uid"], UUID) else uid.hex
        return copy

    def _write(self) -> None:
        connection.ensure_connection()
        write = _copy_in if connection.vendor == "postgresql" else _insert
        for table, _ in OF_CASE:
            if rows := self._waiting.pop(table, None):
                write(table, tuple(rows[0]), (tuple(row.values()) for row in rows))


def swapped(value: Any, swaps: Iterable[tuple[str, str]]) -> Any:
    """Give a value with each text in it exchanged for one of the same length."""
    if isinstance(value, str):
        for old, new in swaps:
            value = value.replace(old, new)
    elif isinstance(value, bytes):
        for old, new in swaps:
            value = value.replace(old.encode(), new.encode())
    elif isinstance(value, UUID):
        return UUID(swapped(str(value), swaps))
    return value


def _chain(
    copied: dict[str, Rows], template: Template, ids: dict[tuple[str, int], int],
    swaps: list[tuple[str, str]],
) -> None:  # fmt: skip
    heads: dict[int, bytes] = {}
    old = {ids["cauce_instance", row["id"]]: row["id"] for row in template.rows["cauce_instance"]}
    for row in copied["cauce_journal"]:
        pk = row["instance_id"]
        state = swapped(template.states[old[pk], row["seq"]], swaps)
        row["state_digest"] = state_digest(state)
        row["previous"] = heads.get(pk, EMPTY)
        row["hash"] = heads[pk] = _entry(row).digest()
    for instance in copied["cauce_instance"]:
        instance["head"] = heads[instance["id"]]


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        organisation=row["organisation_id"],
        instance=row["instance_id"],
        seq=row["seq"],
        definition=row["definition_id"],
        recorded_at=_moment(row["recorded_at"]),
        actor=row["actor"],
        command=row["command"],
        events=row["events"],
        snapshot=row["snapshot"],
        state_digest=row["state_digest"],
        previous=row["previous"],
    )


def _moment(value: Any) -> datetime:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _has_id(table: str) -> bool:
    return table != "cauce_journal"


def _highest(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {table}")
        return int(cursor.fetchone()[0] or 0)


def _insert(table: str, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(names))
    raw = connection.connection
    raw.execute("BEGIN")
    raw.executemany(f"INSERT INTO {table} ({_columns(names)}) VALUES ({marks})", rows)
    raw.execute("COMMIT")


def _copy_in(table: str, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    into = f"COPY {table} ({_columns(names)}) FROM STDIN"
    with connection.cursor() as cursor:
        # What is copied in cannot be held to row-level security; its owner may go without.
        cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        with cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _columns(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _after(tables: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in tables:
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "
                    f"greatest((SELECT max(id) FROM {table}), 1))"
                )
            # As the database itself does within the next minutes, while it would be measured.
            cursor.execute("VACUUM")
        cursor.execute("ANALYZE")
