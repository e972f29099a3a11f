"""Commands over the database: schema, people, worker, and the journal that proves itself."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from django.db import connection
from tests.runtime.support import deploy, instances, start

from cauce.runtime.models import JournalEntry

Run = Callable[..., Result]
ORG = "acme"
CAUCE = str(Path(sys.executable).parent / "cauce")
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
TIMER = (
    '<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT0S</timeDuration>'
    "</timerEventDefinition></intermediateCatchEvent>"
)


@pytest.fixture(autouse=True)
def _fresh(database: None) -> None:
    """Begin with an empty database."""


def test_a_journal_that_is_whole_has_no_finding(run: Run) -> None:
    deploy(ENDS + '<userTask id="a"/>', "s a e")
    case = start().case_key
    result = run("journal", "verify")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.strip() == "1 instancias, 1 entradas, 0 con hallazgos."
    whole = json.loads(run("journal", "verify", "--case", case, "--json").stdout)
    assert whole == {"instances": 1, "entries": 1, "findings": []}


def test_a_changed_entry_is_named_and_the_command_fails(run: Run) -> None:
    deploy(ENDS + '<userTask id="a"/>', "s a e")
    case, other = start().case_key, start().case_key
    with connection.cursor() as cursor:
        first = JournalEntry.objects.order_by("instance_id").values_list("instance_id")[0][0]
        cursor.execute("UPDATE cauce_journal SET actor = 'x' WHERE instance_id = %s", [first])
    result = run("journal", "verify")
    assert result.exit_code == 1
    [line] = result.stdout.splitlines()
    assert line.startswith(f"{case} p ")
    assert line.endswith(
        "entrada 1: Lo que contiene no da su huella. (its contents do not give its hash)"
    )
    found = json.loads(run("journal", "verify", "--json").stdout)
    assert [(f["case_key"], f["seq"]) for f in found["findings"]] == [(case, 1)]
    assert run("journal", "verify", "--case", other).exit_code == 0


def test_a_case_that_is_not_there_is_no_proof(run: Run) -> None:
    result = run("journal", "verify", "--case", "C-9")
    assert result.exit_code == 1
    assert "No hay un caso «C-9»." in result.stderr


def test_people_get_roles_and_a_password(run: Run) -> None:
    from cauce.people.models import Person

    given = run("user", "roles", "ana", "--organisation", ORG, "--role", "Ventas", "--name", "Ana")
    assert given.stdout == "ana en acme: Ventas\n"
    assert run("user", "list", "--organisation", ORG).stdout == "ana\tAna\tVentas\n"
    assert run("user", "password", "ana", keys="secret\nsecret\n").exit_code == 0
    assert Person.objects.get(login="ana").check_password("secret")
    refused = run("user", "password", "luis", keys="secret\nsecret\n")
    assert refused.exit_code == 1
    assert "UNKNOWN_PERSON" in refused.stderr


def test_nobody_without_a_name_and_no_empty_password(run: Run) -> None:
    from cauce.people.models import Person

    run("user", "roles", "ana", "--organisation", ORG, "--role", "Ventas")
    before = Person.objects.values_list("login", "password").get()
    for login, organisation, role in (
        ("", ORG, "Ventas"),
        ("eva", " ", "Ventas"),
        ("eva", ORG, ""),
    ):
        refused = run("user", "roles", login, "--organisation", organisation, "--role", role)
        assert (refused.exit_code, "NAME_MISSING" in refused.stderr) == (1, True)
    refused = run("user", "password", "ana", "--password", "")
    assert (refused.exit_code, "PASSWORD_MISSING" in refused.stderr) == (1, True)
    assert Person.objects.values_list("login", "password").get() == before
    unknown = run("user", "list", "--organisation", "nadie")
    assert (unknown.exit_code, "UNKNOWN_ORGANISATION" in unknown.stderr) == (1, True)


def test_an_address_that_cannot_be_had_is_said_at_once(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        for bind in (taken, "nada", "127.0.0.1:99999"):
            result = run("serve", "--bind", bind)
            assert result.exit_code == 1
            assert f"No se puede escuchar en {bind}" in result.stderr
            assert result.stdout == ""


def test_the_worker_does_what_is_due(run: Run) -> None:
    deploy(ENDS + TIMER, "s t e")
    begun = start()
    assert run("worker", "--once").exit_code == 0
    assert instances(begun.case_key)[0].status == "completed"


def cauce(*arguments: str, url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CAUCE, *arguments],
        env={**os.environ, "DATABASE_URL": url, "LC_ALL": "es_CL.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_schema_is_made_and_missed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    before = cauce("journal", "verify", url=url)
    assert before.returncode == 1
    assert "cauce migrate" in before.stderr
    assert cauce("migrate", url=url).returncode == 0
    assert cauce("migrate", url=url).stdout == f"El esquema está al día: {tmp_path / 'new.db'}\n"
    after = cauce("journal", "verify", url=url)
    assert (after.returncode, after.stderr) == (0, "0 instancias, 0 entradas, 0 con hallazgos.\n")


def test_a_database_that_is_away_is_said(tmp_path: Path) -> None:
    away = cauce("journal", "verify", url=f"postgresql://nobody@/x?host={tmp_path}")
    assert away.returncode == 1
    assert away.stderr.startswith("Error: La base de datos no responde")
