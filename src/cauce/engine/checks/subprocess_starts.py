"""How sub-processes and event sub-processes start (BPMN 2.0.2, 10.3.5 and 10.5.2)."""

from __future__ import annotations

from collections.abc import Iterable

from cauce.engine.checks.facts import children, is_event_subprocess, problem, scopes, trigger
from cauce.engine.graph import ROOT, Graph, Node
from cauce.engine.problems import Problem


def check(graph: Graph) -> Iterable[Problem]:
    """Refuse triggers in embedded sub-processes, and event sub-processes without just one."""
    for scope in scopes(graph):
        if scope.index == ROOT:
            continue
        starts = [node for node in children(graph, scope) if node.kind == "startEvent"]
        if is_event_subprocess(scope):
            yield from _event_subprocess(scope, starts)
        else:
            yield from _embedded(scope, starts)


def _embedded(scope: Node, starts: list[Node]) -> Iterable[Problem]:
    for node in starts:
        # What cannot start anything but an event sub-process is refused by the event itself.
        if trigger(node) != "none" and "start" in node.spec.trigger.positions:
            yield problem(
                "SUBPROCESS_START_TRIGGER",
                f"expected a sub-process to start without trigger, came {trigger(node)}"
                "; remove the trigger, or mark the sub-process triggeredByEvent",
                node,
            )
    for node in starts[1:]:
        yield problem(
            "SUBPROCESS_STARTS",
            f"expected at most one start event in the sub-process {scope.id}, "
            f"came {len(starts)}; merge them",
            node,
        )


def _event_subprocess(scope: Node, starts: list[Node]) -> Iterable[Problem]:
    if len(starts) != 1:
        yield problem(
            "EVENT_SUBPROCESS_START",
            f"expected just one start event in an event sub-process, came {len(starts)}"
            "; draw one event sub-process for each",
            scope,
        )
    for node in starts:
        if trigger(node) == "error" and not node.spec.interrupting:
            yield problem(
                "ERROR_START_INTERRUPTING",
                "expected an error start event to interrupt, came isInterrupting=false"
                "; remove the attribute or use an escalation",
                node,
            )
    if scope.incoming or scope.outgoing:
        yield problem(
            "EVENT_SUBPROCESS_FLOW",
            "expected no flow into or out of an event sub-process, came "
            f"{len(scope.incoming) + len(scope.outgoing)}; its start event alone begins it",
            scope,
        )
    if scope.boundaries or scope.loop is not None:
        yield problem(
            "EVENT_SUBPROCESS_EXTRAS",
            "expected neither boundary events nor a loop on an event sub-process; "
            "put a sub-process with them inside it",
            scope,
        )
