"""A PostgreSQL server for tests.

`TEST_DATABASE_URL` names one that is there; its user must be allowed to create databases. Without
it Debian's package is run with its data in a temporary folder, and ended when the tests end; the
package is installed where that is allowed, else the tests fail with the line to type.
"""

from __future__ import annotations

import atexit
import os
import pwd
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
import psycopg.sql

ROOT = Path(__file__).parent.parent
PACKAGES = Path("/usr/lib/postgresql")
SUPERUSER = "postgres"
_LEASH = """
read -r nothing
"$0" stop --pgdata="$1/data" --mode=immediate --silent
rm -rf "$1"
"""


class Server:
    """A server of our own, reached through a socket in its folder."""

    def __init__(self) -> None:
        self._bin = _binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="cauce-postgresql-"))
        # PostgreSQL refuses to run as root; Debian's package brings a user for it.
        self._owner: dict[str, Any] = {}
        if os.getuid() == 0:
            owner = pwd.getpwnam(SUPERUSER)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self._owner = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        # Ends with this process however that ends: the pipe closes, and it stops the server.
        self._leash = subprocess.Popen(
            ["sh", "-c", _LEASH, str(self._bin / "pg_ctl"), str(self.folder)],
            cwd="/", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True, **self._owner,
        )  # fmt: skip
        atexit.register(self.end)
        self._run("initdb", "--auth=trust", f"--username={SUPERUSER}", "--encoding=UTF8",
                  "--locale=C.UTF-8")  # fmt: skip
        self.start()

    def url(self, database: str) -> str:
        """Give the URL of a database."""
        return f"postgresql://{SUPERUSER}@/{database}?host={quote(str(self.folder))}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "start", "--wait", "--silent", f"--options={options}",
                  f"--log={self.folder / 'log'}")  # fmt: skip

    def stop(self) -> None:
        """Stop as a crash would, with every connection cut."""
        self._run("pg_ctl", "stop", "--mode=immediate", "--silent")

    def _run(self, command: str, *arguments: str) -> None:
        data = f"--pgdata={self.folder / 'data'}"
        called = [str(self._bin / command), data, *arguments]
        done = subprocess.run(
            called, cwd=self.folder, check=False, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, **self._owner,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{command}: {done.stderr.decode()}")

    def end(self) -> None:
        """Stop for good, and leave nothing behind."""
        self._leash.communicate()


def fresh_database(name: str) -> str:
    """Give the URL of a new, empty database on the server for tests."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given is None:
        url, admin = own_server().url(name), own_server().url("postgres")
    else:
        url, admin = urlunsplit(urlsplit(given)._replace(path=f"/{name}")), given
    with psycopg.connect(admin, autocommit=True) as connection:
        quoted = psycopg.sql.Identifier(name)
        connection.execute(
            psycopg.sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(quoted)
        )
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(quoted))
    return url


@cache
def own_server() -> Server:
    """Give the server that this process runs."""
    return Server()


def _binaries() -> Path:
    found = _newest()
    if found is None:
        setup = ROOT / "tools" / "setup" / "debian.sh"
        done = subprocess.run(
            [str(setup), "", "postgresql"], check=False, text=True, capture_output=True
        )
        found = _newest()
        if found is None:
            raise RuntimeError(f"Expected PostgreSQL for tests, found none. {done.stderr.strip()}")
    return found


def _newest() -> Path | None:
    versions = [path for path in PACKAGES.glob("*/bin") if (path / "initdb").exists()]
    return max(versions, key=lambda path: float(path.parent.name), default=None)
