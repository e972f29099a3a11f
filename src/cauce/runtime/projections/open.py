"""What is open in a state, to be compared before and after a step."""

from __future__ import annotations

from dataclasses import dataclass

from cauce.engine import State


@dataclass(frozen=True, slots=True)
class Open:
    """The keys of what an instance has open."""

    tasks: frozenset[int]
    jobs: frozenset[int]
    subscriptions: frozenset[int]
    incidents: frozenset[int]

    @classmethod
    def of(cls, state: State) -> Open:
        """Note what is open now."""
        return cls(
            frozenset(state.tasks),
            frozenset(state.jobs),
            frozenset(state.subscriptions),
            frozenset(state.incidents),
        )


NOTHING = Open(frozenset(), frozenset(), frozenset(), frozenset())
