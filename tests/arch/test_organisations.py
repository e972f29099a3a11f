"""Every table carries its organisation and is guarded by it, or belongs to the installation."""

from __future__ import annotations

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from cauce.runtime.backends.postgresql.policies import Guard
from cauce.runtime.models import Organisation, Task

OF_THE_INSTALLATION = {
    "auth.Group": "Django's; nothing of ours is in it",
    "auth.Permission": "Django's; nothing of ours is in it",
    "cauce_web.LoginFailures": "of a login and an address, before anybody has come in",
    "contenttypes.ContentType": "Django's list of tables",
    "people.Person": "one login in the whole installation; where they work is a membership",
    "sessions.Session": "of a browser; whose it is, is in it, and signed",
}
"""Tables without an organisation, and why."""


def carries(model: type[Model]) -> bool:
    return any(field.name == "organisation" for field in model._meta.get_fields())


def guarded() -> list[str]:
    """Give the tables that migrations guard, as often as they do."""
    nodes = MigrationLoader(None).graph.nodes
    found = (nodes[key].operations for key in sorted(nodes))
    return [op.table for operations in found for op in operations if isinstance(op, Guard)]


def test_every_table_carries_its_organisation_or_says_why_not() -> None:
    without = {model._meta.label for model in apps.get_models() if not carries(model)}
    assert without == {*OF_THE_INSTALLATION, Organisation._meta.label}


def test_every_table_that_carries_one_is_guarded_once() -> None:
    tables = {model._meta.db_table for model in apps.get_models() if carries(model)}
    assert sorted(guarded()) == sorted({*tables, Organisation._meta.db_table})


def test_an_organisation_is_not_something_that_a_row_may_lack() -> None:
    models = [model for model in apps.get_models() if carries(model)]
    nullable = [m._meta.label for m in models if m._meta.get_field("organisation").null]
    assert (nullable, Task in models) == ([], True)
