"""The DMN TCK: every suite passes but for the cases that are named and explained.

The exceptions stand in `dmn_tck_exceptions.toml`. A case that fails without being
named there is a regression; one that is named and passes is to be taken out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_EXCEPTIONS = Path(__file__).with_name("dmn_tck_exceptions.toml")


@pytest.fixture(scope="module")
def exceptions() -> dict[str, frozenset[str]]:
    """Return the names of the cases that are known to fail, by suite."""
    listed = tomllib.loads(_EXCEPTIONS.read_text())["exception"]
    assert all(each["reason"] for each in listed)
    return {each["suite"]: frozenset(each["cases"]) for each in listed}


def test_suite_passes_but_for_its_exceptions(
    suite: str, run_suite: Callable[[str], Any], exceptions: dict[str, frozenset[str]]
) -> None:
    report = run_suite(suite)
    assert report.cases > 0
    assert report.failed == exceptions.get(suite, frozenset())


def test_every_exception_names_a_suite_of_the_kit(
    run_suite: Callable[[str], Any],
    all_suites: list[str],
    exceptions: dict[str, frozenset[str]],
) -> None:
    assert exceptions.keys() <= set(all_suites)
