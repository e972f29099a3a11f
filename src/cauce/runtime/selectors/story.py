"""A case as its journal tells it: what happened, by whom and when, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cauce.engine import events as e
from cauce.engine.codec import decode_events, decode_state
from cauce.engine.graph import NONE, ROOT, Graph, Node
from cauce.packages import Phase
from cauce.runtime.deployed import Definition, definition
from cauce.runtime.errors import Refused
from cauce.runtime.models import Case, Instance, JournalEntry
from cauce.runtime.selectors.client_names import client_of
from cauce.runtime.selectors.listing import status_of


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryLine:
    """One thing that happened.

    `kind`: started, taken, returned, completed, waiting, resumed, sent, received, timer, incident,
    ended, cancelled or failed. `name` is what the drawing calls it, `actor` a login (None: the
    system itself), `detail` what somebody wrote with it.
    """

    kind: str
    name: str
    at: datetime
    actor: str | None
    detail: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseView:
    """A phase of the case. `state`: done, now or next."""

    number: int
    name: str
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseStory:
    """A case: its head, its phases (where its package names some), and its lines, oldest first.

    `path` has the names of the drawing's elements that completed, in order, by process.
    """

    key: str
    client: str
    title: str
    opened_at: datetime
    status: str
    ends: tuple[str, ...]
    phases: tuple[PhaseView, ...]
    lines: tuple[StoryLine, ...]
    path: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(slots=True)
class _Reading:
    """One instance while its journal is read."""

    process: Definition
    lines: list[StoryLine] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    open: dict[int, int] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    tasks: dict[int, str] = field(default_factory=dict)

    @property
    def graph(self) -> Graph:
        return self.process.graph

    def take(self, entry: tuple[datetime, str | None, list[e.Event]]) -> None:
        at, actor, events = entry
        for event in events:
            self._follow(event)
            tell = _TELLERS.get(type(event))
            told = tell(self, event) if tell is not None else None
            if told is not None:
                kind, name, detail = told
                self.lines.append(
                    StoryLine(kind=kind, name=name, at=at, actor=actor, detail=detail)
                )

    def _follow(self, event: e.Event) -> None:
        match event:
            case e.ElementActivated(key=key, node=node):
                self.open[key] = node
            case e.ElementCompleted(key=key, node=node):
                self.open.pop(key, None)
                self._passed(node)
            case e.ElementPassed(node=node):
                self._passed(node)
            case e.ElementTerminated(key=key):
                self.open.pop(key, None)
            case e.TaskCreated(key=key, name=name, node=node):
                self.tasks[key] = name or name_of(self.graph.nodes[node])

    def _passed(self, index: int) -> None:
        node = self.graph.nodes[index]
        self.done.add(index)
        if node.name:
            self.path.append(node.name)
        if node.kind == "endEvent" and node.parent == ROOT:
            self.ends.append(node.id)


def story(*, organisation: str, case_key: str, language: str = "es") -> CaseStory:
    """Give a case as it went. Three queries. Raises Refused: UNKNOWN_CASE."""
    found = Case.objects.filter(organisation__key=organisation, key=case_key).first()
    if found is None:
        raise Refused("UNKNOWN_CASE", f"Expected the key of a case, came «{case_key}».")
    instances = list(Instance.objects.filter(case=found).order_by("pk"))
    readings = {i.pk: _Reading(definition(i.definition_id)) for i in instances}
    rows = JournalEntry.objects.filter(instance__in=instances).order_by("recorded_at", "instance")
    for pk, at, actor, data in rows.values_list("instance_id", "recorded_at", "actor", "events"):
        readings[pk].take((at, actor, decode_events(bytes(data))))
    read = list(readings.values())
    package = next((r.process.package for r in read if r.process.package), None)
    lines = sorted((line for r in read for line in r.lines), key=lambda line: line.at)
    names = (client_of(decode_state(bytes(i.state)).variables) for i in instances)
    return CaseStory(
        key=found.key,
        client=next(filter(None, names), ""),
        title=(read[0].graph.name or read[0].graph.id) if read else found.key,
        opened_at=found.opened_at,
        status=status_of(instances),
        ends=tuple(end for r in read for end in r.ends),
        phases=_phases(package.phases if package else (), read, language),
        lines=tuple(lines),
        path=tuple((r.graph.name or r.graph.id, tuple(r.path)) for r in read),
    )


def _phases(
    phases: tuple[Phase, ...], read: list[_Reading], language: str
) -> tuple[PhaseView, ...]:
    done: set[str] = set()
    now: set[str] = set()
    for reading in read:
        nodes = reading.graph.nodes
        done |= {nodes[index].name for index in reading.done}
        now |= {nodes[index].name for index in reading.open.values()}
    views = []
    for phase in phases:
        names = {phase.name.es, f"{phase.number}. {phase.name.es}"}
        state = "now" if names & now else "done" if names & done else "next"
        shown = phase.name.in_language(language)
        views.append(PhaseView(number=phase.number, name=shown, state=state))
    return tuple(views)


def name_of(node: Node) -> str:
    """Give an element's name, else its id."""
    return node.name or node.id


_Told = tuple[str, str, str] | None


def _at_node(kind: str) -> Callable[[_Reading, Any], _Told]:
    def tell(reading: _Reading, event: Any) -> _Told:
        return kind, name_of(reading.graph.nodes[event.node]), ""

    return tell


def _assigned(reading: _Reading, event: e.TaskAssigned) -> _Told:
    name = reading.tasks.get(event.key, "")
    if event.assignee is None:
        return "returned", name, event.reason or ""
    return "taken", name, event.assignee


def _task(kind: str) -> Callable[[_Reading, Any], _Told]:
    def tell(reading: _Reading, event: Any) -> _Told:
        return kind, reading.tasks.get(event.key, ""), getattr(event, "asks", None) or ""

    return tell


def _ended(reading: _Reading, event: e.ElementPassed | e.ElementCompleted) -> _Told:
    node = reading.graph.nodes[event.node]
    ends = node.kind == "endEvent" and node.parent in {ROOT, NONE}
    return ("ended", name_of(node), "") if ends else None


_TELLERS: Mapping[type[e.Event], Callable[[_Reading, Any], _Told]] = {
    e.InstanceStarted: lambda reading, _: ("started", name_of(reading.graph.root), ""),
    e.InstanceTerminated: lambda reading, event: ("cancelled", reading.graph.name, event.reason),
    e.InstanceFailed: lambda reading, event: ("failed", reading.graph.name, event.message),
    e.TaskAssigned: _assigned,
    e.TaskCompleted: _task("completed"),
    e.TaskWaiting: _task("waiting"),
    e.TaskResumed: _task("resumed"),
    e.MessageThrown: _at_node("sent"),
    e.MessageReceived: _at_node("received"),
    e.TimerFired: _at_node("timer"),
    e.IncidentRaised: lambda _, event: ("incident", event.element_id, event.message),
    e.ElementPassed: _ended,
    e.ElementCompleted: _ended,
}
