"""A database that is away: a clear answer, and everything goes on when it is back, by itself."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests.postgres import Server
from tests.runtime.support import deploy, instances, start

from cauce.runtime.errors import DatabaseAway
from cauce.runtime.models import Instance
from cauce.runtime.verify import verify

ROOT = Path(__file__).parent.parent.parent
BODY = (
    '<startEvent id="s"/><intermediateCatchEvent id="t"><timerEventDefinition>'
    "<timeDuration>PT0S</timeDuration></timerEventDefinition></intermediateCatchEvent>"
    '<endEvent id="e"/>'
)

LONG_RUNNING = """
import sys, threading
import cauce; cauce.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.runtime.support import deploy, instances, start
from tests.runtime.test_away import BODY
from cauce.runtime.errors import DatabaseAway
from cauce.runtime.worker import loop
deploy(BODY, "s t e")
loop.PAUSE = loop.LONGEST_PAUSE = 0.05
threading.Thread(target=loop.Worker().run, daemon=True).start()
print("ready", flush=True)
for line in sys.stdin:
    word, *case = line.split()
    try:
        if word == "start":
            print(start().case_key, flush=True)
        elif word == "look":
            print(instances(*case)[0].status, flush=True)
        else:
            pause = threading.Event()
            while instances(*case)[0].status != "completed":
                pause.wait(0.05)
            print("completed", flush=True)
    except DatabaseAway as away:
        print(away.code, flush=True)
"""


class Process:
    """A process that stays, with a worker in it, and is asked things."""

    def __init__(self, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", LONG_RUNNING],
            cwd=ROOT, env={**os.environ, "CAUCE_TESTS_RUN_ON": url, "DATABASE_URL": url},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert self._line() == "ready"

    def ask(self, question: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{question}\n")
        self._process.stdin.flush()
        return self._line()

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.end()


@pytest.fixture
def process(server: Server) -> Iterator[Process]:
    process = Process(server.url("postgres"))
    yield process
    process.end()


def test_a_server_that_is_away_is_said_and_its_return_is_enough(
    server: Server, process: Process
) -> None:
    first = process.ask("start")
    server.stop()
    assert process.ask("start") == "DATABASE_AWAY"
    assert process.ask("start") == "DATABASE_AWAY"
    assert process.ask(f"look {first}") == "DATABASE_AWAY"
    server.start()
    second = process.ask("start")
    assert [process.ask(f"completed {case}") for case in (first, second)] == ["completed"] * 2


def test_a_server_that_was_restarted_meanwhile_is_not_noticed(
    server: Server, process: Process
) -> None:
    case = process.ask("start")
    assert process.ask(f"completed {case}") == "completed"
    server.stop()
    server.start()
    assert process.ask(f"look {case}") == "completed"
    server.stop()
    server.start()
    case = process.ask("start")
    assert case.startswith("CASE-")
    assert process.ask(f"completed {case}") == "completed"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file that another process holds")
def test_a_file_that_somebody_holds_is_said_and_its_release_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deploy(BODY, "s t e")
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
    connection.close()
    holder = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    tries = []
    monkeypatch.setattr(connection, "close", lambda close=connection.close: tries.append(close()))
    with pytest.raises(DatabaseAway):
        start()
    assert len(tries) == 1  # who has waited in vain once is not made to wait again
    monkeypatch.undo()
    holder.execute("ROLLBACK")
    holder.close()
    assert instances(start().case_key)[0].status == "active"
    assert Instance.objects.count() == 1
    assert verify().findings == ()
    connection.close()


def test_a_database_without_the_schema_is_told_what_to_do(tmp_path: Path) -> None:
    asks = "import cauce; cauce.setup()\nfrom tests.runtime.support import start\nstart()"
    url = f"sqlite:///{tmp_path / 'new.db'}"
    done = subprocess.run(
        [sys.executable, "-c", asks],
        cwd=ROOT, env={**os.environ, "DATABASE_URL": url},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr.splitlines()[-1] == (
        "cauce.runtime.errors.DatabaseAway: The database does not answer (no such table: "
        "cauce_organisation). What was acknowledged is kept. It has not this release's schema: "
        "run cauce migrate."
    )
