"""Service task: work by a handler or a job (BPMN 2.0.2, 10.3.3 and 13.3.3).

| event | then |
|---|---|
| it is entered | the work of its type is asked for (see `work.py`) |
| the work is done | its result is taken over; the task completes |
"""

from __future__ import annotations

from cauce.engine.elements.activity import enter, leave_activation
from cauce.engine.elements.tasks.work import WorkSpec, parse_work, request
from cauce.engine.graph import Element, Node
from cauce.engine.run import Run
from cauce.engine.source import Source


def parse(source: Source) -> WorkSpec | None:
    """Read the task definition; a service task without one does nothing and is refused."""
    work = parse_work(source)
    if work is None and source.extension("taskDefinition") is None:
        source.problem(
            "IMPLEMENTATION_MISSING",
            f"The {source.tag} has no implementation: give it zeebe:taskDefinition with a type.",
        )
    return work


def activate(run: Run, key: int, node: Node) -> None:
    """Ask for the work."""
    request(run, key, node, node.spec)


ELEMENT = Element(
    kind="serviceTask",
    enter=enter,
    activate=activate,
    complete=leave_activation,
    parse=parse,
    is_activity=True,
)
