"""The pytest plugin of the sandbox: the fixture `sandbox`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cauce.testing.sandbox import Sandbox


@pytest.fixture
def sandbox() -> Sandbox:
    """A fresh sandbox, at its fixed beginning, with nothing deployed."""
    from cauce.testing.sandbox import Sandbox

    return Sandbox()
