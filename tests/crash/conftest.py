"""Every crash test has an empty database, and the company's processes in it."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _fresh(database: None) -> None:
    """Begin with an empty database."""
    from tests.crash import company

    company.deploy()
