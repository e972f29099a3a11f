"""Finds the machine's Chromium and opens it the way tests and pictures need it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class ChromiumMissing(RuntimeError):
    """Expected Chromium on this machine, but found none. Type: sudo apt-get install chromium."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def executable() -> str:
    """Path of the browser: the variable CHROMIUM, else the first known name on the PATH.

    Raises ChromiumMissing where there is none.
    """
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    for name in names:
        found = shutil.which(name) if name else None
        if found:
            return found
    raise ChromiumMissing


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium, closed at the end of the block."""
    path = executable()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield opened
        finally:
            opened.close()
