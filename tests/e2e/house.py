"""`cauce serve --demo` as a process that tests start, kill and ask."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

PATIENCE = 120
"""Seconds until the pages must be there: the demo company is loaded first."""

COMMAND = (sys.executable, "-c", "from cauce.cli.main import main; main()")


class House:
    """A served company with a database of its own, on a port of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.bind = f"127.0.0.1:{probe.getsockname()[1]}"
        self.address = f"http://{self.bind}"
        self._log = folder / "log"
        self._given = {
            **os.environ,
            "CAUCE_VAR": str(folder),
            "DATABASE_URL": f"sqlite:///{folder / 'served.db'}",
        }
        self._server: subprocess.Popen[bytes] | None = None

    def open(self, *options: str) -> None:
        """Start serving and wait for the pages. `options` are those of `cauce serve`."""
        with self._log.open("ab") as log:
            # A group of its own: killing it reaches the workers too.
            self._server = subprocess.Popen(
                [*COMMAND, "serve", "--bind", self.bind, *options],
                env=self._given,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait(self._server)

    def kill(self) -> None:
        """End all its processes at once, with no chance to tidy up (`kill -9`)."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """End it in order, if it is still open."""
        if self._server is not None:
            self._end(signal.SIGTERM)

    def cauce(self, *arguments: str) -> str:
        """Run a command line on its database; it must succeed. Gives what it printed."""
        return self._run([*COMMAND, *arguments])

    def ask(self, code: str) -> Any:
        """Run Python on its database, beside the server, and give the value of `answer`."""
        lines = ("import json, cauce; cauce.setup()", code, "print(json.dumps(answer))")
        return json.loads(self._run([sys.executable, "-c", "\n".join(lines)]).splitlines()[-1])

    def _run(self, command: list[str]) -> str:
        done = subprocess.run(
            command, env=self._given, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        assert done.returncode == 0, f"{command} ended in {done.returncode}:\n{done.stderr}"
        return done.stdout

    def _end(self, how: signal.Signals) -> None:
        assert self._server is not None, "expected a server that was opened"
        if self._server.poll() is None:
            os.killpg(self._server.pid, how)
        self._server.wait(timeout=20)
        self._server = None

    def _wait(self, server: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and server.poll() is None:
            try:
                urllib.request.urlopen(f"{self.address}/entrar", timeout=5)
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise AssertionError(f"the server did not come up:\n{self._log.read_text('utf-8')[-2000:]}")
