"""What tests of the runtime and of what stands on it share: a database of their own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import cauce

# How long an example takes says how busy the machine is.
settings.register_profile("cauce", deadline=None)
settings.load_profile("cauce")

_VAR = Path(tempfile.mkdtemp(prefix="cauce-tests-"))
atexit.register(shutil.rmtree, _VAR, ignore_errors=True)
os.environ["CAUCE_VAR"] = str(_VAR)
os.environ["DATABASE_URL"] = os.environ.get("CAUCE_TESTS_RUN_ON", f"sqlite:///{_VAR / 'tests.db'}")
os.environ["CAUCE_SECRET_KEY"] = "a key for tests"
# Modules with models are imported while tests are collected.
cauce.setup()


@pytest.fixture(scope="session")
def _schema() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


@pytest.fixture
def database(_schema: None) -> Iterator[None]:
    """An empty database with the schema. Everything in it really commits."""
    from tests.sight import all_rows

    _empty()
    with all_rows():
        yield
    from django.db import connection

    connection.close()


def _empty() -> None:
    from django.apps import apps
    from django.db import connection

    from cauce.runtime import deployed
    from cauce.runtime.projections import role_sets

    deployed.forget()
    role_sets.forget()
    tables = [m._meta.db_table for m in apps.get_models() if m._meta.app_label != "contenttypes"]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
            return
        cursor.execute("PRAGMA foreign_keys=OFF")
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("PRAGMA foreign_keys=ON")
