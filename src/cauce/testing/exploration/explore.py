"""Breadth first through all states, so that the first thing found wrong has the shortest trace."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC
from pathlib import Path

from cauce.calendar import parse_moment
from cauce.testing.exploration.choices import Choice, choices
from cauce.testing.exploration.model import Behaviour, Finding, Report
from cauce.testing.exploration.signature import Signature, signature
from cauce.testing.exploration.world import OpenWorld
from cauce.testing.sandbox import START

MAX_STATES = 100_000


class TooManyStatesError(RuntimeError):
    """The bounds of an exploration leave more states than it may visit; draw them tighter."""


Came = dict[Signature, tuple[Signature, str] | None]
"""Each state by the one it was first reached from, and what happened there."""


def explore(
    begin: Callable[[OpenWorld], None],
    *,
    packages: Sequence[str | Path],
    behaviour: Behaviour,
    start: str = START,
    max_states: int = MAX_STATES,
) -> Report:
    """Drive what `begin` starts through every state within the behaviour's bounds.

    Looks, at every state, for incidents and complaints of `behaviour.always`; where nothing is
    sure to happen any more, for instances still active, kept messages and complaints of
    `behaviour.finally_`. Stops at the first that it finds. Raises TooManyStatesError.
    """
    world = _first(begin, packages, behaviour, start)
    first = signature(world)
    came: Came = {first: None}
    outcomes: set[frozenset[str]] = set()
    ahead = deque([(first, world)])
    while ahead:
        at, world = ahead.popleft()
        possible = list(choices(world, behaviour))
        complaint = _wrong(world, possible, behaviour)
        if complaint is not None:
            finding = Finding(complaint=complaint, trace=_trace(came, at))
            return Report(states=len(came), outcomes=frozenset(outcomes), finding=finding)
        if not any(choice.sure for choice in possible):
            outcomes.add(_outcome(world))
        for choice in possible:
            following = world.fork()
            choice.act(following)
            following.rest()
            reached = signature(following)
            if reached not in came:
                came[reached] = (at, choice.title)
                ahead.append((reached, following))
        if len(came) > max_states:
            raise TooManyStatesError(f"Expected at most {max_states} states, came more.")
    return Report(states=len(came), outcomes=frozenset(outcomes))


def _first(
    begin: Callable[[OpenWorld], None],
    packages: Sequence[str | Path],
    behaviour: Behaviour,
    start: str,
) -> OpenWorld:
    world = OpenWorld(parse_moment(start).astimezone(UTC))
    for package in packages:
        world.definitions.load_package(package)
    world.records = dict(behaviour.records)
    world.answer_with(behaviour.handlers)
    begin(world)
    return world


def _wrong(world: OpenWorld, possible: list[Choice], behaviour: Behaviour) -> str | None:
    for instance in world.active():
        for incident in instance.incidents:
            return f"{incident.code} at {incident.element_id}: {incident.message}"
    complaint = behaviour.always(world)
    if complaint is not None or any(choice.sure for choice in possible):
        return complaint
    for instance in world.active():
        return f"nothing moves {instance.process_id} of {instance.case_key}"
    for message in world.mailbox:
        return f"nobody takes the message {message.name} with key {message.key}"
    return behaviour.finally_(world)


def _outcome(world: OpenWorld) -> frozenset[str]:
    return frozenset(f"{i.process_id}:{end}" for i in world.instances for end in i.ends)


def _trace(came: Came, at: Signature) -> tuple[str, ...]:
    steps: list[str] = []
    while (before := came[at]) is not None:
        at, title = before
        steps.append(title)
    return tuple(reversed(steps))
