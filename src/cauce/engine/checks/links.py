"""A link is a flow in two halves within one scope (BPMN 2.0.2, 10.5.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cauce.engine.checks.facts import children, is_link, problem, scopes, warning
from cauce.engine.graph import Graph, Node
from cauce.engine.problems import Problem


def check(graph: Graph) -> Iterable[Problem]:
    """Refuse throws without their one catch, catches of the same name, and flows on the inside."""
    for scope in scopes(graph):
        links = [node for node in children(graph, scope) if is_link(node)]
        throws = [node for node in links if node.kind == "intermediateThrowEvent"]
        catches: defaultdict[str, list[Node]] = defaultdict(list)
        for node in links:
            if node.kind == "intermediateCatchEvent":
                catches[node.spec.definition].append(node)
        yield from _pairs(throws, catches)
        for node in links:
            yield from _flows(node)


def _pairs(throws: list[Node], catches: dict[str, list[Node]]) -> Iterable[Problem]:
    thrown = {node.spec.definition for node in throws}
    for node in throws:
        if node.spec.definition not in catches:
            yield problem(
                "LINK_CATCH_MISSING",
                f"expected a link catch event named «{node.spec.definition}» in the same scope, "
                "came none; draw it or correct the name",
                node,
            )
    for name, found in catches.items():
        for node in found[1:]:
            yield problem(
                "LINK_CATCH_TWICE",
                f"expected one link catch event named «{name}» in a scope, came {len(found)}"
                "; rename or merge them",
                node,
            )
        if name not in thrown:
            yield warning(
                "LINK_UNUSED",
                f"expected a link throw event named «{name}» in the same scope, came none"
                "; nothing leads here",
                found[0],
            )


def _flows(node: Node) -> Iterable[Problem]:
    if node.kind == "intermediateThrowEvent" and node.outgoing:
        yield problem(
            "LINK_THROW_OUTGOING",
            "expected no flow out of a link throw event, came one; it goes on at its catch event",
            node,
        )
    if node.kind == "intermediateCatchEvent" and node.incoming:
        yield problem(
            "LINK_CATCH_INCOMING",
            "expected no flow into a link catch event, came one; it goes on from its throw events",
            node,
        )
