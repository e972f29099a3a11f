"""The server's process is ready before it is asked for a page; the command line stays quick."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOADED = "print('holidays.countries' in __import__('sys').modules)"


@pytest.mark.parametrize(
    ("program", "loaded"),
    [
        (
            "from cauce.web.server import Server\n"
            "server = Server(bind='127.0.0.1:0', threads=1, with_worker=False)\n"
            "server.cfg.post_worker_init(None)",
            "True",
        ),
        ("import cauce.cli.main", "False"),
        ("import cauce.cli.main; import cauce.web.server", "False"),
    ],
    ids=["a process that serves", "the command line", "the command that serves"],
)
def test_should_load_what_the_first_deadline_needs_where_pages_are_served_alone(
    program: str, loaded: str
) -> None:
    code = f"import cauce; cauce.setup()\n{program}\n{LOADED}"

    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)

    assert (done.returncode, done.stdout.strip()) == (0, loaded), done.stderr
