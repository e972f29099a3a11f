"""The database that `DATABASE_URL` names: SQLite in one file, or PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

FILE = "cauce.db"


def database_from_url(url: str | None, var: Path) -> dict[str, Any]:
    """Give Django's description of a database.

    `sqlite:///path/file.db` (three slashes: relative to where one is, four: from the root) or
    `postgresql://user:password@host:port/name?option=value`; None: SQLite in `var`. Raises
    ValueError for anything else.
    """
    if not url:
        var.mkdir(parents=True, exist_ok=True)
        return _sqlite(str(var / FILE))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path[1:] or ":memory:")
    if parts.scheme in {"postgres", "postgresql"}:
        name = unquote(parts.path[1:])
        if not name:
            raise ValueError(
                "Expected DATABASE_URL to name a database, postgresql://…/name, came none"
            )
        return {
            "ENGINE": "cauce.runtime.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ValueError(
        "Expected DATABASE_URL to be sqlite:///path/file.db or postgresql://…, came "
        f"{parts.scheme or 'no scheme'}://…"
    )


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "cauce.runtime.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; "
            # A checkpoint makes one commit wait for the disk: every 16 MB, not every 4.
            "PRAGMA wal_autocheckpoint=4000;",
        },
    }
