"""Every test here has an empty database."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _fresh(database: None) -> None:
    """Begin with an empty database."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The runtime's clock, moved by hand."""
    from tests.runtime.support import Clock

    return Clock(monkeypatch)
