"""Everything in a package that a statement can be carried by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cauce.packages.elements import DrawnElement, decisions_of, elements_of
from cauce.packages.trace.model import Target

if TYPE_CHECKING:
    from cauce.packages.errors import PackageProblem
    from cauce.packages.model import Package, PackageFile


def drawn_elements(package: Package) -> tuple[DrawnElement, ...]:
    """The elements of all diagrams of a package (which has loaded, so they are XML)."""
    return tuple(elements_of(package.files.bpmn, []))


def targets_of(package: Package, found: list[PackageProblem]) -> frozenset[Target]:
    """All targets that exist; decision files that are not XML are noted."""
    return frozenset(Target(kind=kind, name=name) for kind, name in _all(package, found))


def _all(package: Package, found: list[PackageProblem]) -> Iterator[tuple[str, str]]:
    yield from (("element", element.id) for element in drawn_elements(package))
    for names, rules in decisions_of(package.files.dmn, found):
        for name in names:
            yield "decision", name
            yield from (("rule", f"{name}/{rule}") for rule in rules)
    for file in package.files.forms:
        yield "form", file.stem
        yield from (("field", f"{file.stem}/{key}") for key in _keys(file))
    yield from (("text", key) for key in package.texts)
    yield from (("setting", key) for key in package.settings)
    yield from (("document", key) for key in package.documents)
    yield from (("role", name) for name in package.roles)
    yield from (("phase", str(phase.number)) for phase in package.phases)
    yield from (("handler", name) for name in package.handlers)
    yield from (("calendar", name) for name in package.calendars)


def _keys(form: PackageFile) -> Iterator[str]:
    """The keys, paths and ids of a form's components, those inside others too."""
    left: list[object] = [json.loads(form.source)]
    while left:
        component = left.pop()
        if not isinstance(component, dict):
            continue
        if "type" in component and component["type"] != "default":
            names = (component.get(name) for name in ("key", "path", "id"))
            yield from (name for name in names if isinstance(name, str) and name)
        inner = component.get("components", [])
        left.extend(inner if isinstance(inner, list) else [])
