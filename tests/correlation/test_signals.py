"""Who hears a signal."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from cauce.correlation import Signal, hears, starts_by
from cauce.feel import compile_expression

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "correlation", "heard"),
    [
        pytest.param(None, None, True, id="no key: all"),
        pytest.param(None, "A", True, id="no key: also those with one"),
        pytest.param("A", "A", True, id="same key"),
        pytest.param("A", "B", False, id="another key"),
        pytest.param("A", None, False, id="a key never matches its absence"),
    ],
)
def test_who_hears(key: Any, correlation: Any, heard: bool) -> None:
    signal = Signal(name="cierre", key=key)
    assert hears(signal, "cierre", correlation) is heard
    assert not hears(signal, "otra", correlation)


def test_a_start_event_gives_its_key_over_the_signals_variables() -> None:
    signal = Signal(name="cierre", key="A", variables={"cliente": "A"})
    assert starts_by(signal, "cierre", compile_expression("cliente"), NOW)
    assert not starts_by(signal, "cierre", compile_expression("otro"), NOW)
    assert not starts_by(signal, "cierre", None, NOW)
    assert starts_by(Signal(name="cierre"), "cierre", None, NOW)
