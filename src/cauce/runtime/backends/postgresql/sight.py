"""What a session of PostgreSQL is set to: the settings that row-level security reads.

They are settings of the session, not of a transaction: a session that is set to the right
organisation already needs no statement more. So this has to know what undoes them.
"""

from __future__ import annotations

from uuid import UUID

from cauce.runtime import scope
from cauce.runtime.backends.postgresql.trips import Statement
from cauce.runtime.scope import By, Scope

_SET = "SELECT set_config('cauce.organisation', {}, false), set_config('cauce.across', '{}', false)"
_LED = "coalesce(cauce_organisation_of_{}(?)::text, '')"
_STATEMENTS: dict[By, str] = {
    "nowhere": _SET.format("''", ""),
    "id": _SET.format("?", ""),
    "key": _SET.format(_LED.format("key"), ""),
    "task": _SET.format(_LED.format("task"), ""),
    "instance": _SET.format(_LED.format("instance"), ""),
    "incident": _SET.format(_LED.format("incident"), ""),
    "read": _SET.format("''", "read"),
    "change": _SET.format("''", "change"),
}
_PLAIN = frozenset({"nowhere", "read", "change"})
_BY_UID = frozenset({"task", "instance"})


class Sight:
    """What one session sees, as far as this side knows."""

    def __init__(self) -> None:
        self._scope: Scope | None = None
        self._organisation = ""
        """The id of the one that it is set to, where that is known."""

    def is_due(self) -> bool:
        """Tell whether something has to go in front of the next statement.

        A task is first looked for where the session is: see `insist`.
        """
        wanted = scope.current()
        by, value = wanted
        known = self._organisation
        if wanted == self._scope:
            # What led nowhere may lead somewhere by now.
            return not known and by not in _PLAIN
        return not known or (by != "task" and (by != "id" or value != known))

    def statement(self) -> Statement | None:
        """Give what has to go in front of the next statement, which then counts as sent."""
        if not self.is_due():
            return None
        by, value = wanted = scope.current()
        # Of an id Python reads more spellings than PostgreSQL.
        leads = UUID(value) if by in _BY_UID else value
        self._scope, self._organisation = wanted, value if by == "id" else ""
        return _STATEMENTS[by], () if by in _PLAIN else (leads,)

    def arrived(self, organisation: str) -> None:
        """Take note of the id that the last statement led to."""
        self._organisation = organisation

    def insist(self) -> bool:
        """Have the id of a task followed on the next trip, where it has not been yet."""
        wanted = scope.current()
        if wanted.by != "task" or wanted == self._scope:
            return False
        self.forget()
        return True

    def forget(self) -> None:
        """Know no longer: a rollback has undone settings, or the session is another one."""
        self._scope, self._organisation = None, ""
