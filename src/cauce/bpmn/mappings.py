"""What goes into an element and comes out of it: mappings, properties, declared data."""

from __future__ import annotations

from lxml.etree import _Element

from cauce.bpmn.document import Document
from cauce.bpmn.namespaces import bpmn_children, is_bpmn
from cauce.bpmn.reader import XmlSource
from cauce.engine.graph import Association, Mapping

PLACEHOLDER = "__targetRef_placeholder"
"""The property that bpmn-js gives an activity so that a data arrow has something to point at."""


def mappings(source: XmlSource, tag: str) -> tuple[Mapping, ...]:
    """Read the `zeebe:input` or `zeebe:output` elements of a source's `zeebe:ioMapping`."""
    holder = source.extension("ioMapping")
    found = []
    for item in holder.children(tag) if holder is not None else ():
        target = item.attribute("target") or ""
        path = tuple(part.strip() for part in target.split("."))
        if not all(path) or target.startswith("="):
            source.problem(
                "MAPPING_TARGET",
                f"expected a variable's name (or name.name) as target of a zeebe:{tag}, "
                f"came {target or 'nothing'}; name the variable",
            )
            continue
        text = item.attribute("source")
        if text is None:
            source.problem(
                "MAPPING_SOURCE",
                f"expected a text or an =expression as source of {target}, came nothing"
                "; write =null for no value",
            )
            continue
        found.append(
            Mapping(source=source.dynamic(text, f"zeebe:{tag} source of {target}"), target=path)
        )
    return tuple(found)


def properties(source: XmlSource) -> dict[str, str]:
    """Read the `zeebe:properties`."""
    holder = source.extension("properties")
    items = holder.children("property") if holder is not None else ()
    return {item.attribute("name") or "": item.attributes.get("value", "") for item in items}


def declared(document: Document, container: _Element) -> tuple[str, ...]:
    """Name the variables that the data objects and properties of a scope or activity stand for."""
    names = [
        variable_of(document, child)
        for child in bpmn_children(container, "dataObject", "property")
        if child.get("name") != PLACEHOLDER
    ]
    return tuple(dict.fromkeys(names))


def variable_of(document: Document, item: _Element) -> str:
    """Give the variable of a data object or property: its name, else its references', else its id.

    Drawing tools put the name of a data object on the reference that is drawn.
    """
    if not (item.get("name") or "").strip() and is_bpmn(item, "dataObject"):
        names = document.shown_as.get(document.id_of(item), frozenset())
        if len(names) == 1 and "" not in names:
            return next(iter(names))
    return document.name_of(item)


def associations(document: Document, node: _Element, tag: str) -> tuple[Association, ...]:
    """Read the data associations of a node: copies from a variable into a variable."""
    found = []
    for element in bpmn_children(node, tag):
        for part in bpmn_children(element, "transformation", "assignment"):
            document.findings.error(
                "DATA_TRANSFORMATION",
                f"expected a plain data association, came one with {part.tag.rpartition('}')[2]}"
                "; use a zeebe:ioMapping with an expression",
                part,
            )
        sources = bpmn_children(element, "sourceRef")
        targets = bpmn_children(element, "targetRef")
        if len(sources) > 1:
            document.findings.error(
                "DATA_TRANSFORMATION",
                f"expected one source of a data association, came {len(sources)}"
                "; use a zeebe:ioMapping with an expression",
                element,
            )
        elif sources and targets:
            source, target = _end(document, sources[0]), _end(document, targets[0])
            if source and target:
                found.append(Association(source=source, target=target))
    return tuple(found)


def _end(document: Document, reference: _Element) -> str | None:
    item = document.resolve(reference.text or "", reference, reference.tag.rpartition("}")[2])
    if item is not None and is_bpmn(item, "dataObjectReference"):
        target = item.get("dataObjectRef")
        if target is None:
            document.findings.error(
                "MISSING_REFERENCE",
                "expected dataObjectRef to name a data object, came nothing; add it",
                item,
            )
            return None
        item = document.resolve(target, item, "dataObjectRef")
    if item is None or item.get("name") == PLACEHOLDER:
        return None
    if is_bpmn(item, "dataObject", "property", "dataInput", "dataOutput"):
        return variable_of(document, item)
    if is_bpmn(item, "dataStoreReference", "dataStore"):
        document.findings.warn(
            "DATA_STORE",
            "expected a data object or property, came a data store, which nothing is read from "
            "or written to; use a service task's job or handler",
            reference,
        )
    else:
        document.findings.error(
            "WRONG_REFERENCE",
            f"expected a data object, property, data input or data output, "
            f"came {document.id_of(item)}; correct the id",
            reference,
        )
    return None
