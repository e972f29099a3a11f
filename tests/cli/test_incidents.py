"""What has failed, from the terminal: seen, tried again, given up."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import Result
from tests.runtime.support import deploy, instances, start
from tests.runtime.test_stuck_deliveries import poisoned, two_messages

from cauce.runtime import setbacks
from cauce.runtime.models import Delivery, Incident

Run = Callable[..., Result]
ENDS = '<startEvent id="s"/><endEvent id="e"/>'


@pytest.fixture(autouse=True)
def _fresh(database: None) -> None:
    """Begin with an empty database."""


def stuck(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let a message of case C-1 fail at once for good; give its incident's number."""
    monkeypatch.setattr(setbacks, "MOST_TRIES", 1)
    two_messages()
    with poisoned(monkeypatch):
        start(case_key="C-1")
    return Incident.objects.get().pk


def test_where_nothing_has_failed_it_says_so(run: Run) -> None:
    result = run("incidents")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 fallas abiertas.\n"
    assert json.loads(run("incidents", "--json").stdout) == []


def test_a_stuck_delivery_is_told_with_what_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = stuck(monkeypatch)
    result = run("incidents", "--case", "C-1")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{number}  C-1  DELIVERY_FAILED  p: The message «first» could not be delivered: "
        "ValueError: a bug",
        f"    detrás esperan 1; corrija la causa y luego: cauce retry {number}, o renuncie: "
        f"cauce give-up {number} --reason …",
    ]
    [one] = json.loads(run("incidents", "--json", "--organisation", "acme").stdout)
    assert (one["id"], one["case_key"], one["behind"], one["retry_at"]) == (number, "C-1", 1, None)


def test_what_is_tried_again_by_itself_is_told_and_is_no_alarm(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_messages()
    with poisoned(monkeypatch):
        start(case_key="C-1")
    result = run("incidents")
    assert result.exit_code == 0
    assert "    intento 1; se reintenta sola a las 20" in result.stdout


def test_what_the_engine_holds_is_told_too(run: Run) -> None:
    deploy(ENDS + '<callActivity id="c" calledElement="nowhere"/>', "s c e")
    case = start().case_key
    [incident] = instances(case)[0].incidents
    result = run("incidents")
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{incident.id}  {case}  CALLED_PROCESS_MISSING  c: ")
    assert second == f"    corrija la causa y luego: cauce retry {incident.id}"


def test_it_is_tried_again_by_its_number_or_its_case(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = stuck(monkeypatch)
    with poisoned(monkeypatch):
        assert run("retry", "--case", "C-1").stdout == f"{number}: se intenta de nuevo\n"
    assert run("incidents").exit_code == 1
    assert run("retry", number).stdout == f"{number}: se intenta de nuevo\n"
    assert [i.process_id for i in instances("C-1")] == ["p", "q", "r"]
    assert run("incidents").exit_code == 0
    again = run("retry", number)
    assert again.exit_code == 1
    assert again.stderr.startswith(f"{number}: UNKNOWN_INCIDENT: ")


def test_it_is_given_up_with_a_reason(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    number = stuck(monkeypatch)
    assert run("give-up", number).exit_code == 2
    assert run("give-up", number, "--reason", "a mano", "--by", "eve").exit_code == 1
    assert Delivery.objects.count() == 2
    given_up = run("give-up", number, "--reason", "a mano")
    assert given_up.stdout == f"{number}: se renunció al envío\n"
    assert [i.process_id for i in instances("C-1")] == ["p", "r"]
    assert Incident.objects.get().reason == "a mano"


def test_what_is_not_there_is_said(run: Run) -> None:
    assert "UNKNOWN_CASE" in run("incidents", "--case", "C-9").stderr
    assert "UNKNOWN_ORGANISATION" in run("incidents", "--organisation", "nobody").stderr
    assert run("retry").exit_code == 2
