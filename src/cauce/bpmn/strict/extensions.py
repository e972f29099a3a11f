"""Refuses `zeebe:` and `cauce:` extensions that do nothing where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import QName, _Element

from cauce.bpmn.document import Document
from cauce.bpmn.extensions import (
    CAUCE_BOOLEANS,
    CAUCE_ELEMENTS,
    CAUCE_SETTINGS,
    ZEEBE_ATTRIBUTES,
    ZEEBE_CHILDREN,
    ZEEBE_ELEMENTS,
    ZEEBE_TEMPLATES,
)
from cauce.bpmn.namespaces import OTHER_ENGINES, ZEEBE, bpmn_children, local, namespace
from cauce.bpmn.reader import is_event_definition


def check_extensions(document: Document, part: _Element, element: _Element) -> None:
    """Report the extensions of an element, or of a part of it, that nothing acts on."""
    for name, extension in _extensions(part):
        _check_extension(document, part, name, extension)
    bearer = element if is_event_definition(part) else part
    for key, value in part.attrib.items():
        if str(key).startswith("{"):
            _check_attribute(document, bearer, QName(str(key)), str(value).strip())


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
        else:
            _check_zeebe(document, found)
    elif uri in OTHER_ENGINES:
        _warn_of_other_engine(document, element, name, OTHER_ENGINES[uri])


def _check_attribute(document: Document, element: _Element, name: QName, value: str) -> None:
    if name.namespace in document.cauce_namespaces:
        tags = CAUCE_SETTINGS.get(name.localname)
        if tags is None or local(element) not in tags:
            _refuse(document, element, f"cauce:{name.localname}", tags, "UNKNOWN_SETTING")
        elif name.localname in CAUCE_BOOLEANS and value not in ("true", "false"):
            document.findings.error(
                "INVALID_VALUE",
                f"expected cauce:{name.localname} to be true or false, came {value}",
                element,
            )
    elif name.namespace == ZEEBE and name.localname not in ZEEBE_TEMPLATES:
        _refuse(document, element, f"zeebe:{name.localname}", None, "UNSUPPORTED_EXTENSION")
    elif name.namespace in OTHER_ENGINES:
        _warn_of_other_engine(document, element, name.localname, OTHER_ENGINES[name.namespace])


def _check_zeebe(document: Document, found: _Element) -> None:
    tag = local(found)
    for key, value in found.attrib.items():
        if not str(key).startswith("{") and str(key) not in ZEEBE_ATTRIBUTES[tag]:
            document.findings.error(
                "UNKNOWN_ATTRIBUTE",
                f"expected attributes of zeebe:{tag} ({', '.join(ZEEBE_ATTRIBUTES[tag])}), "
                f"came {key!s}; correct or remove it",
                found,
            )
        if key == "bindingType" and value != "latest":
            document.findings.warn(
                "BINDING_IGNORED",
                f"expected bindingType latest, came {value!s}, which is not looked at: decisions "
                "and forms are the latest, called processes those of the deployment, else the "
                "latest; remove the attribute",
                found,
            )
    for child in found:
        if namespace(child) == ZEEBE and local(child) in ZEEBE_CHILDREN.get(tag, ()):
            _check_zeebe(document, child)
        elif namespace(child) == ZEEBE:
            document.findings.error(
                "STRAY_ELEMENT",
                f"expected in zeebe:{tag} what belongs there "
                f"({', '.join(ZEEBE_CHILDREN.get(tag, ())) or 'nothing'}), came {local(child)}"
                "; remove it or move it where it belongs",
                child,
            )


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
