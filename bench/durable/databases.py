"""Databases to measure on, made for the run: a SQLite file, and a PostgreSQL server of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

USER = "postgres"
ROLE = "cauce"
"""Who connects: row-level security holds for it, as it does where Cauce is at work."""


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder on the disk of this project, which is gone afterwards."""
    home = Path("var/bench").absolute()
    home.mkdir(parents=True, exist_ok=True)
    path = Path(tempfile.mkdtemp(dir=home))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def sqlite(where: Path, name: str) -> str:
    """Give the URL of a new SQLite file."""
    return f"sqlite:///{where / name}.db"


class Server:
    """A PostgreSQL server on a socket, as its packages set it up; every commit is synced."""

    def __init__(self, where: Path) -> None:
        self._bin = binaries()
        # The path of a socket holds no more than some hundred characters.
        self._home = Path(tempfile.mkdtemp(prefix="cauce-bench-"))
        self._data = where / "postgresql"
        self._data.mkdir()
        if os.geteuid() == 0:
            for path in (self._home, self._data):
                shutil.chown(path, USER, USER)
            for path in (where, *where.parents):
                if not os.stat(path).st_mode & 0o001:
                    path.chmod(os.stat(path).st_mode | 0o011)

    def __enter__(self) -> Server:
        """Start it."""
        self._run("initdb", "-D", str(self._data), "-A", "trust", "-U", USER, "--no-sync")
        options = f"-k {self._home} -c listen_addresses='' -c shared_buffers=512MB"
        self._run("pg_ctl", "-D", str(self._data), "-w", "-l", str(self._data / "log"),
                  "-o", options, "start")  # fmt: skip
        self._run("createuser", "-h", str(self._home), "-U", USER, ROLE)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "stop")
        shutil.rmtree(self._home, ignore_errors=True)

    def database(self, name: str) -> str:
        """Give the URL of a new database."""
        self._run("createdb", "-h", str(self._home), "-U", USER, "-O", ROLE, name)
        return f"postgresql://{ROLE}@/{name}?host={quote(str(self._home), safe='')}"

    def _run(self, command: str, *arguments: str) -> None:
        line = [str(self._bin / command), *arguments]
        if os.geteuid() == 0:
            line = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", *line]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL, cwd="/")


def binaries() -> Path:
    """Find PostgreSQL's programs. Raises FileNotFoundError."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not versions:
        raise FileNotFoundError(
            "Expected PostgreSQL's initdb on this machine; install it: apt-get install postgresql"
        )
    return versions[-1].parent
