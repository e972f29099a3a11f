"""The answers that a package's handlers give where no records stand behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cauce.feel import Expression

if TYPE_CHECKING:
    from datetime import datetime

    from cauce.feel import Scope
    from cauce.packages.model import Handler


def sample_answer(
    handler: Handler, inputs: Mapping[str, object], now: datetime | None = None
) -> dict[str, object]:
    """The handler's sample over the inputs given (FEEL values); missing inputs are null."""
    return {name: _evaluated(value, inputs, now) for name, value in handler.sample.items()}


def _evaluated(value: object, scope: Scope, now: datetime | None) -> object:
    if isinstance(value, Expression):
        return value.evaluate(scope, now=now)
    if isinstance(value, list):
        return [_evaluated(item, scope, now) for item in value]
    if isinstance(value, dict):
        return {key: _evaluated(item, scope, now) for key, item in value.items()}
    return value
