"""Which start event of a process a message starts (BPMN 2.0.2, 10.5.2 and 13.5.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cauce.engine.checks.facts import trigger, warning
from cauce.engine.graph import Graph, Node
from cauce.engine.problems import Problem


def check(graph: Graph) -> Iterable[Problem]:
    """Warn of start events that the same message would start: the first one takes it."""
    by_name: defaultdict[str, list[Node]] = defaultdict(list)
    for node in (graph.nodes[index] for index in graph.root.starts):
        if trigger(node) == "message":
            message = node.spec.definition
            if message is not None and message.condition is None:
                by_name[message.name].append(node)
    for name, found in by_name.items():
        for node in found[1:]:
            yield warning(
                "MESSAGE_START_TWICE",
                f"expected one start event without cauce:condition for the message «{name}», "
                f"came {len(found)}: only {found[0].id} starts; give each a condition",
                node,
            )
