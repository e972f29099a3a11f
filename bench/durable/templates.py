"""All rows of one case, at every stage of its way, to be copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from bench.durable.company import Move, advance, open_case
from cauce.engine import State, replay
from cauce.engine.codec import decode_events, encode_state

Rows = list[dict[str, Any]]

OF_CASE: Sequence[tuple[str, str]] = (
    ("cauce_case", "SELECT * FROM cauce_case WHERE id = %s"),
    ("cauce_instance", "SELECT * FROM cauce_instance WHERE case_id = %s ORDER BY id"),
    ("cauce_task", "SELECT t.* FROM cauce_task t JOIN cauce_instance i ON i.id = t.instance_id "
     "WHERE i.case_id = %s ORDER BY t.id"),
    ("cauce_journal", "SELECT j.* FROM cauce_journal j JOIN cauce_instance i "
     "ON i.id = j.instance_id WHERE i.case_id = %s ORDER BY j.instance_id, j.seq"),
    ("cauce_subscription", "SELECT s.* FROM cauce_subscription s JOIN cauce_instance i "
     "ON i.id = s.instance_id WHERE i.case_id = %s ORDER BY s.id"),
    ("cauce_job", "SELECT j.* FROM cauce_job j JOIN cauce_instance i "
     "ON i.id = j.instance_id WHERE i.case_id = %s ORDER BY j.id"),
    ("cauce_kept_message", "SELECT m.* FROM cauce_kept_message m JOIN cauce_case c "
     "ON c.key = m.case_key AND c.organisation_id = m.organisation_id WHERE c.id = %s "
     "ORDER BY m.id"),
    ("cauce_document", "SELECT * FROM cauce_document WHERE case_id = %s ORDER BY id"),
    ("cauce_document_version", "SELECT v.* FROM cauce_document_version v JOIN cauce_document d "
     "ON d.id = v.document_id WHERE d.case_id = %s ORDER BY v.id"),
)  # fmt: skip
"""What belongs to a case: table, and how its rows are found; those referred to come first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """A case at one stage of its way: its rows by table, and the state after each entry."""

    key: str
    rows: dict[str, Rows]
    states: dict[tuple[int, int], bytes]
    """By instance and number of the entry."""


def walk(stages: int | None = None) -> tuple[list[Template], list[Move]]:
    """Take a case to its end, or so many stages far; give it before each completion, and how."""
    key = open_case()
    templates: list[Template] = []
    moves: list[Move] = []
    while stages is None or len(moves) < stages:
        templates.append(_template(key))
        move = advance(key)
        if move is None:
            templates.pop()
            break
        moves.append(move)
    return templates, moves


def _template(key: str) -> Template:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cauce_case WHERE key = %s", (key,))
        (case,) = cursor.fetchone()
        rows: dict[str, Rows] = {}
        for table, query in OF_CASE:
            cursor.execute(query, (case,))
            names = [column[0] for column in cursor.description]
            found = [dict(zip(names, map(_plain, row), strict=True)) for row in cursor.fetchall()]
            rows[table] = found
    return Template(key=key, rows=rows, states=_states(rows["cauce_journal"]))


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _states(entries: Rows) -> dict[tuple[int, int], bytes]:
    states: dict[tuple[int, int], bytes] = {}
    at: dict[int, State] = {}
    for entry in entries:
        pk = entry["instance_id"]
        at[pk] = replay(decode_events(entry["events"]), at.get(pk))
        states[pk, entry["seq"]] = encode_state(at[pk])
    return states
