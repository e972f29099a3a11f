"""Lanes: who the nodes of a process are drawn for (BPMN 2.0.2, 10.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from cauce.bpmn.document import Document
from cauce.bpmn.grammar import FLOW_NODES
from cauce.bpmn.namespaces import bpmn_children, is_bpmn


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A lane: its name (its id, where it has none) is the role of the tasks inside."""

    id: str
    name: str
    nodes: tuple[str, ...]


def lanes_in(document: Document, process: _Element) -> tuple[Lane, ...]:
    """Give the lanes of a process, outer before inner, those of its sub-processes too."""
    return tuple(
        Lane(
            id=document.id_of(lane),
            name=document.name_of(lane),
            nodes=tuple((ref.text or "").strip() for ref in bpmn_children(lane, "flowNodeRef")),
        )
        for lane in process.iter()
        if is_bpmn(lane, "lane")
    )


def lane_names(document: Document, container: _Element) -> dict[_Element, str]:
    """Give the innermost lane's name of each node of a process or sub-process.

    Several lane sets are several ways to partition the same nodes: the first one counts.
    """
    names: dict[_Element, str] = {}
    for lane_set in bpmn_children(container, "laneSet")[:1]:
        for lane in _lanes(lane_set):
            _assign(document, container, lane, names)
    return names


def _lanes(lane_set: _Element) -> Iterator[_Element]:
    for lane in bpmn_children(lane_set, "lane"):
        yield lane
        for inner in bpmn_children(lane, "childLaneSet"):
            yield from _lanes(inner)


def _assign(
    document: Document, container: _Element, lane: _Element, names: dict[_Element, str]
) -> None:
    outer = {document.name_of(holder) for holder in lane.iterancestors() if is_bpmn(holder, "lane")}
    for reference in bpmn_children(lane, "flowNodeRef"):
        node = document.resolve(reference.text or "", reference, "flowNodeRef")
        if node is None:
            continue
        if container not in node.iterancestors() or not is_bpmn(node, *FLOW_NODES):
            document.findings.error(
                "LANE_FOREIGN_NODE",
                f"expected flow nodes of the lane's own process, came {document.id_of(node)}"
                "; move the node or remove the flowNodeRef",
                lane,
            )
            continue
        if node in names and names[node] not in outer:
            document.findings.warn(
                "LANE_TWICE",
                f"expected each node in one lane, came {document.id_of(node)} in «{names[node]}» "
                f"and in «{document.name_of(lane)}»; the first counts: remove the other",
                lane,
            )
            continue
        names[node] = document.name_of(lane)
