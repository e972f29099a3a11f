"""Refuses what an executed element carries and the engine would not act on."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import QName, _Element

from cauce.bpmn.document import Document
from cauce.bpmn.extensions import CAUCE_ELEMENTS, CAUCE_SETTINGS, ZEEBE_ELEMENTS
from cauce.bpmn.grammar import ATTRIBUTES, CHILDREN
from cauce.bpmn.namespaces import (
    OTHER_ENGINES,
    ZEEBE,
    bpmn_children,
    is_bpmn,
    local,
    namespace,
)
from cauce.bpmn.reader import is_event_definition


def check_element(document: Document, element: _Element) -> None:
    """Report what does not belong on an executed element, its definitions and its loops."""
    for part in _parts(element):
        _check_attributes(document, part)
        _check_children(document, part)
        for name, extension in _extensions(part):
            _check_extension(document, part, name, extension)
        for key in part.attrib:
            _check_foreign_attribute(document, element, str(key))


def _parts(element: _Element) -> Iterator[_Element]:
    yield element
    for child in bpmn_children(element):
        if is_event_definition(child) or local(child).endswith("LoopCharacteristics"):
            yield child


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


def _extensions(element: _Element) -> Iterator[tuple[str, _Element]]:
    for holder in bpmn_children(element, "extensionElements"):
        for child in holder:
            if namespace(child) is not None:
                yield local(child), child


def _check_extension(document: Document, element: _Element, name: str, found: _Element) -> None:
    uri = namespace(found)
    if uri in document.cauce_namespaces:
        known = CAUCE_ELEMENTS | CAUCE_SETTINGS
        if local(element) not in known.get(name, ()):
            _refuse(document, element, f"cauce:{name}", known.get(name), "UNKNOWN_SETTING")
    elif uri == ZEEBE:
        tags = ZEEBE_ELEMENTS.get(name)
        if tags is None or (tags and local(element) not in tags):
            _refuse(document, element, f"zeebe:{name}", tags, "UNSUPPORTED_EXTENSION")
    elif uri in OTHER_ENGINES:
        _warn_of_other_engine(document, element, name, OTHER_ENGINES[uri])


def _check_foreign_attribute(document: Document, element: _Element, key: str) -> None:
    name = QName(key)
    if name.namespace in document.cauce_namespaces:
        tags = CAUCE_SETTINGS.get(name.localname)
        if tags is None or local(element) not in tags:
            _refuse(document, element, f"cauce:{name.localname}", tags, "UNKNOWN_SETTING")
    elif name.namespace in OTHER_ENGINES:
        _warn_of_other_engine(document, element, name.localname, OTHER_ENGINES[name.namespace])


def _refuse(
    document: Document, element: _Element, name: str, tags: tuple[str, ...] | None, code: str
) -> None:
    where = f"{name} works on {', '.join(tags)}" if tags else f"{name} is not known"
    document.findings.error(
        code,
        f"expected extensions that a {local(element)} acts on, came {name}: {where}"
        "; remove or correct it",
        element,
    )


def _warn_of_other_engine(document: Document, element: _Element, name: str, engine: str) -> None:
    document.findings.warn(
        "FOREIGN_EXTENSION",
        f"expected zeebe: or cauce: extensions, came {name} of {engine}, which does nothing here"
        "; use the zeebe: vocabulary",
        element,
    )


def check_definitions(document: Document) -> None:
    """Report what the file as a whole asks for and does not get."""
    root = document.root
    for part in bpmn_children(root, "import"):
        document.findings.error(
            "EXTERNAL_REFERENCE",
            f"expected a file that stands alone, came an import of "
            f"{part.get('location') or part.get('namespace') or 'another file'}"
            "; move what it needs into this file and remove the import",
            part,
        )
    for part in bpmn_children(root, "extension"):
        if (part.get("mustUnderstand") or "").strip() in ("true", "1"):
            document.findings.error(
                "EXTENSION_NOT_UNDERSTOOD",
                f"expected no extension that must be understood, came {part.get('definition')}"
                "; remove it",
                part,
            )
    for part in root.iter():
        if is_bpmn(part, "correlationSubscription", "correlationKey"):
            document.findings.error(
                "CORRELATION_UNSUPPORTED",
                f"expected correlation by zeebe:subscription correlationKey on the message, "
                f"came {local(part)}; put the key's expression there and remove this",
                part,
            )
    _check_languages(document)


def _check_languages(document: Document) -> None:
    for element in document.root.iter():
        if not is_bpmn(element):
            continue
        attribute = "expressionLanguage" if element is document.root else "language"
        language = (element.get(attribute) or "").strip()
        if language and "feel" not in language.lower():
            document.findings.warn(
                "EXPRESSION_LANGUAGE",
                f"expected FEEL, came {attribute} {language}; the text is read as FEEL: "
                "remove the attribute or name FEEL",
                element,
            )
