"""The journal proves itself: whatever is changed by hand is found."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from tests.runtime.support import complete, deploy, start

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
    assert (finding.seq, finding.reason) == (2, "its contents do not give its hash")
