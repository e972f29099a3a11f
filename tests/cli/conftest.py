"""The command line as people run it, in Spanish unless told otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from cauce.cli.main import main

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LC_ALL", "es_CL.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")

    def invoke(*arguments: object, keys: str = "") -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=keys)

    return invoke
