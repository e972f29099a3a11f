"""Refuses extensions that may stand on an element and that its parser did not ask for.

What a parser asks for is what the engine acts on. The rest would be passed over: a second
`zeebe:ioMapping`, a task definition beside a called decision, a correlation key on a timer.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import QName, _Element

from cauce.bpmn.document import Document
from cauce.bpmn.namespaces import ZEEBE, bpmn_children, local, namespace
from cauce.bpmn.reader import is_event_definition

CARRIED = {
    "properties": (),
    "userTask": ("userTask",),
    "versionTag": ("process",),
    "formDefinition": ("startEvent",),
}
"""Extensions that need no reader, by the tags they stand on: carried along, or said twice."""

BINDING = ("bindingType", "versionTag")
"""Attributes that a warning of their own is about."""


def check_unread(document: Document, element: _Element) -> None:
    """Report the extensions of an element and its parts that nothing has read.

    To be called when the element has been parsed, and only where it has no other error: what
    could not be parsed was not asked for everything.
    """
    for part in _parsed(element):
        for name in _unread(document, part):
            document.findings.error(
                "EXTENSION_UNREAD",
                f"expected extensions that this {local(element)} acts on, came {name}, which does "
                "nothing here: it stands twice, another one takes its place, or it belongs to "
                "another kind of event or task; remove it",
                element,
            )


def _parsed(element: _Element) -> Iterator[_Element]:
    """Give the parts that parsers read extensions of; on others none may stand."""
    yield element
    for child in bpmn_children(element):
        if is_event_definition(child) or local(child).endswith("LoopCharacteristics"):
            yield child


def _unread(document: Document, part: _Element) -> Iterator[str]:
    for key in part.attrib:
        uri = QName(str(key)).namespace if str(key).startswith("{") else None
        if uri in document.cauce_namespaces and (part, str(key)) not in document.read:
            yield f"cauce:{QName(str(key)).localname}"
    for holder in bpmn_children(part, "extensionElements"):
        for extension in holder:
            uri = namespace(extension)
            if uri == ZEEBE or uri in document.cauce_namespaces:
                yield from _unread_extension(document, part, extension)


def _is_carried(part: _Element, tag: str) -> bool:
    return tag in CARRIED and (not CARRIED[tag] or local(part) in CARRIED[tag])


def _unread_extension(document: Document, part: _Element, extension: _Element) -> Iterator[str]:
    tag = local(extension)
    prefix = "zeebe" if namespace(extension) == ZEEBE else "cauce"
    if (extension, "") not in document.read:
        if not _is_carried(part, tag):
            yield f"{prefix}:{tag}"
        return
    for key in extension.attrib:
        if str(key) not in BINDING and (extension, str(key)) not in document.read:
            yield f"{key!s} of {prefix}:{tag}"
