"""What the nodes of a process are to each other: flows, boundary events, starts of scopes."""

from __future__ import annotations

from collections import defaultdict

from cauce.bpmn.document import Document
from cauce.bpmn.namespaces import bpmn_children, is_bpmn
from cauce.bpmn.reader import BOOLEANS, XmlSource
from cauce.bpmn.skeleton import Skeleton
from cauce.engine.graph import NONE, Flow


class Relations:
    """What nodes are to each other, computed from the skeleton and the flows."""

    def __init__(self, document: Document, skeleton: Skeleton, flows: tuple[Flow, ...]) -> None:
        self._document = document
        self._skeleton = skeleton
        self._flow_index = {flow.id: flow.index for flow in flows}
        self.incoming: defaultdict[int, list[int]] = defaultdict(list)
        self.outgoing: defaultdict[int, list[int]] = defaultdict(list)
        self.boundaries: defaultdict[int, list[int]] = defaultdict(list)
        self.attached = dict(self._attachments())
        for flow in flows:
            self.incoming[flow.target].append(flow.index)
            self.outgoing[flow.source].append(flow.index)
        for event, host in self.attached.items():
            self.boundaries[host].append(event)

    def default(self, source: XmlSource) -> int:
        """Give the flow that a node's `default` names."""
        flow = source.reference("default")
        return NONE if flow is None else self._flow_index.get(flow.id, NONE)

    def starts(self, scope: int) -> tuple[int, ...]:
        """Give a scope's start events, else the nodes that begin without one (BPMN 13.5.1)."""
        children = self._skeleton.children[scope]
        events = tuple(i for i in children if is_bpmn(self._skeleton.elements[i], "startEvent"))
        return events or tuple(i for i in children if self._begins(i))

    def event_starts(self, scope: int) -> tuple[int, ...]:
        """Give the start events of a scope's event sub-processes."""
        return tuple(
            start
            for child in self._skeleton.children[scope]
            if self._is_event_subprocess(child)
            for start in self._skeleton.children[child]
            if is_bpmn(self._skeleton.elements[start], "startEvent")
        )

    def _attachments(self) -> list[tuple[int, int]]:
        found = []
        for index, element in enumerate(self._skeleton.elements):
            if not is_bpmn(element, "boundaryEvent"):
                continue
            value = element.get("attachedToRef") or ""
            host = self._document.resolve(value, element, "attachedToRef")
            if host is not None and host in self._skeleton.index:
                found.append((index, self._skeleton.index[host]))
            elif host is not None and host not in self._skeleton.left_out:
                self._document.findings.error(
                    "WRONG_REFERENCE",
                    f"expected attachedToRef to name an activity of the same process, came {value}"
                    "; correct the id",
                    element,
                )
        return found

    def _begins(self, index: int) -> bool:
        element = self._skeleton.elements[index]
        return not (
            self.incoming[index]
            or is_bpmn(element, "boundaryEvent")
            or bpmn_children(element, "linkEventDefinition")
            or self._is_event_subprocess(index)
        )

    def _is_event_subprocess(self, index: int) -> bool:
        element = self._skeleton.elements[index]
        value = (element.get("triggeredByEvent") or "").strip()
        return is_bpmn(element, "subProcess") and BOOLEANS.get(value, False)
