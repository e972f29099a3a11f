"""The rules, and running them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from cauce.engine.checks import (
    borders,
    boundary_hosts,
    catchers,
    conditions,
    dead_ends,
    event_flows,
    event_gateways,
    links,
    mappings,
    process_starts,
    reachable,
    subprocess_starts,
)
from cauce.engine.graph import Graph
from cauce.engine.problems import Problem

Rule = Callable[[Graph], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    borders.check,
    event_flows.check,
    links.check,
    process_starts.check,
    subprocess_starts.check,
    boundary_hosts.check,
    dead_ends.check,
    conditions.check,
    event_gateways.check,
    mappings.check,
    catchers.check,
    reachable.check,
)


def check_graph(
    graph: Graph, file: str | None = None, *, broken: Collection[str] = ()
) -> list[Problem]:
    """Give what breaks a rule in a process: first across elements, then each element's own check.

    `file` is the name that problems carry. Nodes in `broken` (ids) have findings already:
    their elements are not asked again.
    """
    found = [problem for rule in RULES for problem in rule(graph)]
    for node in graph.nodes:
        if node.id not in broken:
            found += node.element.check(graph, node)
    return [problem if problem.file else replace(problem, file=file) for problem in found]
