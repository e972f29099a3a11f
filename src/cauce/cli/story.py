"""What has happened in a sandbox since one last looked, line by line, for a person to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cauce.engine import events as e
from cauce.engine.graph import NONE, ROOT, Graph, Node
from cauce.testing import Instance, Sandbox
from cauce.testing import Step as SandboxStep


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One thing that happened. `kind`: begin, task, decision, record, message, received, end, …

    `what` names it, `who` did it (a role, a person), `value` is what came of it, `document` the
    document that it is about.
    """

    kind: str
    what: str
    at: datetime
    instance: Instance
    node: Node | None = None
    who: str = ""
    value: Any = None
    document: str | None = None

    @property
    def element(self) -> str:
        """The name of the element that it happened at; empty where it has none."""
        return "" if self.node is None else self.node.name

    @property
    def phase(self) -> str:
        """The outermost sub-process that it happened in; empty for the process itself."""
        return "" if self.node is None else phase_of(self.instance.version.graph, self.node)


def phase_of(graph: Graph, node: Node) -> str:
    """Give the name of the outermost sub-process around a node, or nothing."""
    current = node
    while current.parent not in {NONE, ROOT}:
        current = graph.nodes[current.parent]
    return (current.name or current.id) if current is not node else ""


def concludes(graph: Graph, node: Node) -> bool:
    """Tell whether an end event is one that a whole process ends in.

    Such are its own end events and those of its interrupting event sub-processes.
    """
    if node.kind != "endEvent":
        return False
    starts = (graph.nodes[start] for start in graph.root.event_starts)
    instead = {start.parent for start in starts if start.spec.interrupting}
    return node.parent == ROOT or node.parent in instead


class Story:
    """Reads a sandbox's steps as they come."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._read = 0
        self._open: dict[tuple[int, int], tuple[e.TaskCreated, Node]] = {}

    def news(self) -> Iterator[Line]:
        """Give what has happened since the last call."""
        steps = self._sandbox.steps
        for step in steps[self._read :]:
            for event in step.events:
                if isinstance(event, e.TaskCreated):
                    node = step.version.graph.nodes[event.node]
                    self._open[step.instance.number, event.key] = event, node
                line = self._line(step, event)
                if line is not None:
                    yield line
        self._read = len(steps)

    def _line(self, step: SandboxStep, event: e.Event) -> Line | None:
        if isinstance(event, e.TaskCompleted):
            return self._task(step, event)
        read = _READERS.get(type(event))
        return None if read is None else read(step, event)

    def _task(self, step: SandboxStep, event: e.TaskCompleted) -> Line:
        task, node = self._open.pop((step.instance.number, event.key))
        who = ", ".join(task.roles) or task.assignee or ""
        if event.actor:
            who = f"{who} ({event.actor})" if who else event.actor
        return Line(
            kind="task",
            what=task.name or node.name or node.id,
            at=step.at,
            instance=step.instance,
            node=node,
            who=who,
            document=getattr(node.spec, "document", None),
        )


def _of_node(step: SandboxStep, index: int, kind: str, what: str, value: Any = None) -> Line:
    node = step.version.graph.nodes[index]
    return Line(kind=kind, what=what, at=step.at, instance=step.instance, node=node, value=value)


def _started(step: SandboxStep, _event: e.InstanceStarted) -> Line:
    graph = step.version.graph
    return Line(kind="start", what=graph.name or graph.id, at=step.at, instance=step.instance)


def _decided(step: SandboxStep, event: e.DecisionEvaluated) -> Line:
    return _of_node(step, event.node, "decision", event.decision, event.output)


def _recorded(step: SandboxStep, event: e.HandlerAnswered) -> Line:
    return _of_node(step, event.node, "record", event.job_type)


def _asked(step: SandboxStep, event: e.JobCreated) -> Line:
    return _of_node(step, event.node, "job", event.job_type)


def _thrown(step: SandboxStep, event: e.MessageThrown | e.SignalThrown) -> Line:
    kind = "message" if isinstance(event, e.MessageThrown) else "signal"
    return _of_node(step, event.node, kind, event.name, event.correlation)


def _received(step: SandboxStep, event: e.MessageReceived | e.SignalReceived) -> Line:
    return _of_node(step, event.node, "received", event.name)


def _fired(step: SandboxStep, event: e.TimerFired) -> Line:
    node = step.version.graph.nodes[event.node]
    return _of_node(step, event.node, "timer", node.name or node.id)


def _passed(step: SandboxStep, event: e.ElementPassed | e.ElementCompleted) -> Line | None:
    node = step.version.graph.nodes[event.node]
    if concludes(step.version.graph, node):
        return _of_node(step, event.node, "end", node.name or node.id)
    if node.kind == "startEvent" and node.parent == ROOT:
        return _of_node(step, event.node, "begin", node.name or node.id)
    return None


def _incident(step: SandboxStep, event: e.IncidentRaised) -> Line:
    what = f"{event.code} ({event.element_id}): {event.message}"
    return Line(kind="incident", what=what, at=step.at, instance=step.instance)


_READERS: Mapping[type[e.Event], Callable[[SandboxStep, Any], Line | None]] = {
    e.InstanceStarted: _started,
    e.DecisionEvaluated: _decided,
    e.HandlerAnswered: _recorded,
    e.JobCreated: _asked,
    e.MessageThrown: _thrown,
    e.SignalThrown: _thrown,
    e.MessageReceived: _received,
    e.SignalReceived: _received,
    e.TimerFired: _fired,
    e.ElementPassed: _passed,
    e.ElementCompleted: _passed,
    e.IncidentRaised: _incident,
}
