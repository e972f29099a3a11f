"""The journal proves itself: whatever is changed by hand is found."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from tests.runtime.support import complete, deploy, start

from cauce.engine import State
from cauce.engine.codec import decode_state
from cauce.runtime.models import Instance, JournalEntry
from cauce.runtime.verify import verify

BODY = '<startEvent id="s"/><userTask id="a"/><userTask id="b"/><endEvent id="e"/>'


@pytest.fixture
def case() -> str:
    deploy(BODY, "s a b e")
    key = start(data={"n": 1}).case_key
    complete("a", {"m": 2})
    complete("b")
    start(data={"other": True})
    return key


def test_an_untouched_journal_has_no_findings(case: str) -> None:
    found = verify()
    assert (found.instances, found.entries, found.findings) == (2, 4, ())
    assert verify(case_key=case).instances == 1


def test_a_step_that_is_taken_while_an_instance_is_read_is_no_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deploy(BODY, "s a b e")
    start()
    steps = ["a"]

    def meanwhile(encoded: bytes) -> State:
        while steps:
            complete(steps.pop())
        return decode_state(encoded)

    monkeypatch.setattr("cauce.runtime.verify.decode_state", meanwhile)
    assert verify().findings == ()
    assert (steps, Instance.objects.get().version) == ([], 2)


@pytest.mark.parametrize(
    "column",
    ["seq", "organisation_id", "definition_id", "recorded_at", "actor", "command", "events",
     "snapshot", "state_digest", "previous", "hash"],
)  # fmt: skip
def test_a_change_in_any_column_of_an_entry_is_found(case: str, column: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=OFF")
        else:
            cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            f"SELECT {column} FROM cauce_journal WHERE instance_id = %s AND seq = 2", [first()]
        )
        [value] = cursor.fetchone()
        cursor.execute(
            f"UPDATE cauce_journal SET {column} = %s WHERE instance_id = %s AND seq = 2",
            [changed(column, value), first()],
        )
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=ON")
        else:
            cursor.execute("SET session_replication_role = DEFAULT")
    [finding] = verify().findings
    assert finding.case_key == case
    assert finding.seq == 2


def first() -> int:
    return Instance.objects.order_by("pk").values_list("pk", flat=True)[0]


def changed(column: str, value: Any) -> Any:
    from datetime import datetime, timedelta

    if value is None:
        return "x" if column == "actor" else b"x"
    if isinstance(value, bytes | memoryview):
        data = bytearray(value)
        data[-1] ^= 1
        return bytes(data)
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, int):
        return value + 7
    return value


def test_an_entry_taken_from_the_middle_or_the_end_is_found(case: str) -> None:
    JournalEntry.objects.filter(instance_id=first(), seq=3).delete()
    [finding] = verify().findings
    assert (finding.case_key, finding.seq) == (case, 3)
    assert "3 entries, 2 are there" in finding.reason


def test_the_only_entry_of_an_instance_is_missed(case: str) -> None:
    [alone] = Instance.objects.filter(version=1)
    JournalEntry.objects.filter(instance=alone).delete()
    [finding] = verify().findings
    assert (finding.seq, finding.code) == (1, "ENTRY_COUNT")
    assert finding.reason == "the instance has had 1 entries, 0 are there"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite keeps anything anywhere")
@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("command", "text", "its command holds no bytes"),
        ("events", 42, "its events holds no bytes"),
        ("snapshot", "text", "its snapshot holds no bytes"),
        ("state_digest", 1.5, "its state_digest holds no bytes"),
        ("previous", "", "its previous holds no bytes"),
        ("hash", "abc", "its hash holds no bytes"),
        ("recorded_at", "2026-13-41 09:00:00", "it cannot be read: month must be in 1..12"),
        ("recorded_at", "never", "its contents do not give its hash"),
        ("actor", b"\xff", "its contents do not give its hash"),
    ],
)
def test_a_value_of_another_type_is_found_where_it_stands(
    case: str, column: str, value: str | bytes | float, reason: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE cauce_journal SET {column} = %s WHERE instance_id = %s AND seq = 2",
            [value, first()],
        )
    [finding] = verify().findings
    assert (finding.case_key, finding.seq, finding.reason) == (case, 2, reason)


def test_a_state_changed_by_hand_is_found(case: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cauce_instance SET status = 'terminated' WHERE id = %s", [first()])
    [finding] = verify().findings
    assert "terminated" in finding.reason


def test_a_snapshot_is_in_the_chain_and_must_be_the_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cauce.runtime.execute.SNAPSHOT_EVERY", 2)
    deploy(BODY, "s a b e")
    start()
    complete("a")
    complete("b")
    assert verify().findings == ()
    [entry] = JournalEntry.objects.exclude(snapshot=None)
    assert entry.snapshot is not None
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cauce_journal SET snapshot = %s WHERE seq = 2",
            [changed("snapshot", bytes(entry.snapshot))],
        )
    [finding] = verify().findings
    assert (finding.seq, finding.code) == (2, "HASH_WRONG")
    assert finding.reason == "its contents do not give its hash"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE cauce_task SET assignee = 'eva' WHERE closed_at IS NULL", "TASK_WRONG"),
        ("UPDATE cauce_task SET asks = 'more' WHERE closed_at IS NULL", "TASK_WRONG"),
        ("UPDATE cauce_task SET due_at = '2027-01-01 00:00:00Z' WHERE closed_at IS NULL",
         "TASK_WRONG"),
        ("UPDATE cauce_task SET closed_at = created_at WHERE closed_at IS NULL", "TASK_WRONG"),
        ("UPDATE cauce_task SET closed_at = NULL WHERE element_id = 'a'", "TASK_WRONG"),
        ("DELETE FROM cauce_task", "TASK_WRONG"),
        ("UPDATE cauce_instance SET wake_at = NULL", "DUE_WRONG"),
        ("UPDATE cauce_case SET key = 'another'", "CASE_WRONG"),
    ],
)  # fmt: skip
def test_what_is_kept_beside_the_journal_is_held_to_it(statement: str, code: str) -> None:
    body = BODY + '<boundaryEvent id="x" attachedToRef="b"><timerEventDefinition><timeDuration>'
    body += "P1D</timeDuration></timerEventDefinition></boundaryEvent>"
    deploy(body, "s a b e", "x e")
    start()
    complete("a")
    assert verify().findings == ()
    with connection.cursor() as cursor:
        cursor.execute(statement)
    [finding] = verify().findings
    assert (finding.seq, finding.code) == (2, code)
