"""Every package's scenarios: what is given, what happens, what comes of it."""

from __future__ import annotations

from functools import cache

import pytest

from cauce.packages import Package, available, load
from cauce.testing.scenarios import parse_scenario, run_scenario

package_of = cache(load)


def scenarios() -> list[object]:
    return [
        pytest.param(name, file.path, id=f"{name}/{file.stem}")
        for name in available()
        for file in package_of(name).files.scenarios
    ]


def text_of(package: Package, path: str) -> str:
    (file,) = [file for file in package.files.scenarios if file.path == path]
    return file.source.decode("utf-8")


@pytest.mark.parametrize(("package", "path"), scenarios())
def test_a_scenario_comes_to_what_it_says(package: str, path: str) -> None:
    sandbox = run_scenario(parse_scenario(path, text_of(package_of(package), path)), package)
    assert sandbox.stuck == []
    sandbox.replay_check()


@pytest.mark.parametrize("package", available())
def test_every_package_has_scenarios(package: str) -> None:
    assert package_of(package).files.scenarios
