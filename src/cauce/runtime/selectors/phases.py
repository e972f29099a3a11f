"""Which phases a case has behind it, which it is in, which are to come.

Told from the states, from which tasks there have been, and from how the processes ended: never
from the whole journal, which grows for as long as a case lives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import F, QuerySet

from cauce.engine import events as e
from cauce.engine.codec import decode_events
from cauce.engine.graph import NONE, ROOT
from cauce.packages import Phase
from cauce.runtime.models import JournalEntry, Task
from cauce.runtime.selectors.opened import Opened, OpenedCase, drawn

_ENDS = (e.InstanceCompleted, e.InstanceTerminated, e.InstanceFailed)
_COMPLETES = (e.ElementPassed, e.ElementCompleted)


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseView:
    """A phase of the case. `state`: done, now, left (the case ended in it) or next."""

    number: int
    name: str
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """How the processes of a case ended: the end events reached last, and what they closed.

    `ends` are ids and `names` what the drawing calls them, of processes that have ended.
    """

    ends: tuple[str, ...]
    names: tuple[str, ...]
    completed: frozenset[str]


def ending_of(case: OpenedCase) -> Ending:
    """Read how the processes ended; the queries of `last_steps`."""
    ended = {one.row.pk: one for one in case.instances if one.row.status != "active"}
    steps = sorted(last_steps(ended).items())
    passed = [(ended[pk], index) for pk, completed in steps for index in completed]
    final = [
        (one, one.node(index))
        for one, index in passed
        if one.node(index).kind == "endEvent" and one.node(index).parent == ROOT
    ]
    return Ending(
        ends=tuple(node.id for _, node in final),
        names=tuple(one.called(node.index) for one, node in final if node.name),
        completed=frozenset(one.node(index).name for one, index in passed),
    )


def last_steps(ended: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Give the nodes completed in the step that ended each instance, of those that have ended.

    One query; two where deliveries were given up after the end, which the journal says behind it.
    """
    entries = JournalEntry.objects.filter(instance__in=list(ended))
    found = _ending(entries.filter(seq=F("instance__version")))
    earlier = [pk for pk in ended if pk not in found]
    if earlier:
        at_the_end = entries.filter(instance__in=earlier, recorded_at=F("instance__ended_at"))
        found |= _ending(at_the_end)
    return found


def _ending(entries: QuerySet[JournalEntry]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for pk, data in entries.values_list("instance_id", "events"):
        events = decode_events(bytes(data))
        if any(isinstance(event, _ENDS) for event in events):
            found[pk] = tuple(event.node for event in events if isinstance(event, _COMPLETES))
    return found


def phases_of(case: OpenedCase, ending: Ending, language: str) -> tuple[PhaseView, ...]:
    """Give the phases that the case's package names; one query where it names any."""
    package = case.package
    if package is None or not package.phases:
        return ()
    now = {
        one.node(activation.node).name
        for one in case.active
        if one.state is not None
        for activation in one.state.activations.values()
    }
    begun = _begun(case)
    states = [_state(phase, now, begun, ending) for phase in package.phases]
    if "now" not in states and not case.active:
        # The last one begun was left where the case did not come out of it.
        last = max((i for i, state in enumerate(states) if state == "done"), default=None)
        if last is not None and not _names(package.phases[last]) & ending.completed:
            states[last] = "left"
    return tuple(
        PhaseView(number=phase.number, name=phase.name.in_language(language), state=state)
        for phase, state in zip(package.phases, states, strict=True)
    )


def _names(phase: Phase) -> set[str]:
    return {phase.name.es, f"{phase.number}. {phase.name.es}"}


def _state(phase: Phase, now: set[str], begun: set[str], ending: Ending) -> str:
    names = _names(phase)
    if names & now:
        return "now"
    return "done" if names & (begun | ending.completed) else "next"


def _begun(case: OpenedCase) -> set[str]:
    """Give the names of all that stands around a task that there has been."""
    by_id = {one.row.pk: one for one in case.instances}
    rows = Task.objects.filter(instance__case=case.row)
    seen = rows.order_by().values_list("instance_id", "element_id").distinct()
    return {name for pk, element in seen for name in _around(by_id[pk], element)}


def _around(one: Opened, element: str) -> Iterator[str]:
    one = one.on(drawn(one.row, element).id)
    node = one.graph.by_id[element]
    while True:
        yield node.name
        if node.parent == NONE:
            return
        node = one.node(node.parent)
