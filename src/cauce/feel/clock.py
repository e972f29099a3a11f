"""The only place of the pure part that reads a clock: the doors for scripts and tools.

`cauce.feel.evaluate` and `Model.evaluate` let `now()` mean now. What the engine
calls, `Expression.evaluate` and `Model.evaluate_decision`, gets its time as an
argument.
"""

from __future__ import annotations

from datetime import UTC, datetime


def system_now() -> datetime:
    """Return the present moment, in UTC."""
    return datetime.now(UTC)
