"""Every race has an empty database, and must leave a journal that proves itself."""

from __future__ import annotations

import logging
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _fresh(database: None) -> None:
    """Begin with an empty database."""


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> Any:
    """Give a check that nothing was logged as an error, and that the journal proves itself."""
    from cauce.runtime.verify import verify

    def check() -> None:
        assert [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR] == []
        assert verify().findings == ()

    return check


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The runtime's clock, moved by hand."""
    from tests.runtime.support import Clock

    return Clock(monkeypatch)
