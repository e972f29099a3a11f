"""What the diagrams and decisions of a package contain, by id, without making sense of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from cauce.packages.errors import Problems

if TYPE_CHECKING:
    from cauce.packages.errors import PackageProblem
    from cauce.packages.model import PackageFile

BPMN: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
"""The namespace of BPMN's model, as tags begin with it."""
_DMN: Final = "/DMN/"
_FLOW_NODES: Final = frozenset(
    {
        "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent",
        "boundaryEvent", "implicitThrowEvent", "task", "userTask", "manualTask", "serviceTask",
        "sendTask", "receiveTask", "scriptTask", "businessRuleTask", "callActivity", "subProcess",
        "transaction", "adHocSubProcess", "exclusiveGateway", "inclusiveGateway",
        "parallelGateway", "complexGateway", "eventBasedGateway",
    }
)  # fmt: skip
EXPLAINED: Final = _FLOW_NODES | {"participant", "lane", "messageFlow", "group"}
"""The elements that a trace has to give a reason for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnElement:
    """An element of a diagram: its file, id and BPMN tag."""

    file: str
    id: str
    tag: str


def elements_of(
    files: Iterable[PackageFile], found: list[PackageProblem]
) -> Iterator[DrawnElement]:
    """Every element of BPMN's model that has an id; files that are not XML are noted."""
    for file in files:
        root = parse_xml(file, found)
        for element in root.iter(f"{BPMN}*") if root is not None else ():
            identifier = element.get("id")
            if identifier is not None:
                tag = str(element.tag).removeprefix(BPMN)
                yield DrawnElement(file=file.path, id=identifier, tag=tag)


def decisions_of(
    files: Iterable[PackageFile], found: list[PackageProblem]
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The names (id and name) of each decision and the ids of its rules."""
    for file in files:
        root = parse_xml(file, found)
        for element in root.iter("{*}decision") if root is not None else ():
            if _DMN not in str(element.tag):
                continue
            names = {element.get("id"), element.get("name")}
            rules = {rule.get("id") for rule in element.iter("{*}rule")}
            yield _present(names), _present(rules)


def parse_xml(file: PackageFile, found: list[PackageProblem]) -> etree._Element | None:
    """The root of an XML file; None, with a problem noted, where it is none."""
    # Entities and outside documents are off: a diagram is data from people we do not know.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(file.source, parser)
    except etree.XMLSyntaxError as error:
        Problems(file.path, found).note("", "XML", str(error))
        return None


def _present(values: Iterable[str | None]) -> frozenset[str]:
    return frozenset(value for value in values if value)
