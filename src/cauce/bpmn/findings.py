"""Collects what is wrong with one file, at the place where its author will look for it."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element

from cauce.bpmn.namespaces import is_bpmn, line_of
from cauce.engine.problems import Problem

HOLDERS = (
    "definitions",
    "process",
    "subProcess",
    "adHocSubProcess",
    "transaction",
    "collaboration",
    "choreography",
    "laneSet",
    "childLaneSet",
)
"""What contains the elements that people see and name."""

PARTS = ("documentation", "extensionElements", "ioSpecification")
"""What belongs to its holder rather than being seen inside it."""


def place(element: _Element) -> _Element:
    """Give the element a person sees: an event rather than its timer definition's expression."""
    parent = element.getparent()
    while parent is not None and (not is_bpmn(parent, *HOLDERS) or is_bpmn(element, *PARTS)):
        element, parent = parent, parent.getparent()
    return element


class Findings:
    """The problems of one file, in the order found."""

    def __init__(self, file: str | None, ids: Mapping[_Element, str]) -> None:
        self.file = file
        self._ids = ids
        self.problems: list[Problem] = []

    def error(self, code: str, message: str, element: _Element | None = None) -> None:
        """Report what keeps the file from being deployed."""
        self._add(code, message, element, "error")

    def warn(self, code: str, message: str, element: _Element | None = None) -> None:
        """Report what lets the file through."""
        self._add(code, message, element, "warning")

    def _add(self, code: str, message: str, element: _Element | None, severity: str) -> None:
        self.problems.append(
            Problem(
                code=code,
                message=message,
                element_id=None if element is None else self._ids.get(place(element)),
                line=None if element is None else line_of(element),
                file=self.file,
                severity=severity,
            )
        )
