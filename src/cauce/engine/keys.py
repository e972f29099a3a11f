"""The key that narrows who hears a message or a signal."""

from __future__ import annotations

from typing import Any

from cauce.engine.env import Scope
from cauce.engine.expressions import FAILED, LONGEST_NAME, failure, value_of
from cauce.engine.problems import IncidentError, told
from cauce.engine.run import Run
from cauce.engine.source import Dynamic
from cauce.feel import to_string


def key_of(run: Run, text: Dynamic | None, names: Scope, name: str) -> Any:
    """Give the key of the message or signal of that name; None where it has no expression.

    Raises IncidentError where that gives null, or by what it gives nobody can be found.
    """
    if text is None:
        return None
    value = value_of(run, text, names)
    if value is None:
        # Without a key it would go to all: what was meant for one case must not reach the others.
        raise failure(run, text, names, f"the key of «{name}»", value)
    return fitting(value, name)


def fitting(key: Any, name: str) -> Any:
    """Give a key by which somebody can be found. Raises IncidentError for another."""
    shown = to_string([key])[1:-1]
    if len(shown) > LONGEST_NAME:
        raise _unfit(name, f"of at most {LONGEST_NAME} characters, came {len(shown)}")
    if told(shown) != shown:
        raise _unfit(name, "of characters that texts have, came NUL")
    return key


def _unfit(name: str, what: str) -> IncidentError:
    return IncidentError(
        FAILED, f"Expected a key of «{name}» {what}. Correct the data and try again."
    )
