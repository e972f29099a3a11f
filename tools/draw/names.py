"""XML namespaces of what is written, and elements by prefixed name."""

from lxml import etree

from tools.draw.model import Attrs, Ext

NAMESPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "zeebe": "http://camunda.org/schema/zeebe/1.0",
    "modeler": "http://camunda.org/schema/modeler/1.0",
    "cauce": "https://cauce.dev/schema/bpmn/1.0",
    "bioc": "http://bpmn.io/schema/bpmn/biocolor/1.0",
    "color": "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def qualified(name: str) -> str:
    """`bpmn:task` in lxml's notation; a name without prefix is a plain attribute.

    Raises ValueError for a prefix that is not known.
    """
    prefix, colon, local = name.rpartition(":")
    if not colon:
        return name
    if prefix not in NAMESPACES:
        known = ", ".join(NAMESPACES)
        raise ValueError(f"Expected a prefix of {known} but got {prefix!r} in {name!r}.")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def add(parent: etree._Element, tag: str, attrs: Attrs | None = None) -> etree._Element:
    """Append an element; empty attribute values are left out."""
    kept = {qualified(key): value for key, value in (attrs or {}).items() if value != ""}
    return etree.SubElement(parent, qualified(tag), kept)


def add_ext(parent: etree._Element, ext: Ext) -> None:
    """Append an element that is given as data."""
    element = add(parent, ext.tag, ext.attrs)
    if ext.text:
        element.text = ext.text
    for child in ext.children:
        add_ext(element, child)


def add_common(parent: etree._Element, doc: str, exts: tuple[Ext, ...]) -> None:
    """The two children that any BPMN element may begin with."""
    if doc:
        add(parent, "bpmn:documentation").text = doc
    if exts:
        holder = add(parent, "bpmn:extensionElements")
        for ext in exts:
            add_ext(holder, ext)
