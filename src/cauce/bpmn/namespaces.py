"""The XML namespaces of definitions."""

from __future__ import annotations

from functools import lru_cache

from lxml.etree import QName, _Element

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
CAUCE = "https://cauce.dev/schema/bpmn/1.0"
CAUCE_PREFIX = "cauce"
QUALIFIER = f"{{{BPMN}}}"
"""What the tag of a BPMN element begins with."""
OTHER_ENGINES = {
    "http://camunda.org/schema/1.0/bpmn": "Camunda 7",
    "http://activiti.org/bpmn": "Activiti",
    "http://flowable.org/bpmn": "Flowable",
}
"""Namespaces of engines whose extensions would change the execution there, and do nothing here."""


def is_bpmn(element: _Element, *tags: str) -> bool:
    """Tell whether it is a BPMN element, with one of the local names if any are given."""
    name = element.tag
    if not isinstance(name, str) or not name.startswith(QUALIFIER):
        return False
    return not tags or name[len(QUALIFIER) :] in tags


def local(element: _Element) -> str:
    """Give the name without namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: _Element) -> str | None:
    """Give the namespace of an element; None for comments and the like."""
    return QName(element).namespace if isinstance(element.tag, str) else None


def is_executed(element: _Element) -> bool:
    """Tell whether it stands in an executable process, or in none."""
    for above in (element, *element.iterancestors()):
        if is_bpmn(above, "process"):
            return (above.get("isExecutable") or "").strip() in ("true", "1")
    return True


def line_of(element: _Element) -> int | None:
    """Give the line of the file that an element starts on."""
    line = element.sourceline
    return line if isinstance(line, int) else None


def bpmn_children(element: _Element, *tags: str) -> list[_Element]:
    """Give the BPMN children, with one of the local names if any are given, in order."""
    if not len(element):
        return []
    return list(element.iterchildren(*_qualified(tags)))


@lru_cache(maxsize=256)
def _qualified(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(QUALIFIER + tag for tag in tags or ("*",))
