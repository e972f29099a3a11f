"""Telling an instance that waits from one that nothing can move."""

from __future__ import annotations

from cauce.engine.state import ACTIVE, State


def is_stuck(state: State) -> bool:
    """Tell whether an instance is active, and nothing is left that could move it."""
    movers = (state.tasks, state.timers, state.subscriptions, state.jobs, state.calls)
    return state.status == ACTIVE and not any(movers) and not state.incidents
