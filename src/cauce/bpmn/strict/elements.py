"""Refuses what does not belong on an executed element."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from cauce.bpmn.document import Document
from cauce.bpmn.grammar import ATTRIBUTES, CHILDREN, FLOW_NODES, ONCE
from cauce.bpmn.namespaces import bpmn_children, local
from cauce.bpmn.strict.extensions import check_extensions

GRAPH = frozenset({*FLOW_NODES, "sequenceFlow"})
"""What stands inside a process or sub-process and is checked on its own."""


def check_element(document: Document, element: _Element) -> None:
    """Report what does not belong on an executed element, its definitions and its loops."""
    for part in own_parts(element):
        _check_attributes(document, part)
        _check_children(document, part)
        check_extensions(document, part, element)


def own_parts(element: _Element) -> Iterator[_Element]:
    """Give an element and all inside it that belongs to it: no nodes or flows of its own."""
    yield element
    for child in bpmn_children(element):
        if local(child) not in GRAPH:
            yield from own_parts(child)


def _check_attributes(document: Document, element: _Element) -> None:
    known = ATTRIBUTES.get(local(element))
    for key in element.attrib if known is not None else ():
        if not str(key).startswith("{") and str(key) not in (known or ()):
            document.findings.error(
                "UNKNOWN_ATTRIBUTE",
                f"expected attributes of {local(element)} as BPMN has them "
                f"({', '.join(known or ())}), came {key!s}; correct or remove it",
                element,
            )


def _check_children(document: Document, element: _Element) -> None:
    known = CHILDREN.get(local(element))
    for child in bpmn_children(element) if known is not None else ():
        if local(child) not in (known or ()):
            document.findings.error(
                "STRAY_ELEMENT",
                f"expected in {local(element)} what BPMN lets stand there, came {local(child)}"
                "; remove it or move it where it belongs",
                child,
            )
    for names in ONCE.get(local(element), ()):
        found = bpmn_children(element, *names)
        if len(found) > 1:
            document.findings.error(
                "ELEMENT_TWICE",
                f"expected in {local(element)} at most one {' or '.join(names)}, came "
                f"{len(found)}: only the first would be read; remove the others",
                found[1],
            )
