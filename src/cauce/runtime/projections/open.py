"""What is open in a state, to be compared before and after a step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cauce.engine import State
from cauce.engine import commands as c
from cauce.engine.state import Subscription


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
            frozenset(listening(state)),
            frozenset(state.incidents),
        )


def listening(state: State) -> Mapping[int, Subscription]:
    """Give the subscriptions that can take something.

    What took a message whose step was too long is suspended with it, until that is resolved.
    """
    if not state.incidents:
        return state.subscriptions
    commands = (incident.command for incident in state.incidents.values())
    held = {command.key for command in commands if isinstance(command, c.DeliverMessage)}
    return {key: found for key, found in state.subscriptions.items() if key not in held}


NOTHING = Open(frozenset(), frozenset(), frozenset(), frozenset())
