"""`cauce move`: what it says, in lines and as JSON, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result
from tests.engine.migration.support import boundary, timer
from tests.runtime.support import ORG, complete, deploy, instances, names, people, start

from cauce.runtime.models import JournalEntry

Run = Callable[..., Result]
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
FIRST = ENDS + '<userTask id="a" name="A"/>' + boundary("b", "a", timer("PT1H"))


@pytest.fixture(autouse=True)
def _fresh(database: None) -> None:
    """Begin with an empty database."""


@pytest.fixture
def case() -> str:
    """A case on version 1 of two, of which the second has other boundary events."""
    people(ana="Ventas")
    deploy(FIRST, "s a e", "b e")
    key = start().case_key
    body = ENDS + '<userTask id="a" name="B"/><userTask id="z"/>'
    deploy(body + boundary("d", "a", timer("PT1H")), "s a z e", "d e")
    return key


def test_it_says_what_would_happen_and_then_does_it(run: Run, case: str) -> None:
    line = f"{case} p {instances(case)[0].id}: 1 → 2\n"
    changes = "  deja de esperar: b\n  empieza a esperar: d\n  la tarea cambia: a\n"
    tried = run("move", "p", "--organisation", ORG, "--dry-run")
    assert (tried.exit_code, tried.stdout) == (0, line + changes)
    assert tried.stderr == "Se moverían 1 y no podrían 0. Nada ha cambiado.\n"
    assert JournalEntry.objects.count() == 1
    done = run("move", "p", "--organisation", ORG, "--by", "ana")
    assert (done.exit_code, done.stdout) == (0, line + changes)
    assert done.stderr == "Movidas: 1. No pudieron: 0.\n"
    assert JournalEntry.objects.get(seq=2).actor == "ana"
    complete("a")
    assert names(case) == ["z"]
    again = run("move", "p", "--organisation", ORG)
    assert (again.exit_code, again.stdout) == (0, "")


def test_what_cannot_move_is_told_element_by_element_and_fails(run: Run, case: str) -> None:
    deploy(ENDS + '<userTask id="c"/>', "s c e")
    result = run("move", "--organisation", ORG, "--case", case)
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first == f"{case} p {instances(case)[0].id}: MIGRATION_REFUSED"
    assert second.startswith("  TARGET_MISSING a Expected «a» in the version that it goes to")
    assert result.stderr == "Movidas: 0. No pudieron: 1.\n"
    mapped = run("move", "p", "--organisation", ORG, "--map", "a=c")
    assert (mapped.exit_code, names(case)) == (0, ["c"])
    assert "  va a otro elemento: a → c\n" in mapped.stdout


def test_as_json_it_says_the_same(run: Run, case: str) -> None:
    [moved] = json.loads(run("move", "p", "--organisation", ORG, "--dry-run", "--json").stdout)
    assert (moved["case_key"], moved["refused"]) == (case, None)
    assert moved["moved"]["to_version"] == 2
    assert moved["moved"]["what"] == {
        "moved": [["a", "a"]], "stopped": ["b"], "began": ["d"], "revised": ["a"],
    }  # fmt: skip
    deploy(ENDS + '<userTask id="c"/>', "s c e")
    [refused] = json.loads(run("move", "p", "--organisation", ORG, "--json").stdout)
    assert (refused["moved"], refused["refused"]["code"]) == (None, "MIGRATION_REFUSED")
    [misfit] = refused["refused"]["misfits"]
    assert (misfit["element"], misfit["target"], misfit["code"]) == ("a", "a", "TARGET_MISSING")


def test_it_goes_to_the_version_asked_for_and_renews(run: Run, case: str) -> None:
    back = ("move", "p", "--organisation", ORG)
    assert run(*back).exit_code == 0
    assert run(*back, "--to", 1, "--renew", "d").exit_code == 0
    assert run(*back, "--to", 7).stderr.startswith("Error: UNKNOWN_VERSION: ")
    assert "ANTES=AHORA" in run(*back, "--map", "a").stderr
    assert "PROCESS_MISSING" in run("move", "--organisation", ORG).stderr
