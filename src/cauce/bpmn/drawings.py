"""Processes that are not executable: only what makes the drawing itself wrong is told."""

from __future__ import annotations

from lxml.etree import _Element

from cauce.bpmn.document import Document
from cauce.bpmn.namespaces import is_bpmn

ENDS = ("sourceRef", "targetRef")


def check_drawing(document: Document, process: _Element) -> None:
    """Warn of sequence flows with an end that does not exist."""
    for flow in process.iter():
        if not is_bpmn(flow, "sequenceFlow"):
            continue
        for name in ENDS:
            value = (flow.get(name) or "").strip()
            if value.rpartition(":")[2] not in document.by_id:
                document.findings.warn(
                    "DRAWING_FLOW_END",
                    f"expected {name} to name a flow node, came {value or 'nothing'}"
                    "; correct the drawing",
                    flow,
                )
