"""Every acknowledged completion has been synced to disk when the call returns.

A kill of the process cannot show this: what it wrote stays with the operating system. So it is
shown otherwise: the setting of the very connection that completes is read, and the syncs are
counted. On SQLite `strace` counts those of a process that completes; on PostgreSQL, which syncs in
processes of its own, the log of changes is flushed as far as it is written after each completion.
What a disk does with a sync it confirms is out of sight here.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.crash.company import ORG

from cauce.runtime import selectors, services

ROOT = Path(__file__).parent.parent.parent
COMPLETIONS = 20

on_sqlite = connection.vendor == "sqlite"

COMPLETE = """
import sys
import cauce; cauce.setup()
from django.db import connection
from tests.crash.test_durable import complete_all
connection.ensure_connection()
if sys.argv[1:]:
    connection.connection.execute(f"PRAGMA synchronous={sys.argv[1]}")
complete_all()
"""


def complete_all() -> None:
    for task in selectors.open_tasks(organisation=ORG):
        services.complete(task=task.id)


def start_cases() -> None:
    for _ in range(COMPLETIONS):
        services.start(organisation=ORG, process="p")


def setting(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def syncs(*synchronous: str) -> int:
    """Count the syncs of a process that completes all open tasks, on SQLite."""
    connection.close()
    tracer = shutil.which("strace") or _install("strace")
    calls = [tracer, "-f", "-e", "trace=fsync,fdatasync", "-o", "/dev/stderr"]
    done = subprocess.run(
        [*calls, sys.executable, "-c", COMPLETE, *synchronous],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return len(re.findall(r"f(?:data)?sync\(", done.stderr))


def _install(package: str) -> str:
    setup = ROOT / "tools" / "setup" / "debian.sh"
    done = subprocess.run(
        [str(setup), package, package], capture_output=True, text=True, check=False
    )
    found = shutil.which(package)
    assert found is not None, done.stderr
    return found


def flushed_after_each() -> int:
    """Count the completions after which the log is flushed as far as it is written."""
    found = 0
    for task in selectors.open_tasks(organisation=ORG):
        services.complete(task=task.id)
        # The server's own processes may write at any time, and flush later: so look again.
        found += any(
            setting("SELECT pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn()")
            for _ in range(3)
        )
    return found


@pytest.mark.skipif(not on_sqlite, reason="SQLite's settings")
def test_sqlite_syncs_each_completion() -> None:
    start_cases()
    assert setting("PRAGMA journal_mode") == "wal"
    assert setting("PRAGMA synchronous") == 2
    assert syncs() >= COMPLETIONS


@pytest.mark.skipif(not on_sqlite, reason="SQLite's settings")
def test_sqlite_with_less_than_full_syncs_is_found() -> None:
    start_cases()
    assert syncs("NORMAL") < COMPLETIONS


@pytest.mark.skipif(on_sqlite, reason="PostgreSQL's settings")
def test_postgresql_flushes_each_completion() -> None:
    start_cases()
    assert setting("SHOW fsync") == "on"
    assert setting("SHOW full_page_writes") == "on"
    assert setting("SHOW synchronous_commit") in {"on", "remote_write", "remote_apply"}
    assert flushed_after_each() == COMPLETIONS


@pytest.mark.skipif(on_sqlite, reason="PostgreSQL's settings")
def test_postgresql_without_synchronous_commit_is_found() -> None:
    start_cases()
    setting("SELECT set_config('synchronous_commit', 'off', false)")
    assert flushed_after_each() < COMPLETIONS
    connection.close()
