"""A PostgreSQL server for tests.

`TEST_DATABASE_URL` names one that is there; its user must be allowed to create databases. Without
it Debian's package is run with its data in a temporary folder, and ended when the tests end; the
package is installed where that is allowed, else the tests fail with the line to type.

Tests connect as a role that is nothing special: a superuser would pass over row-level security.
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
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg
import psycopg.sql

ROOT = Path(__file__).parent.parent
PACKAGES = Path("/usr/lib/postgresql")
SUPERUSER = "postgres"
ROLE = "cauce_tests"
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
        with psycopg.connect(self.url("postgres", SUPERUSER), autocommit=True) as connection:
            _make_role(connection, None)
            # Whoever owns a database may make tables in it.
            connection.execute(f"ALTER DATABASE postgres OWNER TO {ROLE}")

    def url(self, database: str, role: str = ROLE) -> str:
        """Give the URL of a database."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.folder))}"

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
    admin = own_server().url("postgres", SUPERUSER) if given is None else given
    parts = urlsplit(admin)
    with psycopg.connect(admin, autocommit=True) as connection:
        names = {"name": psycopg.sql.Identifier(name), "role": psycopg.sql.Identifier(ROLE)}
        for statement in ("DROP DATABASE IF EXISTS {name} WITH (FORCE)", "CREATE DATABASE {name}"):
            connection.execute(psycopg.sql.SQL(statement).format(**names))
        if connection.info.parameter_status("is_superuser") == "on":
            _make_role(connection, parts.password)
            owned = psycopg.sql.SQL("ALTER DATABASE {name} OWNER TO {role}").format(**names)
            connection.execute(owned)
            where = parts.netloc.rpartition("@")[2]
            password = "" if parts.password is None else f":{parts.password}"
            parts = parts._replace(netloc=f"{ROLE}{password}@{where}")
    return urlunsplit(parts._replace(path=f"/{name}"))


def _make_role(connection: psycopg.Connection[Any], password: str | None) -> None:
    """Make the role that tests connect as, where it is not there yet."""
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone() is None:
        role, secret = (
            psycopg.sql.Identifier(ROLE),
            psycopg.sql.Literal(password and unquote(password)),
        )
        made = psycopg.sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(role, secret)
        connection.execute(made)
        # Tests change by hand what foreign keys would keep.
        granted = psycopg.sql.SQL("GRANT SET ON PARAMETER session_replication_role TO {}")
        connection.execute(granted.format(role))


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
