"""Row-level security as migrations set it up: who sees, and may write, the rows of a table.

Two settings of the session say so. `cauce.organisation` holds the id of the organisation whose
rows are in sight; `cauce.across` is `read` where everybody's are, `change` where everybody's may
also be written. Neither is set: nothing is in sight. `cauce.runtime.scope` is what sets them.

They are read for each row, and not once in a subquery: what is done all day touches a handful of
rows by their keys, where a subquery costs more to prepare than the settings to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_OWN = "{column} = nullif(current_setting('cauce.organisation', true), '')::bigint"
_SEEN = _OWN + " OR current_setting('cauce.across', true) IN ('read', 'change')"
_KEPT = _OWN + " OR current_setting('cauce.across', true) = 'change'"
_GUARD = (
    "CREATE POLICY cauce_own ON {table} USING (" + _SEEN + ") WITH CHECK (" + _KEPT + ")",
    # What is deleted is checked by USING alone, which is wider: whoever looks may not delete.
    "CREATE POLICY cauce_kept ON {table} AS RESTRICTIVE FOR DELETE USING (" + _KEPT + ")",
    "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
    # Whoever owns the table, as the role that migrates it does, is held to them too.
    "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
)
_UNGUARD = (
    "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    "DROP POLICY cauce_kept ON {table}",
    "DROP POLICY cauce_own ON {table}",
)
_LEAD = (
    # It sees every row while it looks; an error undoes the setting with all else.
    """
    CREATE FUNCTION {function}({of} {kind}) RETURNS bigint LANGUAGE plpgsql AS $$
    DECLARE
        before text := coalesce(current_setting('cauce.across', true), '');
        organisation bigint;
    BEGIN
        PERFORM set_config('cauce.across', 'read', true);
        SELECT {organisation} INTO organisation FROM {table} WHERE {column} = {of};
        PERFORM set_config('cauce.across', before, true);
        RETURN organisation;
    END $$
    """,
)
_UNLEAD = ("DROP FUNCTION {function}({kind})",)


class _OnPostgreSQL(Operation):
    """Statements for PostgreSQL alone, and those that undo them."""

    def __init__(self, **names: str) -> None:
        self._names = names

    def state_forwards(self, _app_label: str, _state: ProjectState) -> None:
        """Change no model."""

    def database_forwards(
        self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, *_states: ProjectState
    ) -> None:
        """Run the statements."""
        _run(schema_editor, self.forwards, self._names)

    def database_backwards(
        self, _app_label: str, schema_editor: BaseDatabaseSchemaEditor, *_states: ProjectState
    ) -> None:
        """Undo them."""
        _run(schema_editor, self.backwards, self._names)

    forwards: Sequence[str]
    backwards: Sequence[str]


class Guard(_OnPostgreSQL):
    """Keep a table's rows to the organisation that `column` names."""

    forwards, backwards = _GUARD, _UNGUARD

    def __init__(self, table: str, column: str = "organisation_id") -> None:
        self.table = table
        super().__init__(table=table, column=column)

    def describe(self) -> str:
        """Say what it does."""
        return f"Keep the rows of {self.table} to their organisation"


class Lead(_OnPostgreSQL):
    """Leave a lookup open, from what the outside names to its organisation's id: `Lead.NAME`."""

    forwards, backwards = _LEAD, _UNLEAD

    def __init__(
        self, of: str, *, kind: str, table: str, column: str, organisation: str = "organisation_id"
    ) -> None:
        super().__init__(
            function=f"cauce_organisation_of_{of}", of=f"of_{of}", kind=kind, table=table,
            column=column, organisation=organisation,
        )  # fmt: skip

    def describe(self) -> str:
        """Say what it does."""
        return f"Leave {self._names['function']} open"


class Found(_OnPostgreSQL):
    """Let organisations be founded: their row is of no organisation that is there yet."""

    forwards = ("CREATE POLICY cauce_founded ON cauce_organisation FOR INSERT WITH CHECK (true)",)
    backwards = ("DROP POLICY cauce_founded ON cauce_organisation",)

    def describe(self) -> str:
        """Say what it does."""
        return "Let organisations be founded"


def _run(editor: Any, statements: Sequence[str], names: dict[str, str]) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in statements:
            editor.execute(statement.format(**names))
