"""A package's scenarios come to the same in the runtime as in the sandbox."""

from __future__ import annotations

from typing import Any, cast

import pytest
from django.db import connection
from tests.runtime.world import World, world_of

from cauce.packages import available, load
from cauce.runtime.verify import verify
from cauce.testing import Sandbox
from cauce.testing.scenarios import Scenario, parse_scenario, play, run_scenario

LONGEST = ("feliz_operacion_b2b", "vida_completa", "farming_con_apoyo", "baja_con_todo_abierto")
"""The scenarios with the most in them: these run on PostgreSQL, and with restarts."""


def scenarios(*stems: str) -> list[Any]:
    """Give the packages' scenarios; with stems, those."""
    return [
        pytest.param(name, file.path, id=f"{name}/{file.stem}")
        for name in available()
        for file in load(name).files.scenarios
        if not stems or file.stem in stems
    ]


def read(package: str, path: str) -> Scenario:
    [file] = [file for file in load(package).files.scenarios if file.path == path]
    return parse_scenario(path, file.source.decode("utf-8"))


def shown(of: Sandbox | World) -> dict[str, Any]:
    """Give all that a world comes to: instances, open tasks, kept messages, handlers' calls."""
    return {
        "instances": [
            {
                "process": instance.process_id,
                "case": instance.case_key,
                "status": instance.status,
                "path": instance.path,
                "ends": instance.ends,
                "variables": instance.variables,
                "incidents": [(i.code, i.element_id, i.message) for i in instance.incidents],
            }
            for instance in of.instances
        ],
        "open": sorted((t.instance.case_key, t.element_id) for t in of.tasks()),
        "kept": [(message.name, message.key) for message in of.messages()],
        "calls": {kind: [dict(call) for call in calls] for kind, calls in of.all_calls().items()},
    }


on_sqlite = connection.vendor == "sqlite"


@pytest.mark.parametrize(("package", "path"), scenarios() if on_sqlite else scenarios(*LONGEST))
def test_a_scenario_comes_to_the_same(
    package: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    same(read(package, path), package, monkeypatch, restart=False)


@pytest.mark.parametrize(("package", "path"), scenarios(*LONGEST))
def test_a_restart_after_every_step_changes_nothing(
    package: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    same(read(package, path), package, monkeypatch, restart=True)


def same(
    scenario: Scenario, package: str, monkeypatch: pytest.MonkeyPatch, *, restart: bool
) -> None:
    world = world_of(scenario, monkeypatch, package, restart=restart)
    # The world offers what scenarios use of a sandbox.
    play(scenario, cast("Sandbox", world))
    came, expected = shown(world), shown(run_scenario(scenario, package))
    for part, wanted in expected.items():
        assert came[part] == wanted, part
    assert verify().findings == ()
