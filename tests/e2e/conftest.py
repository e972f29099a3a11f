"""A served company and a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 120
"""Seconds until the pages must be there: the demo company is loaded first."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `cauce serve --demo` with a database of its own."""
    folder: Path = tmp_path_factory.mktemp("served")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = {
        **os.environ,
        "CAUCE_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'served.db'}",
    }
    run = "from cauce.cli.main import main; main()"
    command = [sys.executable, "-c", run, "serve", "--demo", "--bind"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, f"127.0.0.1:{port}"], env=given, stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server, folder / "log")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/entrar", timeout=5)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the server did not come up:\n{log.read_text('utf-8')[-2000:]}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright's loop runs as long as it does: it must not outlast the tests that need it.
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def complaints() -> list[str]:
    """What browsers complained of; a test ends with none."""
    return []


@pytest.fixture
def pages(browser: Browser, house: str, complaints: list[str]) -> Iterator[list[Page]]:
    """Two people's browsers, apart."""
    contexts = [
        browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-CL", base_url=house)
        for _ in range(2)
    ]
    opened = [context.new_page() for context in contexts]
    for page in opened:
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda told: complaints.append(told.text) if "Content Security" in told.text else None,
        )
    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
