"""How a process may start (BPMN 2.0.2, 10.5.2, Table 10.84)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cauce.engine.checks.facts import problem, trigger, warning
from cauce.engine.graph import Graph, Node
from cauce.engine.problems import Problem

TRIGGERS = ("none", "message", "timer", "signal", "conditional")


def check(graph: Graph) -> Iterable[Problem]:
    """Refuse triggers that cannot start a process. Of several none starts one is named to start."""
    starts = [graph.nodes[i] for i in graph.root.starts if graph.nodes[i].kind == "startEvent"]
    for node in starts:
        if trigger(node) not in TRIGGERS:
            yield problem(
                "PROCESS_START_TRIGGER",
                f"expected a process to start by one of {', '.join(TRIGGERS)}, came "
                f"{trigger(node)}; move the start event into an event sub-process",
                node,
            )
    yield from _same_messages(starts)


def _same_messages(starts: list[Node]) -> Iterable[Problem]:
    by_name: defaultdict[str, list[Node]] = defaultdict(list)
    for node in starts:
        message = node.spec.definition
        if trigger(node) == "message" and message is not None and message.condition is None:
            by_name[message.name].append(node)
    for name, found in by_name.items():
        for node in found[1:]:
            yield warning(
                "MESSAGE_START_TWICE",
                f"expected one start event without cauce:condition for the message «{name}», "
                f"came {len(found)}: only {found[0].id} starts; give each a condition",
                node,
            )
