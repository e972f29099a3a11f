"""What a package's drawings throw and catch by name, and whether people have a word for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cauce.packages.elements import BPMN, parse_xml
from cauce.packages.errors import PackageProblem
from cauce.packages.folder import MANIFEST

if TYPE_CHECKING:
    from lxml import etree

    from cauce.packages.model import Package, PackageFile

_REFERENCES: Final = {
    "messageEventDefinition": "messageRef",
    "sendTask": "messageRef",
    "receiveTask": "messageRef",
    "signalEventDefinition": "signalRef",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Addressed:
    """A message or signal that a drawing throws or catches: its name, and where it is declared."""

    name: str
    file: str
    line: int | None


def addressed_in(files: Iterable[PackageFile], found: list[PackageProblem]) -> Iterator[Addressed]:
    """Every message and signal that an event or task of a diagram refers to, by name, else by id.

    One whose name is an expression is told at run time alone, and left out.
    """
    for file in files:
        root = parse_xml(file, found)
        if root is None:
            continue
        used = set(_references(root))
        for element in root.iter(f"{BPMN}message", f"{BPMN}signal"):
            name = element.get("name") or element.get("id") or ""
            line = element.sourceline
            if element.get("id") in used and not name.startswith("="):
                at = line if isinstance(line, int) else None
                yield Addressed(name=name, file=file.path, line=at)


def _references(root: etree._Element) -> Iterator[str]:
    for tag, attribute in _REFERENCES.items():
        for element in root.iter(f"{BPMN}{tag}"):
            # A reference is a qualified name: the id follows the prefix, where there is one.
            yield element.get(attribute, "").rpartition(":")[2]


def check_messages(package: Package) -> list[PackageProblem]:
    """Tell each message and signal that the package draws and has no title for, once."""
    found: list[PackageProblem] = []
    untitled: dict[str, Addressed] = {}
    for one in addressed_in(package.files.bpmn, found):
        if one.name not in package.messages:
            untitled.setdefault(one.name, one)
    found += [
        PackageProblem(
            file=one.file,
            key=one.name,
            expected=f"a title for people in [messages] of {MANIFEST}",
            came="none",
            line=one.line,
        )
        for one in untitled.values()
    ]
    return found
