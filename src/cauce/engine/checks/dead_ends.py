"""Where paths begin and end (BPMN 2.0.2, 10.5.2 and 10.5.3).

In a scope with a start event everything else has to be led to; in one with an end event every
path should lead there.
"""

from __future__ import annotations

from collections.abc import Iterable

from cauce.engine.checks.facts import (
    children,
    is_event_subprocess,
    is_link,
    problem,
    scopes,
    warning,
)
from cauce.engine.graph import ROOT, Graph, Node
from cauce.engine.problems import Problem


def check(graph: Graph) -> Iterable[Problem]:
    """Refuse nodes that nothing leads to beside a start event; warn of open ends."""
    for scope in scopes(graph):
        nodes = children(graph, scope)
        starts = [node for node in nodes if node.kind == "startEvent"]
        ends = [node for node in nodes if node.kind == "endEvent"]
        if not nodes and scope.index == ROOT:
            yield warning(
                "PROCESS_EMPTY", "expected flow nodes, came none; it completes at once", scope
            )
        if starts and not ends and not _goes_on(nodes):
            yield warning(
                "END_MISSING",
                "expected an end event beside the start event, came none; draw where it ends",
                scope,
            )
        if ends and not starts:
            yield warning(
                "START_MISSING",
                "expected a start event beside the end event, came none; draw where it begins",
                scope,
            )
        for node in nodes:
            if starts and not node.incoming and not _begins_by_itself(node):
                yield problem(
                    "NO_INCOMING",
                    "expected a flow into every node of a scope with a start event, came none"
                    "; connect it or remove it",
                    node,
                )
            if ends and not node.outgoing and not _ends_by_itself(node):
                yield warning(
                    "NO_OUTGOING",
                    "expected a flow out of every node of a scope with an end event, came none"
                    "; the path ends here: lead it to an end event",
                    node,
                )


def _goes_on(nodes: list[Node]) -> bool:
    """Tell whether no path ends: a loop for ever needs no end event."""
    return all(node.outgoing or _ends_by_itself(node) for node in nodes)


def _begins_by_itself(node: Node) -> bool:
    return (
        node.kind in ("startEvent", "boundaryEvent")
        or is_event_subprocess(node)
        or (is_link(node) and node.kind == "intermediateCatchEvent")
    )


def _ends_by_itself(node: Node) -> bool:
    return (
        # Starts and boundary events that lead nowhere are refused by a rule of their own.
        node.kind in ("endEvent", "startEvent", "boundaryEvent")
        or is_event_subprocess(node)
        or (is_link(node) and node.kind == "intermediateThrowEvent")
    )
