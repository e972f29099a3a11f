"""What may start a process, and which start event a message starts (BPMN 10.5.2 and 13.5.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cauce.engine.checks.facts import problem, trigger, warning
from cauce.engine.graph import Graph, Node
from cauce.engine.problems import Problem


def check(graph: Graph) -> Iterable[Problem]:
    """Refuse starts that nothing would ever start; warn of those that share a message."""
    for node in (graph.nodes[index] for index in graph.root.starts):
        if trigger(node) == "conditional":
            # Its condition may not ask of the instance's data, as there is no instance yet; what
            # else it may ask of, the standard leaves open (10.5.2), and the engine sees nothing.
            yield problem(
                "CONDITIONAL_START",
                "expected a process to start without trigger or by a message, timer or signal, "
                "came a condition, which has no data to be watched in; let a message start it, "
                "with cauce:condition over what the message brings",
                node,
            )
    yield from _shared(graph)


def _shared(graph: Graph) -> Iterable[Problem]:
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
