"""Looking at a new session: whether row-level security can hold in it."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import Connection

log = logging.getLogger("cauce.database")

SESSION = "session"
"""What `?pooler=` in DATABASE_URL says of one that keeps a session to its client."""

_LOOK = (
    "SELECT pg_backend_pid(), current_user, rolsuper OR rolbypassrls "
    "FROM pg_roles WHERE rolname = current_user"
)
_warned: set[str] = set()


def look_at(connection: Connection[Any], pooler: str | None) -> None:
    """Warn, once, of a role that policies do not hold; refuse a pooler that shares sessions.

    Raises ImproperlyConfigured: whose rows a session sees is set in the session, and would be the
    next client's too.
    """
    found = connection.execute(_LOOK).fetchone()
    assert found is not None
    process, role, passes = found
    if process != connection.info.backend_pid and pooler != SESSION:
        raise ImproperlyConfigured(
            "Expected a connection to PostgreSQL itself, came one through a pooler. Whose rows a "
            "session sees is set in the session: let the pooler keep each to its client "
            "(PgBouncer: pool_mode = session), and say so with ?pooler=session in DATABASE_URL."
        )
    if passes and role not in _warned:
        _warned.add(role)
        log.warning(
            "the role «%s» passes over row-level security: nothing in the database keeps "
            "organisations apart; connect as an ordinary role (docs/reference/postgresql.md)",
            role,
        )
