"""What needs a database runs on PostgreSQL too: the same tests, in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import postgres

FOLDERS = ("runtime", "races", "crash", "documents")


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_same_tests_pass_on_postgresql(folder: str) -> None:
    tests = Path(__file__).parent.parent
    url = postgres.fresh_database(f"cauce_tests_{folder}")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", str(tests / folder), f"--ignore={__file__}"],
        cwd=tests.parent,
        env={**os.environ, "CAUCE_TESTS_RUN_ON": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]
