"""Processes that are told to end: after what they have in hand, and soon."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.runtime.support import deploy, instances, start

from cauce.runtime.models import Job

ROOT = Path(__file__).parent.parent.parent
CAUCE = str(Path(sys.executable).parent / "cauce")
SOON = 25
"""Seconds; the server itself gives its pages thirty, and a job has five minutes."""
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
TIMER = (
    '<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT0S</timeDuration>'
    "</timerEventDefinition></intermediateCatchEvent>"
)
JOB = (
    '<serviceTask id="w"><extensionElements><zeebe:taskDefinition type="mail"/>'
    "</extensionElements></serviceTask>"
)
WITH_A_JOB_THAT_HANGS = """
import threading
import cauce; cauce.setup()
from cauce.cli.main import main
from cauce.runtime import ports
def mail(call):
    print("hangs", flush=True)
    threading.Event().wait()
ports.jobs = lambda: {"mail": mail}
main(["worker"])
"""
WITH_A_STEP_THAT_LASTS = """
import sys
import cauce; cauce.setup()
from cauce.cli.main import main
from cauce.runtime.worker import timers
execute = timers.execute
def lasts(*arguments):
    print("steps", flush=True)
    sys.stdin.readline()
    return execute(*arguments)
timers.execute = lasts
main(["worker"])
"""
both_signals = pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])


@pytest.fixture(autouse=True)
def _fresh(database: None) -> None:
    """Begin with an empty database."""


class Running:
    """A process, and what it says: its log among the rest."""

    def __init__(self, *command: str) -> None:
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=dict(os.environ), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.output = self.process.stdout

    def says(self, what: str) -> None:
        assert any(what in line for line in self.output), f"it ended without «{what}»"

    def ends(self) -> tuple[int, str]:
        """Wait for its end; give its exit code and what it still said."""
        rest, _ = self.process.communicate("go on\n", timeout=SOON)
        return self.process.returncode, rest


@pytest.fixture
def run() -> Iterator[type[Running]]:
    begun: list[Running] = []

    class Noted(Running):
        def __init__(self, *command: str) -> None:
            super().__init__(*command)
            begun.append(self)

    yield Noted
    for running in begun:
        running.process.kill()
        running.process.wait()
        running.output.close()


@both_signals
def test_an_idle_worker_ends(run: type[Running], number: signal.Signals) -> None:
    worker = run(CAUCE, "worker")
    worker.says("working")
    worker.process.send_signal(number)
    code, rest = worker.ends()
    assert code == 0
    assert "ended" in rest


@both_signals
def test_a_worker_ends_after_the_step_in_hand(run: type[Running], number: signal.Signals) -> None:
    deploy(ENDS + TIMER, "s t e")
    begun = start()
    worker = run(sys.executable, "-c", WITH_A_STEP_THAT_LASTS)
    worker.says("steps")
    worker.process.send_signal(number)
    assert instances(begun.case_key)[0].status == "active"
    assert worker.ends()[0] == 0
    assert instances(begun.case_key)[0].status == "completed"


def test_a_worker_ends_although_a_job_hangs_and_leaves_it_to_others(run: type[Running]) -> None:
    deploy(ENDS + JOB, "s w e")
    start()
    worker = run(sys.executable, "-c", WITH_A_JOB_THAT_HANGS)
    worker.says("hangs")
    worker.process.send_signal(signal.SIGTERM)
    assert worker.ends()[0] == 0
    assert Job.objects.get().locked_until is not None


@both_signals
def test_the_server_ends_with_the_worker_beside_it(
    run: type[Running], number: signal.Signals
) -> None:
    server = run(CAUCE, "serve", "--bind", "127.0.0.1:0")
    server.says("cauce.worker: working")
    server.process.send_signal(number)
    code, rest = server.ends()
    assert code == 0
    assert "cauce.worker: ended" in rest
