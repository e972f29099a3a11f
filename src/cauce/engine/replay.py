"""Folding recorded events: nothing is evaluated, asked or decided again."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.engine.events import Event
from cauce.engine.evolve import evolve
from cauce.engine.state import State


def replay(events: Iterable[Event], state: State | None = None) -> State:
    """Fold events, from their first on, into a state (a fresh one, unless a snapshot is given)."""
    state = State() if state is None else state
    for event in events:
        evolve(state, event)
    return state
