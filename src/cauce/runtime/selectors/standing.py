"""What a case waits for, what holds it up, and whether anything could still move it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from cauce.engine.graph import NONE
from cauce.engine.state import State
from cauce.engine.stuck import is_stuck
from cauce.runtime.looking import one_look
from cauce.runtime.models import Incident
from cauce.runtime.scope import in_organisation
from cauce.runtime.selectors.opened import Opened, open_case, plain_name


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    """Something that the case waits for.

    `kind`: message (the first of `names` to come), signal, moment (`until`), condition, process,
    or work of the system. `passing` tells that the case goes on without it: it listens, or warns.
    """

    kind: str
    names: tuple[str, ...]
    until: datetime | None = None
    passing: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """Something of the system that failed: `code` says what, `message` is for who mends it.

    It is tried again by itself at `retry_at`; None: it waits for a person.
    """

    code: str
    name: str
    message: str
    at: datetime
    retry_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where a case stands. `stuck` names the processes that nothing could move."""

    waits: tuple[Wait, ...]
    failures: tuple[Failure, ...]
    stuck: tuple[str, ...]


@one_look
@in_organisation
def standing(*, organisation: str, case_key: str, language: str = "es") -> Standing:
    """Tell where a case stands; four queries. Raises Refused: UNKNOWN_CASE."""
    case = open_case(organisation=organisation, case_key=case_key, language=language)
    active = {one.row.pk: one for one in case.active}
    waits = dict.fromkeys(wait for one in active.values() for wait in _waits(one))
    stuck = [one.title for one in active.values() if one.state is None or is_stuck(one.state)]
    return Standing(
        waits=tuple(sorted(waits, key=lambda wait: (wait.passing, wait.until is not None))),
        failures=tuple(_failures(active)),
        stuck=tuple(stuck),
    )


def _waits(one: Opened) -> Iterator[Wait]:
    state = one.state
    if state is None:
        return
    yield from _messages(one, state)
    for timer in state.timers.values():
        if timer.time_left is not None or timer.suspended:
            continue
        node = one.node(timer.node)
        attached = node.attached_to != NONE
        name = one.called(timer.node)
        names = (one.called(node.attached_to), name) if attached else (name,)
        passing = _is_aside(one, timer.node)
        yield Wait(kind="moment", names=names, until=timer.due, passing=passing)
    for condition in state.conditions.values():
        yield Wait(
            kind="condition",
            names=(one.called(condition.node),),
            passing=_is_aside(one, condition.node),
        )
    for process in state.calls.values():
        yield Wait(kind="process", names=(one.say(plain_name(process)),))
    for key in state.jobs:
        yield Wait(kind="work", names=(one.called(state.activations[key].node),))


def _messages(one: Opened, state: State) -> Iterator[Wait]:
    """Gather what one token waits for: the first to come is taken."""
    found: dict[tuple[int, str], list[str]] = {}
    for waiting in state.subscriptions.values():
        name = one.titled(waiting.name)
        if _is_aside(one, waiting.node):
            yield Wait(kind=waiting.kind, names=(name,), passing=True)
        else:
            found.setdefault((waiting.owner, waiting.kind), []).append(name)
    for (_, kind), names in found.items():
        yield Wait(kind=kind, names=tuple(dict.fromkeys(names)))


def _is_aside(one: Opened, node: int) -> bool:
    """Tell whether the case goes on elsewhere while this listens: no token waits there."""
    return one.node(node).kind in {"startEvent", "boundaryEvent"}


def _failures(active: Mapping[int, Opened]) -> Iterator[Failure]:
    open_now = Incident.objects.filter(instance__in=list(active), resolved_at=None)
    for row in open_now.order_by("pk"):
        yield Failure(
            code=row.code,
            name=_name(active[row.instance_id or 0], row.element_id),
            message=row.message,
            at=row.raised_at,
            retry_at=row.retry_at,
        )


def _name(one: Opened, element: str) -> str:
    node = one.graph.by_id.get(element)
    return one.title if node is None else one.called(node.index)
